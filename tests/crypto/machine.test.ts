import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { placeOf } from "../../src/edges/crypto/replays.ts";
import { openStore } from "../../src/edges/store/open.ts";
import type { Opened } from "../../src/ports/index.ts";
import type { RoomEvent } from "../../src/rooms/room.ts";
import { newFolder } from "../support/newFolder.ts";
import { type Device, eventOf, Letterbox, newDevice, ROOM, rulesFor } from "./letterbox.ts";

const text = (body: string) => ({ msgtype: "m.text", body });

const open = (device: Device, event: RoomEvent): Promise<Opened> =>
  device.store.write((tx) => device.crypto.open(tx, ROOM, event));

const placeIn = ({ ciphertext }: RoomEvent["content"]): number | null => placeOf(ciphertext);

async function acquainted() {
  const [box, alice, bot] = [new Letterbox(), await newDevice("alice"), await newDevice("crieur")];
  for (const device of [alice, bot]) await box.settle(device);
  return { box, alice, bot, rules: rulesFor(alice.user, bot.user) };
}

describe("keys in the store's own works", () => {
  test("what is sealed for a room is opened there, under its own type and content", async () => {
    const { box, alice, bot, rules } = await acquainted();
    const event = await box.say(
      alice,
      { ...text("!offres"), "m.relates_to": { rel_type: "m.thread" } },
      rules,
    );
    expect(JSON.stringify(event)).not.toContain("!offres");
    // A relation stays readable for the homeserver.
    expect(event.content["m.relates_to"]).toEqual({ rel_type: "m.thread" });
    expect(await open(bot, event)).toMatchObject({ kind: "no key" });
    await box.deliver(bot);
    expect(await open(bot, event)).toMatchObject({
      kind: "clear",
      event: { id: event.id, sender: alice.user, type: "m.room.message", content: text("!offres") },
    });
  });

  test("a work that is undone takes its keys back: the next message has the place of the one that never was", async () => {
    const { box, alice, bot, rules } = await acquainted();
    const first = await box.say(bot, text("un"), rules, "$1");
    const lost = new Error("the work fails after it has sealed");
    let undone: unknown;
    const failing = bot.store.write(async (tx) => {
      expect(await bot.crypto.prepare(tx, ROOM, rules)).toEqual([]);
      undone = await bot.crypto.seal(tx, ROOM, "m.room.message", text("jamais"));
      throw lost;
    });
    await expect(failing).rejects.toBe(lost);
    const second = await box.say(bot, text("deux"), rules, "$2");
    expect([first.content, undone as RoomEvent["content"], second.content].map(placeIn)).toEqual([0, 1, 1]);
    expect(second.content.session_id).toBe(first.content.session_id);
    await box.deliver(alice);
    expect(await open(alice, second)).toMatchObject({ event: { content: text("deux") } });
  });

  test("a key that came in a work that is undone comes again with the same message", async () => {
    const { box, alice, bot, rules } = await acquainted();
    const event = await box.say(alice, text("bonjour"), rules);
    const letters: unknown[] = [];
    const taken = box.deliver({ ...bot, crypto: { ...spy(letters) } as unknown as Device["crypto"] });
    await taken;
    const receive = (fails: boolean) =>
      bot.store.write(async (tx) => {
        const said = { changed: [], left: [], oneTimeKeys: null, fallbackKeys: null };
        const came = await bot.crypto.receive(tx, { ...said, toDevice: letters });
        if (fails) throw new Error("full");
        return came;
      });
    await expect(receive(true)).rejects.toThrow("full");
    expect(await open(bot, event)).toMatchObject({ kind: "no key" });
    expect(await receive(false)).toEqual([{ room: ROOM, session: event.content.session_id }]);
    expect(await open(bot, event)).toMatchObject({ kind: "clear" });
  });

  test("a key serves as many messages as the room asks, and no more, though nothing is heard between them", async () => {
    const { box, alice, bot, rules } = await acquainted();
    const few = { ...rules, rotateAfter: { ...rules.rotateAfter, messages: 2 } };
    const sessions: unknown[] = [];
    for (const body of ["un", "deux", "trois", "quatre", "cinq"]) {
      const event = await box.say(bot, text(body), few, `$${body}`);
      sessions.push(event.content.session_id);
      await box.deliver(alice, { changed: [bot.user] });
      await box.settle(alice);
      expect(await open(alice, event)).toMatchObject({ event: { content: text(body) } });
    }
    const [first, , third, , fifth] = sessions;
    expect(sessions).toEqual([first, first, third, third, fifth]);
    expect(new Set(sessions).size).toBe(3);
  });

  test("keys are there after a restart", async () => {
    const folder = await newFolder();
    const url = `sqlite:${join(folder, "crieur.db")}`;
    const { box, alice } = await acquainted();
    const before = await newDevice("crieur", "DEVICE", await openStore(url, { lock: true, now: 0 }));
    await box.settle(before);
    const rules = rulesFor(alice.user, before.user);
    await box.deliver(alice, { changed: [before.user] });
    await box.settle(alice);
    const first = await box.say(before, text("un"), rules, "$1");
    await before.store.close();
    const after = await newDevice("crieur", "DEVICE", await openStore(url, { lock: true, now: 0 }));
    const second = await box.say(after, text("deux"), rules, "$2");
    expect(second.content.session_id).toBe(first.content.session_id);
    expect(placeIn(second.content)).toBe(1);
    await after.store.close();
  });

  test("is asked in a work that only reads, or in one that is over: nothing happens", async () => {
    const { bot } = await acquainted();
    await expect(bot.store.read((tx) => bot.crypto.outgoing(tx))).rejects.toThrow(/writing work/);
    const over = await bot.store.write(async (tx) => tx);
    await expect(bot.crypto.outgoing(over)).rejects.toThrow(/writing work/);
    await expect(bot.store.write((tx) => bot.crypto.outgoing(tx))).resolves.toEqual([]);
  });
});

