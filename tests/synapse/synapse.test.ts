import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { expect, inject, onTestFinished, test } from "vitest";
import { administrator } from "../../synapse/administrator.ts";
import { NothingCame } from "../../synapse/client.ts";
import { requester } from "../../synapse/request.ts";
import { bodyOf } from "../../synapse/timeline.ts";
import {
  newAccount,
  newClient,
  privateHomeserver,
  sharedAdministrator,
  sharedHomeserver,
  uniqueName,
} from "./homeserver.ts";

test("what one account says in a restricted room, the other sees", async () => {
  const agent = await newClient("agent");
  const colleague = await newClient("collegue");
  const room = await agent.createRoom({ name: "Missions", invite: [colleague.userId] });
  await colleague.join(room);
  const eventId = await agent.say(room, "bonjour");

  const seen = await colleague.waitForText(room, "bonjour");
  expect(seen).toMatchObject({ eventId, sender: agent.userId, type: "m.room.message" });
  expect(await agent.state(room, "im.vector.room.access_rules")).toEqual({ rule: "restricted" });
});

test.each(["10", "12"])(
  "Tchap's rules hold in room version %s: externals out, state for administrators only",
  async (version) => {
    const agent = await newClient("agent");
    const bot = await newClient("crieur");
    const room = await agent.createRoom({ version, invite: [bot.userId] });
    await bot.join(room);

    await expect(agent.invite(room, "@externe:agent.externe.tchap.test")).rejects.toMatchObject({
      status: 403,
      errcode: "M_FORBIDDEN",
    });
    await expect(bot.setState(room, "m.room.topic", { topic: "non" })).rejects.toMatchObject({ status: 403 });
    await agent.setState(room, "m.room.topic", { topic: "oui" });
    const refused = await agent.setState(room, "im.vector.room.access_rules", { rule: "direct" }).then(
      () => undefined,
      (error) => error.errcode,
    );
    expect(refused).toBe("M_FORBIDDEN");
  },
);

test("a timeline shows messages with their edits, and without the text of what was redacted", async () => {
  const agent = await newClient("agent");
  const room = await agent.createRoom();
  const kept = await agent.say(room, "première version");
  const redacted = await agent.say(room, "à effacer");
  const edit = await agent.say(room, "deuxième version", { edits: kept });
  const reply = await agent.say(room, "réponse", { replyTo: kept, thread: kept });
  await agent.redact(room, redacted, "erreur");

  expect(bodyOf(await agent.waitFor((event) => event.eventId === edit))).toBe("deuxième version");
  const messages = await agent.messages(room);
  expect(messages.map(({ eventId, content, edits }) => [eventId, content?.body, edits])).toEqual([
    [kept, "deuxième version", 1],
    [redacted, undefined, 0],
    [reply, "réponse", 0],
  ]);
  expect(messages[1]?.content).toBeNull();
});

test("a wait that fails tells what came instead, and a mark leaves out what came before", async () => {
  const agent = await newClient("agent");
  const room = await agent.createRoom();
  await agent.say(room, "avant");
  await agent.waitForText(room, "avant");
  const since = agent.mark();
  await agent.say(room, "après");

  await agent.waitForText(room, "après", { since });
  const failure = await agent.waitForText(room, "avant", { since, timeoutMs: 200 }).catch((error) => error);
  expect(failure).toBeInstanceOf(NothingCame);
  expect(failure.message).toContain("après");
  expect(failure.message).not.toContain("avant");
});

test("rooms have aliases, encryption and successors as they are asked for", async () => {
  const agent = await newClient("agent");
  const visitor = await newClient("visiteur");
  const alias = uniqueName("salon");
  const server = agent.userId.slice(agent.userId.indexOf(":"));
  const open = await agent.createRoom({ alias, public: true });
  expect(await visitor.join(`#${alias}${server}`)).toBe(open);

  const secret = await agent.createRoom({ encrypted: true });
  expect(await agent.state(secret, "m.room.encryption")).toMatchObject({ algorithm: "m.megolm.v1.aes-sha2" });

  const successor = await agent.upgradeRoom(open, "12");
  expect(await agent.state(open, "m.room.tombstone")).toMatchObject({ replacement_room: successor });
});

test("a restart keeps accounts, rooms and messages, and answers a repeated transaction id with the first event", async () => {
  const homeserver = await privateHomeserver();
  const agent = await newClient("agent", homeserver);
  const room = await agent.createRoom();
  const before = await agent.send(room, "m.room.message", { msgtype: "m.text", body: "gardé" }, "une-fois");

  await homeserver.restart();
  expect((await agent.messages(room)).map(({ eventId }) => eventId)).toEqual([before]);
  expect(await agent.send(room, "m.room.message", { msgtype: "m.text", body: "autre" }, "une-fois")).toBe(
    before,
  );

  await homeserver.kill();
  await expect(agent.state(room, "m.room.create")).rejects.toThrow();
  await homeserver.restart();
  expect(await agent.messages(room)).toHaveLength(1);
});

