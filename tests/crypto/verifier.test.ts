import pino from "pino";
import { describe, expect, test } from "vitest";
import { carryWaiting } from "../../src/flows/keys/carryOut.ts";
import { Health } from "../../src/flows/service/health.ts";
import { readWord, type TalkWord } from "../../src/flows/verify/talk.ts";
import { Verifier } from "../../src/flows/verify/verifier.ts";
import { HomeserverError, type KeyRequest } from "../../src/ports/index.ts";
import type { UserId } from "../../src/rooms/identifiers.ts";
import { type Device, Letterbox, newDevice } from "./letterbox.ts";

const signal = new AbortController().signal;

/** A bot whose verifier is played step by step, and a person; the homeserver between them carries their words. */
async function scene() {
  const box = new Letterbox();
  const [bot, lea] = [await newDevice("crieur", "BOT"), await newDevice("lea", "PHONE")];
  for (const device of [bot, lea]) await box.settle(device);
  const clock = { at: 0, now: () => Date.now(), monotonic: () => clock.at };
  const health = new Health();
  let refuse: ((request: KeyRequest) => void) | null = null;
  const parts = {
    ...{ store: bot.store, crypto: bot.crypto, clock, health, log: pino({ level: "silent" }) },
    homeserver: {
      user: bot.user,
      carry: async (request: KeyRequest) => {
        refuse?.(request);
        return box.answer(bot, request);
      },
    },
  };
  const verifier = new Verifier({ ...parts, onWords: () => {} });
  let talk = "talk";
  return {
    ...{ box, bot, lea, clock, health, verifier },
    refuse: (how: typeof refuse) => {
      refuse = how;
    },
    begin: (name: string, user: UserId | null = null) => {
      talk = name;
      return verifier.say({ talk, say: "begin", user });
    },
    say: (say: TalkWord["say"]) => verifier.say({ talk, say, user: null }),
    /** The person's client asks the bot's device. */
    asks: async () => {
      const request = await lea.store.write((tx) =>
        lea.crypto.machine.during(tx, async (machine, { UserId, DeviceId, VerificationMethod }) => {
          const query = machine.queryKeysForUsers([new UserId(bot.user)]);
          const answer = box.answer(lea, { kind: "query keys", id: query.id, body: query.body });
          await machine.markRequestAsSent(query.id, query.type, answer);
          const device = await machine.getDevice(new UserId(bot.user), new DeviceId("BOT"));
          const [, said] = device?.requestVerification([VerificationMethod.SasV1]) ?? [];
          return said;
        }),
      );
      const { body, event_type: type, txn_id: transactionId } = request as NonNullable<typeof request>;
      box.answer(lea, { kind: "send to devices", id: "", body, message: { type, transactionId } });
    },
    /** Both sides hear what lies for them, and their machines answer; then it is the verifier's turn. */
    goOn: async () => {
      for (const letter of await delivered(box, bot)) verifier.heard(null, letter);
      await carryWaiting(parts, signal);
      await verifier.turn(signal);
      const heard = await delivered(box, lea);
      await box.settle(lea);
      return heard.map(({ type, content }) => [type, content.code]);
    },
  };
}

/** Somebody asked, the operator began, and has just accepted. */
async function accepting() {
  const town = await scene();
  await town.asks();
  town.begin("a");
  await town.goOn();
  town.say("accept");
  return town;
}

type Letter = { type: string; sender: string; content: { code?: string } };

async function delivered(box: Letterbox, device: Device): Promise<Letter[]> {
  const letters = box.letters(device) as Letter[];
  await device.store.write((tx) =>
    device.crypto.receive(tx, {
      toDevice: letters,
      changed: [],
      left: [],
      oneTimeKeys: null,
      fallbackKeys: null,
    }),
  );
  return letters;
}

describe("without the operator's word", () => {
  test("nothing is accepted; whoever asks is named where operators look, without their name", async () => {
    const town = await scene();
    await town.asks();
    expect(await town.goOn()).toEqual([]);
    expect(town.health.notes).toMatchObject([
      { name: "verification asked", remedy: expect.stringContaining("crieur verify") },
    ]);
    expect(JSON.stringify(town.health.notes)).not.toContain("lea");
    expect(town.begin("a")).toEqual({ step: "waiting" });
    expect(await town.goOn()).toEqual([]);
    expect(town.say("look")).toEqual({ step: "asked", user: town.lea.user, device: "PHONE" });
    expect(await town.goOn()).toEqual([]);
    expect(town.health.notes).toEqual([]);
    town.say("accept");
    expect(await town.goOn()).toEqual([["m.key.verification.ready", undefined]]);
  });

  test("a terminal that is gone ends it; the next one may begin", async () => {
    const town = await accepting();
    await town.goOn();
    expect(town.begin("b")).toMatchObject({ step: "over", end: "busy" });
    town.clock.at += 30_000;
    expect(await town.goOn()).toEqual([["m.key.verification.cancel", "m.user"]]);
    expect(town.begin("b")).toEqual({ step: "waiting" });
  });

  test("ten minutes without anybody who asks are enough", async () => {
    const town = await scene();
    town.begin("a");
    for (let at = 0; at <= 600_000; at += 20_000) {
      town.clock.at = at;
      town.say("look");
      await town.goOn();
    }
    expect(town.say("look")).toMatchObject({ step: "over", end: "nobody" });
  });
});

test("the other side may begin for three seconds, then the bot does", async () => {
  const town = await accepting();
  await town.goOn();
  expect(await town.goOn()).toEqual([]);
  town.clock.at += 3000;
  expect(await town.goOn()).toEqual([["m.key.verification.start", undefined]]);
});

test("keys that were opened anew end it, and say so", async () => {
  const town = await accepting();
  await town.goOn();
  const undone = town.bot.store.write(async (tx) => {
    await town.bot.crypto.outgoing(tx);
    throw new Error("the disk is full");
  });
  await expect(undone).rejects.toThrow("full");
  await town.goOn();
  expect(town.say("look")).toMatchObject({ step: "over", end: "lost" });
});

test("a word that the homeserver refuses ends it; one that fails in passing goes again", async () => {
  const town = await accepting();
  town.refuse(({ message }) => {
    if (message) throw new HomeserverError("busy", { concern: "passing", status: 502 });
  });
  await expect(town.goOn()).rejects.toThrow("busy");
  town.refuse(null);
  expect(await town.goOn()).toEqual([["m.key.verification.ready", undefined]]);
  town.clock.at += 3000;
  town.say("look");
  await town.goOn();
  town.refuse(({ message }) => {
    if (message) throw new HomeserverError("forbidden", { concern: "room", status: 403 });
  });
  town.say("leave");
  await town.goOn();
  expect(town.say("look")).toMatchObject({ step: "over" });
});

test("only words of a talk are read", () => {
  expect(readWord({ talk: "t", say: "look" })).not.toBeNull();
  for (const said of [
    null,
    7,
    {},
    { talk: "", say: "look" },
    { talk: "t", say: "sing" },
    { talk: "t", say: "look", user: 7 },
  ])
    expect(readWord(said)).toBeNull();
});
