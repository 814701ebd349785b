import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { login } from "../../../synapse/accounts.ts";
import { eventually } from "../../support/until.ts";
import { newAccount, sharedHomeserver } from "../../synapse/homeserver.ts";
import { offer, put, ready } from "../bot/process.ts";
import { type Foreign, openForeign, type Read } from "./foreign.ts";
import { newSealedScene, plain, reads, type SealedScene, saidTo } from "./scene.ts";

const CLOCK = join(import.meta.dirname, "../bot/shiftedClock.ts");
const ALGORITHM = "m.megolm.v1.aes-sha2";

/** What the bot said in a room as this person's client shows it. */
const said = (person: Foreign, { bot }: SealedScene, room: string): Read[] =>
  person.read(room).filter(({ sender }) => sender === bot.userId);

function hears(person: Foreign, scene: SealedScene, room: string, text: string): Promise<Read[]> {
  return eventually(
    async () => said(person, scene, room),
    (all) => all.some(({ body }) => plain(body).includes(text)),
  );
}

let offers = 0;
/** A new offer is announced in the room, and readable for these people. */
async function announces(scene: SealedScene, room: string, ...people: readonly Foreign[]): Promise<Read> {
  offers += 1;
  const title = `Gardienne ou gardien du phare numéro ${offers}`;
  const body = `Tenir la lanterne ${"et sa lumière ".repeat(offers)} du phare ${offers}.`;
  await put(scene, `phare-${offers}.md`, offer(title, { body }));
  for (const person of people) await hears(person, scene, room, title);
  const [announced] = said(people[0] as Foreign, scene, room).filter(({ body }) => body.includes(title));
  return announced as Read;
}

/** The key that a message was sealed with. */
function keyOf(person: Foreign, room: string, message: Read): string {
  const event = person.client.getRoom(room)?.findEventById(message.id);
  return String(event?.getWireContent().session_id);
}

test("a room that becomes encrypted while the bot is in it goes on: commands, announcements, edits of what it said before", async () => {
  const scene = await newSealedScene({ seeds: false });
  const { strict, other, bot } = scene;
  const { room_id: room } = await strict.client.createRoom({
    preset: "private_chat" as never,
    name: "Claire",
    invite: [bot.userId, other.userId],
  });
  await other.client.joinRoom(room);
  scene.settings = { ...scene.settings, rooms: [{ room, filter: "" }] };
  await ready(await scene.start());
  await hears(strict, scene, room, "Bonjour");
  const before = await announces(scene, room, strict, other);
  expect(before.encrypted).toBe(false);
  const name = `phare-${offers}.md`;
  await strict.client.sendStateEvent(room, "m.room.encryption" as never, { algorithm: ALGORITHM } as never);
  const asked = await other.say(room, "!offres");
  await hears(other, scene, room, "1 offre ouverte");
  const answer = said(other, scene, room).at(-1);
  expect(answer).toMatchObject({ encrypted: true, failure: null });
  expect(answer?.content["m.relates_to"]?.["m.in_reply_to"]).toEqual({ event_id: asked });
  // What was announced in clear is struck where it stands.
  await put(
    scene,
    name,
    offer("Gardienne ou gardien parti", {
      open: false,
      body: `Tenir la lanterne ${"et sa lumière ".repeat(offers)} du phare ${offers}.`,
    }),
  );
  await eventually(
    async () => said(strict, scene, room).find(({ id }) => id === before.id)?.body ?? "",
    (body) => plain(body).includes("Offre fermée le"),
  );
  expect((await announces(scene, room, strict, other)).encrypted).toBe(true);
  // After it became encrypted nothing was said in clear.
  const all = said(strict, scene, room);
  const first = all.findIndex(({ encrypted }) => encrypted);
  expect(all.slice(first).every(({ encrypted }) => encrypted)).toBe(true);
});