test("message limits are Synapse's where they are asked for, until an administrator lifts them", async () => {
  const homeserver = await privateHomeserver({ rateLimits: "messages" });
  const agent = await newClient("agent", homeserver);
  const room = await agent.createRoom();
  const flood = async () => {
    for (let sent = 0; sent < 15; sent += 1) await agent.say(room, `message ${sent}`);
  };

  await expect(flood()).rejects.toMatchObject({ status: 429, errcode: "M_LIMIT_EXCEEDED" });
  await administrator(await newAccount("admin", homeserver, { admin: true })).liftRateLimit(agent.userId);
  await flood();
});

test("an account expires, is locked and is suspended, and comes back with the same token", async () => {
  const admin = sharedAdministrator();
  const agent = await newClient("agent");
  const room = await agent.createRoom();
  const say = () => agent.say(room, "bonjour");
  const states = [
    {
      enter: admin.expire,
      leave: admin.renew,
      refusal: { status: 403, errcode: "ORG_MATRIX_EXPIRED_ACCOUNT" },
    },
    {
      enter: (user: string) => admin.setLocked(user, true),
      leave: (user: string) => admin.setLocked(user, false),
      refusal: { status: 401, errcode: "M_USER_LOCKED" },
    },
    {
      enter: (user: string) => admin.setSuspended(user, true),
      leave: (user: string) => admin.setSuspended(user, false),
      refusal: { status: 403, errcode: "M_USER_SUSPENDED" },
    },
  ];
  for (const { enter, leave, refusal } of states) {
    await enter(agent.userId);
    await expect(say()).rejects.toMatchObject(refusal);
    await leave(agent.userId);
    await say();
  }
});

test("a deleted device, a deactivated account and a deleted room are refused for good", async () => {
  const admin = sharedAdministrator();
  const agent = await newClient("agent");
  const room = await agent.createRoom();
  await admin.deleteRoom(room);
  await expect(agent.say(room, "bonjour")).rejects.toMatchObject({ status: 403 });
  await admin.deleteDevice(agent.userId, agent.session.deviceId);
  await expect(agent.createRoom()).rejects.toMatchObject({ status: 401, errcode: "M_UNKNOWN_TOKEN" });

  const other = await newClient("agent");
  await admin.deactivate(other.userId);
  await expect(other.createRoom()).rejects.toMatchObject({ status: 401, errcode: "M_UNKNOWN_TOKEN" });
});

test("a shadow ban is set and lifted", async () => {
  const admin = sharedAdministrator();
  const { userId } = await newAccount("crieur");
  const { url, administrator: session } = sharedHomeserver();
  const ask = requester(url, session.accessToken);
  const account = () => ask("GET", `/_synapse/admin/v2/users/${encodeURIComponent(userId)}`);

  // Asking the account itself would take long: Synapse answers the banned late on purpose.
  await admin.setShadowBanned(userId, true);
  expect(await account()).toMatchObject({ shadow_banned: true });
  await admin.setShadowBanned(userId, false);
  expect(await account()).toMatchObject({ shadow_banned: false });
});

test("refreshable tokens expire where they are asked for", async () => {
  const homeserver = await privateHomeserver({ accessTokenLifetime: 500 });
  const session = await newAccount("crieur", homeserver, { refresh: true });
  expect(session.refreshToken).toBeDefined();
  const whoami = () =>
    fetch(`${homeserver.url}/_matrix/client/v3/account/whoami`, {
      headers: { authorization: `Bearer ${session.accessToken}` },
    }).then(async (response) => ({ status: response.status, body: await response.json() }));
  await expect.poll(whoami, { timeout: 10_000 }).toMatchObject({
    status: 401,
    body: { errcode: "M_UNKNOWN_TOKEN", soft_logout: true },
  });
});

test("a homeserver ends with the program that started it, even one killed by SIGKILL", async () => {
  const directory = await mkdtemp(join(tmpdir(), "crieur-synapse-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true, maxRetries: 20 }));
  const program = `
    import { startSynapse } from ${JSON.stringify(new URL("../../synapse/process.ts", import.meta.url))};
    const synapse = await startSynapse(${JSON.stringify(inject("python"))}, { directory: ${JSON.stringify(directory)} });
    console.log(synapse.url);`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void parent.kill("SIGKILL"));
  const [url] = await once(createInterface(parent.stdout), "line");
  const answers = () =>
    fetch(`${url}/_matrix/client/versions`).then(
      ({ ok }) => ok,
      () => false,
    );
  expect(await answers()).toBe(true);

  parent.kill("SIGKILL");
  await expect.poll(answers, { timeout: 20_000 }).toBe(false);
});
