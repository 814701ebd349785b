import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, onTestFinished, test } from "vitest";
import { connect } from "../../../src/edges/matrix/connect.ts";
import { obtainToken } from "../../../src/edges/matrix/login.ts";
import type { TokenPair } from "../../../src/edges/matrix/tokenFile.ts";
import { requester } from "../../../synapse/request.ts";
import { type Fault, hang } from "../../matrix/faultProxy.ts";
import { newFolder } from "../../support/newFolder.ts";
import {
  newAccount,
  newClient,
  privateHomeserver,
  sharedAdministrator,
  sharedHomeserver,
} from "../../synapse/homeserver.ts";
import { newBot, newProxy, roomId } from "./bot.ts";

const credentialsOf = async (path: string): Promise<TokenPair> => JSON.parse(await readFile(path, "utf8"));

/** An account whose tokens live so long (milliseconds), logged in as `crieur login` does it. */
async function shortLived(lifetime: number) {
  const homeserver = await privateHomeserver({ accessTokenLifetime: lifetime });
  const { userId } = await newAccount("crieur", homeserver);
  const tokenFile = join(await newFolder(), "data", "access-token.json");
  const user = userId.slice(1, userId.indexOf(":"));
  await obtainToken({ homeserver: homeserver.url, user, password: user, tokenFile, deviceName: "Crieur" });
  const expired = async () => {
    const { accessToken } = await credentialsOf(tokenFile);
    const whoami = () =>
      fetch(`${homeserver.url}/_matrix/client/v3/account/whoami`, {
        headers: { authorization: `Bearer ${accessToken}` },
      }).then((response) => response.status);
    await expect.poll(whoami, { timeout: 15_000 }).toBe(401);
  };
  return { homeserver, userId, tokenFile, expired };
}

describe("login", () => {
  test("writes a private token file, and takes the same device the next time", async () => {
    const { url } = sharedHomeserver();
    const { userId } = await newAccount("crieur");
    const password = userId.slice(1, userId.indexOf(":"));
    const tokenFile = join(await newFolder(), "access-token.json");
    const options = { homeserver: `${url}/`, password, tokenFile, deviceName: "Crieur" };

    const first = await obtainToken({ ...options, user: password });
    expect(first).toMatchObject({ userId });
    expect((await stat(tokenFile)).mode & 0o777).toBe(0o600);
    const second = await obtainToken({ ...options, user: userId });
    expect(second.deviceId).toBe(first.deviceId);
    expect(second.accessToken).not.toBe(first.accessToken);
    const bot = await connect({ url, credentials: { accessTokenFile: tokenFile } });
    expect([bot.user, bot.device]).toEqual([userId, first.deviceId]);
  });

  test("with a wrong password concerns the credentials, does not repeat it, and leaves the file alone", async () => {
    const { url } = sharedHomeserver();
    const { userId } = await newAccount("crieur");
    const tokenFile = join(await newFolder(), "access-token.json");
    const error = await obtainToken({
      homeserver: url,
      user: userId,
      password: "faux-mot-de-passe",
      tokenFile,
      deviceName: "Crieur",
    }).catch((caught) => caught);
    expect(error).toMatchObject({ concern: "credentials", status: 403 });
    expect(error.message).not.toContain("faux-mot-de-passe");
    await expect(stat(tokenFile)).rejects.toThrow("ENOENT");
  });
});