describe("what is not what it says", () => {
  test("a replay, a changed text, another's name and another room are refused, and the message itself stays good", async () => {
    const { box, alice, bot, rules } = await acquainted();
    const event = await box.say(alice, text("!offres"), rules);
    await box.deliver(bot);
    expect(await open(bot, event)).toMatchObject({ kind: "clear" });
    // Again under its own id: sync may bring an event twice.
    expect(await open(bot, event)).toMatchObject({ kind: "clear" });
    expect(await open(bot, { ...event, id: "$again" as RoomEvent["id"] })).toMatchObject({ kind: "refused" });
    const sealed = String(event.content.ciphertext);
    const changed = `${sealed.slice(0, 40)}${sealed[40] === "A" ? "B" : "A"}${sealed.slice(41)}`;
    expect(await open(bot, { ...event, content: { ...event.content, ciphertext: changed } })).toMatchObject({
      kind: "refused",
    });
    expect(await open(bot, { ...event, sender: bot.user })).toMatchObject({ kind: "refused" });
    const elsewhere = bot.store.write((tx) =>
      bot.crypto.open(tx, "!other:example.org" as typeof ROOM, event),
    );
    expect(await elsewhere).not.toMatchObject({ kind: "clear" });
  });

  test.each([
    ["nothing", {}],
    ["no session", { algorithm: "m.megolm.v1.aes-sha2", ciphertext: "AwgA" }],
    ["another algorithm", { algorithm: "m.olm.v1", session_id: "x", ciphertext: {} }],
    ["garbage", { algorithm: "m.megolm.v1.aes-sha2", session_id: "x".repeat(60_000), ciphertext: 7 }],
  ])("hostile content is refused without a fault: %s", async (_, content) => {
    const { alice, bot } = await acquainted();
    expect((await open(bot, eventOf(alice.user, content, "$x"))).kind).not.toBe("clear");
  });

  test("hostile messages to the device disturb nothing", async () => {
    const { box, alice, bot, rules } = await acquainted();
    const event = await box.say(alice, text("!offres"), rules);
    const hostile = [
      null,
      7,
      "x",
      {},
      { type: "m.room.encrypted", sender: "@x:y", content: { algorithm: 3 } },
    ];
    await bot.store.write((tx) =>
      bot.crypto.receive(tx, {
        toDevice: hostile,
        changed: [],
        left: [],
        oneTimeKeys: null,
        fallbackKeys: null,
      }),
    );
    await box.deliver(bot);
    expect(await open(bot, event)).toMatchObject({ kind: "clear" });
  });
});

/** Keeps what was to be received, and receives nothing. */
function spy(letters: unknown[]) {
  return {
    async receive(_: unknown, { toDevice }: { toDevice: readonly unknown[] }) {
      letters.push(...toDevice);
      return [];
    },
  };
}
