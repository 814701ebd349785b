import { describe, expect, test } from "vitest";
import type { Homeserver } from "../../../src/ports/index.ts";
import { type EventId, type RoomAlias, serverOf, type UserId } from "../../../src/rooms/identifiers.ts";
import { maySpeak, permissionOf } from "../../../src/rooms/permission.ts";
import { applyState } from "../../../src/rooms/roomState.ts";
import { cut, swallow } from "../../matrix/faultProxy.ts";
import { newClient, privateHomeserver, sharedHomeserver, uniqueName } from "../../synapse/homeserver.ts";
import { newBot, newProxy, roomId, syncUntil } from "./bot.ts";

const text = (body: string) => ({ msgtype: "m.text", body });

/** A room of an agent, where the bot has joined. */
async function sharedRoom(bot: Homeserver, more: object = {}) {
  const agent = await newClient("agent");
  const room = roomId(await agent.createRoom({ name: "Missions", invite: [bot.user], ...more }));
  await bot.join(room, []);
  return { agent, room };
}

describe("sending", () => {
  test("twice under one transaction id makes one event, and its echo tells the transaction", async () => {
    const { bot } = await newBot();
    const { agent, room } = await sharedRoom(bot);
    const { nextToken } = await bot.sync(null, 0, AbortSignal.timeout(10_000));
    const first = await bot.send(room, "crieur/1 é", text("bonjour"));
    expect(await bot.send(room, "crieur/1 é", text("autre chose"))).toBe(first);

    expect((await agent.messages(room)).map(({ content }) => content?.body)).toEqual(["bonjour"]);
    const batch = await syncUntil(bot, nextToken, ({ joined }) => joined.length > 0);
    expect(batch.joined[0]?.timeline).toMatchObject([
      { id: first, transactionId: "crieur/1 é", sender: bot.user },
    ]);
  });

  test("is settled by a repeat, whether the request or only its answer was lost", async () => {
    const proxy = await newProxy(sharedHomeserver().url);
    const { bot } = await newBot(sharedHomeserver(), proxy.url);
    const { agent, room } = await sharedRoom(bot);
    for (const fault of [cut, swallow]) {
      const body = `perdu: ${fault.name}`;
      proxy.fault({ method: "PUT", path: /\/send\//, times: 1 }, fault);
      await expect(bot.send(room, body, text(body))).rejects.toMatchObject({ concern: "passing" });
      const event = await bot.send(room, body, text(body));
      expect((await agent.messages(room)).filter(({ content }) => content?.body === body)).toMatchObject([
        { eventId: event },
      ]);
    }
  });

  test("beyond the homeserver's limit tells how long to wait, and works then", async () => {
    const homeserver = await privateHomeserver({ rateLimits: "messages" });
    const { bot } = await newBot(homeserver);
    const agent = await newClient("agent", homeserver);
    const room = roomId(await agent.createRoom({ invite: [bot.user] }));
    await bot.join(room, []);
    const flood = async () => {
      for (let sent = 0; sent < 15; sent += 1) await bot.send(room, `t${sent}`, text(`${sent}`));
    };
    const error = await flood().catch((caught) => caught);
    expect(error).toMatchObject({ concern: "passing", status: 429, errcode: "M_LIMIT_EXCEEDED" });
    expect(error.retryAfter).toBeGreaterThan(500);
    expect(error.retryAfter).toBeLessThan(20_000);
    await new Promise((resolve) => setTimeout(resolve, error.retryAfter));
    await bot.send(room, "later", text("plus tard"));
  });

  test("where the bot is not, or may not speak, concerns the room", async () => {
    const { bot } = await newBot();
    const { agent, room } = await sharedRoom(bot, { version: "10" });
    const levels = await agent.state(room, "m.room.power_levels");
    await agent.setState(room, "m.room.power_levels", { ...levels, events_default: 50 });
    await expect(bot.send(room, "t1", text("x"))).rejects.toMatchObject({ concern: "room", status: 403 });
    await agent.kick(room, bot.user, "à bientôt");
    await expect(bot.send(room, "t2", text("x"))).rejects.toMatchObject({ concern: "room", status: 403 });
  });

  test("what is too large concerns the message alone", async () => {
    const { bot } = await newBot();
    const { room } = await sharedRoom(bot);
    await expect(bot.send(room, "t1", text("x".repeat(70_000)))).rejects.toMatchObject({
      concern: "message",
      status: 413,
    });
  });
});

describe("syncing", () => {
  test.each(["10", "12"])(
    "first gives the whole state of a room (version %s), our own joining too",
    async (version) => {
      const { bot } = await newBot();
      const { agent, room } = await sharedRoom(bot, { version, alias: uniqueName("missions"), public: true });
      const batch = await bot.sync(null, 0, AbortSignal.timeout(10_000));
      const joined = batch.joined.find((one) => one.room === room);
      const known = applyState(null, [...(joined?.state ?? []), ...(joined?.timeline ?? [])], bot.user, {
        room,
        memberCount: joined?.memberCount ?? null,
        gap: false,
      });
      expect(known).toMatchObject({ membership: "join", encrypted: false, name: "Missions", memberCount: 2 });
      expect(known.joinedAt).toBeGreaterThan(Date.now() - 60_000);
      expect(known.aliases).toHaveLength(1);
      const founder = agent.userId as UserId;
      expect(known.creators).toEqual(version === "12" ? [founder] : []);
      expect(
        [founder, bot.user].map((user) => permissionOf(known, user, { admins: [], me: null }).may),
      ).toEqual([true, false]);
      expect(maySpeak(known, bot.user)).toBe(true);
    },
  );

  test("tells what it left out, and the messages between are there, each once", async () => {
    const { bot } = await newBot();
    const { agent, room } = await sharedRoom(bot);
    const { nextToken: since } = await bot.sync(null, 0, AbortSignal.timeout(10_000));
    const said: string[] = [];
    for (let number = 0; number < 75; number += 1) said.push(await agent.say(room, `message ${number}`));

    const batch = await bot.sync(since, 0, AbortSignal.timeout(10_000));
    const [joined] = batch.joined;
    expect(joined?.gapFrom).toEqual(expect.any(String));
    const found = joined?.timeline.map(({ id }) => id) ?? [];
    expect(found).toHaveLength(50);
    for (let from = joined?.gapFrom ?? null; from !== null; ) {
      const page = await bot.messages(room, from, since, 10);
      found.unshift(...page.events.map(({ id }) => id).reverse());
      from = page.next;
    }
    expect(found).toEqual(said);
  });

  test("messages can be read from the newest, until the first that we may see", async () => {
    const { bot } = await newBot();
    const { agent, room } = await sharedRoom(bot);
    const newest = await agent.say(room, "le dernier");
    let page = await bot.messages(room, null, null, 3);
    expect(page.events[0]?.id).toBe(newest);
    for (let pages = 0; page.next !== null && pages < 20; pages += 1) {
      page = await bot.messages(room, page.next, null, 50);
    }
    expect(page.next).toBeNull();
  });

  test("brings redactions, and encryption as it is switched on", async () => {
    const { bot } = await newBot();
    const { agent, room } = await sharedRoom(bot);
    const event = await bot.send(room, "t1", text("à effacer"));
    const { nextToken } = await bot.sync(null, 0, AbortSignal.timeout(10_000));
    await agent.redact(room, event, "erreur");
    const redaction = await syncUntil(bot, nextToken, ({ joined }) => joined.length > 0);
    expect(redaction.joined[0]?.timeline).toMatchObject([
      { type: "m.room.redaction", redacts: event as EventId },
    ]);

    await agent.setState(room, "m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" });
    const batch = await syncUntil(bot, redaction.nextToken, ({ joined }) => joined.length > 0);
    const events = batch.joined[0]?.timeline ?? [];
    expect(applyState(null, events, bot.user, { room, memberCount: null, gap: false }).encrypted).toBe(true);
  });

  test("stops at once when it is told to", async () => {
    const { bot } = await newBot();
    const { nextToken } = await bot.sync(null, 0, AbortSignal.timeout(10_000));
    const stop = new AbortController();
    const poll = bot.sync(nextToken, 30_000, stop.signal);
    const reason = new Error("SIGTERM");
    stop.abort(reason);
    await expect(poll).rejects.toBe(reason);
  });
});

describe("coming and going", () => {
  test("an invitation tells who, where and whether encrypted; declining it gives the reason", async () => {
    const { bot } = await newBot();
    const agent = await newClient("agent");
    const { nextToken } = await bot.sync(null, 0, AbortSignal.timeout(10_000));
    const room = roomId(await agent.createRoom({ name: "Secret", encrypted: true, invite: [bot.user] }));
    const batch = await syncUntil(bot, nextToken, ({ invited }) => invited.length > 0);
    expect(batch.invited).toEqual([
      {
        room,
        inviter: agent.userId,
        encrypted: true,
        type: null,
        predecessor: null,
        name: "Secret",
        alias: null,
      },
    ]);

    await bot.leave(room, "Ce salon est chiffré.");
    const left = await agent.waitFor(({ type, stateKey, content }) => {
      return type === "m.room.member" && stateKey === bot.user && content.membership === "leave";
    });
    expect(left.content.reason).toBe("Ce salon est chiffré.");
  });

  test("an invitation to an upgraded room names the old one, whose tombstone names it", async () => {
    const { bot } = await newBot();
    const { agent, room } = await sharedRoom(bot);
    const { nextToken } = await bot.sync(null, 0, AbortSignal.timeout(10_000));
    const successor = await agent.upgradeRoom(room, "12");
    await agent.invite(successor, bot.user);
    const batch = await syncUntil(bot, nextToken, ({ invited }) => invited.length > 0);
    expect(batch.invited[0]).toMatchObject({ room: successor, predecessor: room });
    const all = await bot.sync(null, 0, AbortSignal.timeout(10_000));
    const old = all.joined.find((one) => one.room === room);
    const events = [...(old?.state ?? []), ...(old?.timeline ?? [])];
    expect(applyState(null, events, bot.user, { room, memberCount: null, gap: false }).successor).toBe(
      successor,
    );
  });

  test("a kick and a ban tell by whom and why", async () => {
    const { bot } = await newBot();
    const { agent, room } = await sharedRoom(bot);
    const { nextToken } = await bot.sync(null, 0, AbortSignal.timeout(10_000));
    await agent.kick(room, bot.user, "trop bavard");
    const kicked = await syncUntil(bot, nextToken, ({ left }) => left.length > 0);
    expect(kicked.left).toEqual([{ room, membership: "leave", by: agent.userId, reason: "trop bavard" }]);
    await agent.ban(room, bot.user, "encore");
    const banned = await syncUntil(bot, kicked.nextToken, ({ left }) => left.length > 0);
    expect(banned.left).toEqual([{ room, membership: "ban", by: agent.userId, reason: "encore" }]);
    await expect(bot.join(room, [])).rejects.toMatchObject({ concern: "room" });
  });

  test("a public room is found and joined by its alias; one that does not exist concerns that room", async () => {
    const { bot } = await newBot();
    const agent = await newClient("agent");
    const name = uniqueName("forum");
    const room = await agent.createRoom({ name: "Forum", alias: name, public: true });
    const alias = `#${name}:${serverOf(agent.userId)}` as RoomAlias;
    const server = serverOf(agent.userId);
    expect(await bot.resolve(alias)).toEqual({ room, servers: [server] });
    await bot.join(roomId(room), [server]);
    const nowhere = `#${uniqueName("nulle-part")}:${serverOf(agent.userId)}` as RoomAlias;
    await expect(bot.resolve(nowhere)).rejects.toMatchObject({ concern: "room", status: 404 });
    await expect(bot.join(roomId("!nowhere"), [])).rejects.toMatchObject({ concern: "room" });
    const closed = await agent.createRoom({ name: "Fermé" });
    await expect(bot.join(roomId(closed), [])).rejects.toMatchObject({ concern: "room", status: 403 });
  });
});
