import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { OlmCrypto, pruneKeys } from "../../src/edges/crypto/olmCrypto.ts";
import { backUp } from "../../src/edges/store/backup.ts";
import { openStore } from "../../src/edges/store/open.ts";
import { lookAtKeys } from "../../src/flows/rooms/keysStanding.ts";
import type { EventId } from "../../src/rooms/identifiers.ts";
import type { RoomEvent } from "../../src/rooms/room.ts";
import { ME, rowsOf } from "../flows/world.ts";
import { until } from "../support/until.ts";
import { eventOf, newDevice, ROOM } from "./letterbox.ts";
import { SealedTown } from "./town.ts";

const text = (body: string) => ({ msgtype: "m.text", body });
const signal = new AbortController().signal;
const settled = (bot: SealedTown) => until(() => bot.sender.isIdle(), "the sender rests");
const standing = async (bot: SealedTown) => (await bot.store.read((tx) => tx.session.keys())).standing;

/** A bot in a room with somebody, and a copy of its store as it was before it answered for the last time. */
async function withCopy(encryption: object = {}) {
  const folder = mkdtempSync(join(tmpdir(), "crieur-copy-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const opened = async (name: string) => {
    const store = await openStore(`sqlite:${join(folder, name)}`, { lock: true, now: 0 });
    onTestFinished(() => store.close());
    return store;
  };
  const alice = await newDevice("lea");
  const bot = await SealedTown.open([alice], encryption, await opened("crieur.db"));
  await settled(bot);
  await bot.hear([await bot.says(alice, text("!offres"))]);
  await settled(bot);
  await backUp(`sqlite:${join(folder, "crieur.db")}`, "copy.db", { cwd: folder, force: false });
  await bot.hear([await bot.says(alice, text("!offres"))]);
  await settled(bot);
  const copy = await SealedTown.open([alice], encryption, await opened("copy.db"));
  await settled(copy);
  copy.homeserver.sent.length = 0;
  return { alice, bot, copy };
}

/** What the bot has said, as sync brings it to another process. */
function ownEvents(bot: SealedTown): RoomEvent[] {
  return bot.homeserver.sent.map(({ event, content }) => ({
    ...eventOf(ME, content as Record<string, unknown>, event),
    transactionId: null,
  }));
}

describe("an older copy of the store is known by what its newer self has said in a room", () => {
  test.each([
    ["with the key that the copy has, farther on", {}],
    ["with a key that the copy does not have", { rotation_period_msgs: 1 }],
  ])(
    "%s: nothing is sealed from that very batch on, and it is named with its remedy",
    async (_, encryption) => {
      const { alice, bot, copy } = await withCopy(encryption);
      const own = ownEvents(bot).at(-1) as RoomEvent;
      expect(await standing(copy)).toBe("good");
      await copy.hear([own, await copy.says(alice, text("!offres"))]);
      await settled(copy);
      expect(await standing(copy)).toBe("stale");
      expect(copy.homeserver.sent).toEqual([]);
      await copy.keeper.turn(signal);
      expect(copy.health.reasons).toMatchObject([
        { name: "keys standing", remedy: expect.stringContaining("crieur login") },
      ]);
      expect(await copy.store.read((tx) => tx.places.ofRoom(ROOM))).toMatchObject({ state: "suspended" });
    },
  );

  test("and by nothing else: not by what it has said itself, however often it comes, nor by what is unknown", async () => {
    const { bot } = await withCopy({ rotation_period_msgs: 1 });
    const own = ownEvents(bot);
    await bot.hear(own);
    await bot.hear(own.toReversed());
    const last = own.at(-1) as RoomEvent;
    const { content } = last;
    const id = "$other" as EventId;
    const odd: RoomEvent[] = [
      { ...last, id, content: {} },
      { ...last, id, content: { ...content, ciphertext: 7 } },
    ];
    await bot.hear(odd);
    // Another session of the account speaks there, and its key does not come.
    const phone = await newDevice("crieur", "PHONE");
    await bot.box.settle(phone);
    const said = await bot.says(phone, text("Bonjour"));
    bot.box.letters({ user: ME, name: "DEVICE" });
    await bot.hear([said]);
    // So long ago that nobody remembers how far its keys had come.
    await bot.store.write(async (tx) => {
      pruneKeys(tx, bot.now + 1, 1000);
    });
    await bot.hear(own);
    expect(await standing(bot)).toBe("good");
  });
});

test("no answer is sealed before a gap that was there at the start is worked through", async () => {
  const { alice, bot } = await withCopy();
  const sent = bot.homeserver.sent.length;
  const openedAt = bot.now - 60_000;
  await bot.store.write((tx) => tx.gaps.open({ room: ROOM, from: "t1", until: "t0", openedAt }));
  await bot.hear([await bot.says(alice, text("!offres"))]);
  const replies = async () => (await rowsOf(bot.store)).filter(({ class: of }) => of === "reply");
  expect((await replies()).at(-1)).toMatchObject({ state: "queued", sealed: null });
  await bot.store.write(async (tx) => {
    for (const { id } of await tx.gaps.all()) await tx.gaps.close(id);
  });
  bot.sender.wake();
  await settled(bot);
  expect(bot.homeserver.sent).toHaveLength(sent + 1);
});

test("other keys under the name of this device are noticed when its owner's devices are asked for", async () => {
  const { bot } = await withCopy();
  const other = await newDevice("crieur", "DEVICE");
  expect(other.user).toBe(ME);
  await bot.box.settle(other);
  await bot.hear([], { keys: { changed: [ME] } });
  await bot.keeper.turn(signal);
  expect(await standing(bot)).toBe("stale");
});

test("with another device it begins by looking at its rooms: what its newer self announced is not announced again", async () => {
  const { copy } = await withCopy();
  await copy.store.write(async (tx) => {
    await tx.session.setKeys("stale", "DEVICE");
    const place = await tx.places.ofRoom(ROOM);
    if (place)
      await tx.outbox.add({
        ...{ key: "announcement", place: place.id, class: "announcement", notify: true, createdAt: 0 },
      });
  });
  const signed = Object.assign(new OlmCrypto(ME, "NEXT", () => 0), {
    exists: () => true,
    isSigned: async () => true,
  });
  expect(await lookAtKeys(copy.store, signed, { user: ME, device: "NEXT" })).toBe("good");
  expect((await rowsOf(copy.store)).find(({ key }) => key === "announcement")).toMatchObject({ held: true });
});