describe("a token", () => {
  test("without a device is refused", async () => {
    const { url, administrator } = sharedHomeserver();
    const { userId } = await newAccount("crieur");
    const { access_token: accessToken } = await requester(url, administrator.accessToken)(
      "POST",
      `/_synapse/admin/v1/users/${encodeURIComponent(userId)}/login`,
      {},
    );
    await expect(connect({ url, credentials: { accessToken: String(accessToken) } })).rejects.toMatchObject({
      concern: "credentials",
      message: expect.stringContaining("no device"),
    });
  });

  test("that is nonsense, or whose device is gone, concerns the credentials", async () => {
    const { url } = sharedHomeserver();
    await expect(connect({ url, credentials: { accessToken: "nonsense" } })).rejects.toMatchObject({
      concern: "credentials",
      errcode: "M_UNKNOWN_TOKEN",
    });
    const { bot } = await newBot();
    await sharedAdministrator().deleteDevice(bot.user, bot.device);
    await expect(bot.sync(null, 0, AbortSignal.timeout(10_000))).rejects.toMatchObject({
      concern: "credentials",
    });
  });

  test("that expires is refreshed under the bot's feet, once for all requests, and kept in the file", async () => {
    const { homeserver, tokenFile, expired } = await shortLived(3_000);
    const proxy = await newProxy(homeserver.url);
    const bot = await connect({ url: proxy.url, credentials: { accessTokenFile: tokenFile } });
    const agent = await newClient("agent", homeserver);
    const room = roomId(await agent.createRoom({ invite: [bot.user] }));
    await bot.join(room, []);
    const before = await credentialsOf(tokenFile);
    await expired();

    // Each says something else: an event's id is a hash, and equal events of one millisecond are one event.
    const send = (id: string) => bot.send(room, id, { msgtype: "m.text", body: `bonjour ${id}` });
    const events = await Promise.all(["a", "b", "c"].map(send));
    expect(new Set(events).size).toBe(3);
    expect(proxy.seen.filter(({ path }) => path.endsWith("/refresh"))).toHaveLength(1);
    const after = await credentialsOf(tokenFile);
    expect(after.accessToken).not.toBe(before.accessToken);
    expect(after).toMatchObject({ deviceId: bot.device, userId: bot.user });
  });

  const killings: [string, RegExp, Fault][] = [
    ["between the answer and the file", /\/refresh$/, async (exchange) => void (await exchange.forward())],
    ["between the file and its first use", /\/whoami$/, hang],
  ];
  test.each(killings)("survives a kill -9 during its refresh, %s", async (_name, path, fault) => {
    const { homeserver, userId, tokenFile, expired } = await shortLived(1_500);
    const before = await credentialsOf(tokenFile);
    await expired();
    const proxy = await newProxy(homeserver.url);
    // The first `whoami` learns that the token has expired; the fault meets what follows the refresh.
    const handle = proxy.fault({ path }, async (exchange) => {
      const refreshed = proxy.seen.some((one) => one.path.endsWith("/refresh"));
      if (refreshed) await fault(exchange);
      else {
        const { status, headers, body } = await exchange.forward();
        exchange.answer(status, headers, body);
      }
    });
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, "connectChild.ts"), proxy.url, tokenFile],
      {
        stdio: "ignore",
      },
    );
    onTestFinished(() => void child.kill("SIGKILL"));
    const exit = once(child, "exit");
    await handle.reached(path.source.includes("whoami") ? 2 : 1);
    child.kill("SIGKILL");
    expect((await exit)[1]).toBe("SIGKILL");

    const left = await credentialsOf(tokenFile);
    expect(left.accessToken === before.accessToken).toBe(path.source.includes("refresh"));
    const bot = await connect({ url: homeserver.url, credentials: { accessTokenFile: tokenFile } });
    expect(bot.user).toBe(userId);
  });

  test("whose refresh token is dead, too, concerns the credentials", async () => {
    const { homeserver, userId, tokenFile } = await shortLived(60_000);
    const bot = await connect({ url: homeserver.url, credentials: { accessTokenFile: tokenFile } });
    const admin = await newAccount("admin", homeserver, { admin: true });
    await requester(homeserver.url, admin.accessToken)(
      "DELETE",
      `/_synapse/admin/v2/users/${encodeURIComponent(userId)}/devices/${bot.device}`,
    );
    await expect(bot.sync(null, 0, AbortSignal.timeout(10_000))).rejects.toMatchObject({
      concern: "credentials",
    });
  });
});

test("an account that is expired, locked or suspended waits for people, and goes on with the same token", async () => {
  const admin = sharedAdministrator();
  const { bot, session } = await newBot();
  const agent = await newClient("agent");
  const room = roomId(await agent.createRoom({ invite: [bot.user] }));
  await bot.join(room, []);
  const { nextToken } = await bot.sync(null, 0, AbortSignal.timeout(10_000));
  const content = { msgtype: "m.text", body: "bonjour" };
  const states = [
    {
      enter: () => admin.expire(bot.user),
      leave: () => admin.renew(bot.user),
      errcode: "ORG_MATRIX_EXPIRED_ACCOUNT",
    },
    {
      enter: () => admin.setLocked(bot.user, true),
      leave: () => admin.setLocked(bot.user, false),
      errcode: "M_USER_LOCKED",
    },
    {
      enter: () => admin.setSuspended(bot.user, true),
      leave: () => admin.setSuspended(bot.user, false),
      errcode: "M_USER_SUSPENDED",
    },
  ];
  for (const { enter, leave, errcode } of states) {
    await enter();
    await expect(bot.send(room, errcode, content)).rejects.toMatchObject({ concern: "account", errcode });
    if (errcode !== "M_USER_SUSPENDED") {
      await expect(bot.sync(nextToken, 0, AbortSignal.timeout(10_000))).rejects.toMatchObject({
        concern: "account",
      });
      const again = connect({ url: session.url, credentials: { accessToken: session.accessToken } });
      await expect(again).rejects.toMatchObject({ concern: "account", errcode });
    }
    await leave();
    await bot.send(room, errcode, content);
  }
});