describe("upgrades", () => {
  /** Upgrades a room as clients do, with or without encryption, and waits until the bot is there. */
  async function upgrade(
    person: Foreign,
    { bot }: SealedScene,
    room: string,
    encrypted: boolean,
    guests: readonly Foreign[],
  ) {
    const state = (type: string, content: object) => ({ type, state_key: "", content });
    const { room_id: next } = await person.client.createRoom({
      preset: "private_chat" as never,
      invite: [bot.userId, ...guests.map(({ userId }) => userId)],
      creation_content: { predecessor: { room_id: room, event_id: "$last" } },
      initial_state: (encrypted ? [state("m.room.encryption", { algorithm: ALGORITHM })] : []) as never,
    });
    for (const guest of guests) await guest.client.joinRoom(next);
    await person.client.sendStateEvent(
      room,
      "m.room.tombstone" as never,
      { body: "par là", replacement_room: next } as never,
    );
    await eventually(
      async () => person.client.getRoom(next)?.getMember(bot.userId)?.membership,
      (membership) => membership === "join",
    );
    // What is said after the tombstone is heard after it.
    if (encrypted) await person.say(next, "!offres aide");
    else await person.client.sendTextMessage(next, "!offres aide");
    await eventually(
      async () => person.read(next).filter(({ sender }) => sender === bot.userId),
      (answers) => answers.some(({ body }) => body.includes("!offres")),
    );
    return next;
  }

  test("from encrypted to encrypted, then to clear, which is said, then to encrypted again", async () => {
    const scene = await newSealedScene({ seeds: false });
    const { strict, other, sealed } = scene;
    const run = await scene.start();
    await ready(run);
    await reads(strict, scene, "Bonjour");
    await announces(scene, sealed, strict, other);

    const second = await upgrade(strict, scene, sealed, true, [other]);
    expect((await announces(scene, second, strict, other)).encrypted).toBe(true);
    expect(
      said(strict, scene, second)
        .map(({ body }) => body)
        .join(),
    ).not.toContain("pas chiffré");

    const clear = await upgrade(strict, scene, second, false, [other]);
    await hears(other, scene, clear, "ce salon n’est pas chiffré, alors que celui qu’il remplace l’était");
    expect((await announces(scene, clear, strict, other)).encrypted).toBe(false);
    // Once: also after a restart.
    await run.kill("SIGKILL");
    await ready(await scene.start());

    const last = await upgrade(strict, scene, clear, true, [other]);
    expect((await announces(scene, last, strict, other)).encrypted).toBe(true);
    const warned = said(other, scene, clear).filter(({ body }) => body.includes("pas chiffré"));
    expect(warned).toHaveLength(1);
    for (const room of [sealed, second, last])
      expect(
        said(other, scene, room).filter(({ encrypted, failure }) => !encrypted || failure !== null),
      ).toEqual([]);
  });
});

