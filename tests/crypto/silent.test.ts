import { describe, expect, onTestFinished, test } from "vitest";
import type { RoomId } from "../../src/rooms/identifiers.ts";
import { creation, membership, state } from "../flows/syncing.ts";
import { rowsOf } from "../flows/world.ts";
import { until } from "../support/until.ts";
import { newDevice, ROOM } from "./letterbox.ts";
import { SealedTown } from "./town.ts";

const FAR = "loin.example";
const text = (body: string) => ({ msgtype: "m.text", body });

/** The library waits by the real clock before it asks a homeserver again that did not answer. */
function later(milliseconds: number): void {
  const { now } = performance;
  performance.now = () => now.call(performance) + milliseconds;
  onTestFinished(() => {
    performance.now = now;
  });
}

/** A room with a person of the bot's homeserver and one of another, which does not answer for their keys. */
async function town(kind: "claim keys" | "query keys") {
  const [alice, far] = [await newDevice("lea"), await newDevice(`max:${FAR}`)];
  const bot = await SealedTown.open([alice, far]);
  if (kind === "query keys") bot.homeserver.silent.add(FAR);
  else
    bot.homeserver.refuseKeys = (request) => {
      if (request.kind === kind) bot.homeserver.silent.add(FAR);
    };
  return { alice, far, bot };
}

/** The welcome was tried, is named as waiting, and is not due yet. */
const waits = (bot: SealedTown) =>
  until(async () => {
    const row = (await rowsOf(bot.store)).find((one) => one.class === "notice");
    const named = bot.health.notes.some(({ what }) => what.includes("do not answer"));
    return named && row?.state === "queued" && row.nextAttemptAt > bot.now;
  }, "it waits, and is named");

describe("while the homeserver of some people does not answer for their keys", () => {
  test.each(["query keys", "claim keys"] as const)(
    "to « %s »: answers go to those who can read them, what is announced waits, and is readable for all in the end",
    async (kind) => {
      const { alice, far, bot } = await town(kind);
      await waits(bot);
      expect(bot.homeserver.sent).toEqual([]);
      await bot.hear([await bot.says(alice, text("!offres"))]);
      await until(() => bot.homeserver.sent.length === 1, "the answer is sent");
      expect((await bot.reads(alice)).at(-1)).toContain("offres ouvertes");
      // Nothing else is missing now; what is announced waits all the same, however often it is tried.
      for (let at = 0; at < 3; at += 1) {
        bot.now += 31_000;
        later(31_000);
        bot.sender.wake();
        await waits(bot);
      }
      expect(bot.homeserver.sent).toHaveLength(1);

      bot.homeserver.refuseKeys = () => {};
      bot.homeserver.silent.clear();
      bot.now += 61_000;
      later(20 * 60_000);
      await bot.keeper.turn(new AbortController().signal);
      bot.sender.wake();
      await until(() => bot.homeserver.sent.length === 2, "the welcome is sent");
      expect((await bot.reads(far)).at(-1)).toContain("Bonjour");
      expect(bot.notes).toEqual([]);
    },
  );

  test("what is announced goes after ten minutes, to those who can read it", async () => {
    const { alice, far, bot } = await town("claim keys");
    await waits(bot);
    bot.now += 10 * 60_000;
    bot.sender.wake();
    await until(() => bot.homeserver.sent.length === 1, "the welcome is sent");
    expect(await bot.reads(alice)).toEqual([expect.stringContaining("Bonjour")]);
    expect(await bot.reads(far)).toEqual(["no key"]);
  });

  test("in several rooms: no other message waits for that", async () => {
    const { alice, bot } = await town("query keys");
    await waits(bot);
    const second = "!second:example.org" as RoomId;
    await bot.hear([], {
      state: [
        creation(),
        membership("join"),
        state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" }),
      ],
      memberCount: 3,
      in: second,
    });
    await until(() => bot.notes.length === 2, "both are named");
    await bot.hear([await bot.says(alice, text("!offres"))]);
    await until(() => bot.homeserver.sent.length === 1, "the answer is sent");
    expect(bot.homeserver.sent[0]?.room).toBe(ROOM);
    expect(bot.health.reasons).toEqual([]);
  });
});