describe("who reads", () => {
  test("a device that is added reads from then on; one that is removed, or a person who leaves, costs a new key", async () => {
    const scene = await newSealedScene({ seeds: false });
    const { strict, other, sealed } = scene;
    await ready(await scene.start());
    await reads(strict, scene, "Bonjour");
    const first = await announces(scene, sealed, strict, other);

    const user = other.userId.slice(1, other.userId.indexOf(":"));
    const second = await openForeign(await login(sharedHomeserver().url, { user, password: user }), {
      signed: false,
    });
    await heard(scene);
    const added = await announces(scene, sealed, strict, other, second);
    expect(said(second, scene, sealed).find(({ id }) => id === first.id)?.failure).not.toBeNull();

    await second.stop();
    await other.client.deleteDevice(second.session.deviceId, {
      type: "m.login.password",
      identifier: { type: "m.id.user", user: other.userId },
      password: user,
    } as never);
    await heard(scene);
    const removed = await announces(scene, sealed, strict, other);
    expect(keyOf(strict, sealed, removed)).not.toBe(keyOf(strict, sealed, added));

    const leaver = await openForeign(await newAccount("zoe"), { excludes: true });
    await strict.client.invite(sealed, leaver.userId);
    await leaver.client.joinRoom(sealed);
    await leaver.say(sealed, "!offres aide");
    await eventually(
      async () => saidTo(leaver, scene),
      (all) => all.some(({ body, failure }) => failure === null && body.includes("!offres")),
    );
    const joined = await announces(scene, sealed, strict, other, leaver);
    await leaver.client.leave(sealed);
    await eventually(
      async () => strict.client.getRoom(sealed)?.getMember(leaver.userId)?.membership,
      (membership) => membership === "leave",
    );
    const left = await announces(scene, sealed, strict, other);
    expect(keyOf(strict, sealed, left)).not.toBe(keyOf(strict, sealed, joined));
    expect(saidTo(other, scene).filter(({ failure }) => failure !== null)).toEqual([]);
  });

  test.each([
    ["invited", true],
    ["shared", true],
    ["joined", false],
  ] as const)(
    "an invited person, where the room's history is visible for « %s »: %s",
    async (visibility, readable) => {
      const scene = await newSealedScene({ seeds: false });
      const { strict, sealed } = scene;
      await strict.client.sendStateEvent(
        sealed,
        "m.room.history_visibility" as never,
        { history_visibility: visibility } as never,
      );
      await ready(await scene.start());
      await reads(strict, scene, "Bonjour");
      // One that leaves out unsigned devices has not looked yet whose device the key came from.
      const guest = await openForeign(await newAccount("zoe"));
      // The client's own way to invite also sends what was said before, in a file.
      const inviting = `/rooms/${encodeURIComponent(sealed)}/invite`;
      await strict.client.http.authedRequest("POST" as never, inviting, undefined, {
        user_id: guest.userId,
      });
      await eventually(
        async () => guest.client.getRoom(sealed)?.getMyMembership(),
        (membership) => membership === "invite",
      );
      await heard(scene);
      const before = await announces(scene, sealed, strict);
      await guest.client.joinRoom(sealed);
      const after = await announces(scene, sealed, strict, guest);
      const shown = said(guest, scene, sealed);
      expect(shown.find(({ id }) => id === after.id)?.failure).toBeNull();
      const whileInvited = shown.find(({ id }) => id === before.id);
      if (readable) expect(whileInvited).toMatchObject({ failure: null });
      else expect(whileInvited?.failure ?? "not shown at all").not.toBeNull();
    },
  );
});

test("a key serves as many messages, and as long, as the room asks; each message is readable all the same", async () => {
  const scene = await newSealedScene({
    seeds: false,
    encryption: { rotation_period_msgs: 3, rotation_period_ms: 3_600_000 },
  });
  const { strict, other, sealed } = scene;
  scene.node = ["--import", CLOCK];
  const at = (shift: number) => writeFile(join(scene.folder, "clock"), String(shift));
  await at(0);
  await ready(await scene.start());
  await reads(strict, scene, "Bonjour");
  const keys = [keyOf(strict, sealed, saidTo(strict, scene)[0] as Read)];
  for (let turn = 0; turn < 4; turn += 1)
    keys.push(keyOf(strict, sealed, await announces(scene, sealed, strict, other)));
  const [welcome, , , fourth, fifth] = keys;
  expect(keys).toEqual([welcome, welcome, welcome, fourth, fourth]);
  expect(new Set(keys).size).toBe(2);
  await at(3_700_000);
  const later = keyOf(strict, sealed, await announces(scene, sealed, strict, other));
  expect(later).not.toBe(fifth);
  for (const person of [strict, other])
    expect(saidTo(person, scene).filter(({ failure }) => failure !== null)).toEqual([]);
});

/** What sync tells the bot with a batch is heard once a command after it is answered. */
async function heard(scene: SealedScene): Promise<void> {
  const { strict, sealed } = scene;
  const since = saidTo(strict, scene).length;
  await strict.say(sealed, "!offres aide");
  await eventually(
    async () => saidTo(strict, scene).length,
    (length) => length > since,
  );
}
