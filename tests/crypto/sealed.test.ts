import { describe, expect, test } from "vitest";
import { openPast } from "../../src/flows/keys/openPast.ts";
import { setKeysStanding } from "../../src/flows/rooms/keysStanding.ts";
import { HomeserverError } from "../../src/ports/index.ts";
import { command, membership, state } from "../flows/syncing.ts";
import { ME, rowsOf } from "../flows/world.ts";
import { eventually, until } from "../support/until.ts";
import { newDevice, ROOM } from "./letterbox.ts";
import { SealedTown } from "./town.ts";

const text = (body: string) => ({ msgtype: "m.text", body });
const signal = new AbortController().signal;

async function town(encryption: object = {}) {
  const alice = await newDevice("lea");
  return { alice, bot: await SealedTown.open([alice], encryption) };
}

/** Everything sent so far was answered. */
const settled = (bot: SealedTown) => until(() => bot.sender.isIdle(), "the sender rests");

describe("in an encrypted room", () => {
  test("the welcome and an answer are sealed, readable for who is there, and clear only in the store until they are sent", async () => {
    const { alice, bot } = await town();
    await settled(bot);
    await bot.hear([await bot.says(alice, text("!offres"))]);
    await settled(bot);
    expect(bot.homeserver.types).toEqual(["m.room.encrypted", "m.room.encrypted"]);
    expect(JSON.stringify(bot.homeserver.sent)).not.toMatch(/Bonjour|offre/);
    const [welcome, answer] = await bot.reads(alice);
    expect(welcome).toContain("Bonjour");
    expect(answer).toContain("offres ouvertes");
    // Members were asked for once; what is sent lets go of both contents.
    expect(bot.homeserver.asked).toBe(1);
    for (const { content, sealed } of await rowsOf(bot.store))
      expect([content, sealed]).toEqual([null, null]);
  });

  test("an answer whose request was lost goes again as it was sealed, under the same transaction id", async () => {
    const { alice, bot } = await town();
    await settled(bot);
    let lost = 0;
    bot.homeserver.refuse = () => {
      lost += 1;
      if (lost === 1) throw new HomeserverError("gone", { concern: "passing", retryAfter: 1 });
    };
    const sent: object[] = [];
    const { send } = bot.homeserver;
    bot.homeserver.send = (...given) => {
      sent.push(given[2]);
      return send.apply(bot.homeserver, given);
    };
    await bot.hear([await bot.says(alice, text("!offres"))]);
    const [row] = await eventually(
      async () => (await rowsOf(bot.store)).filter(({ class: of }) => of === "reply"),
      ([one]) => one?.state === "attempted",
    );
    expect(row).toMatchObject({ content: { msgtype: "m.notice" } });
    expect(row?.sealed).toMatchObject({ algorithm: "m.megolm.v1.aes-sha2" });
    bot.now += 10_000;
    bot.sender.wake();
    await settled(bot);
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
    expect(new Set(bot.homeserver.requests.slice(1).map(({ transactionId }) => transactionId)).size).toBe(1);
  });

  test("what is repeated after somebody came is sealed anew for them, under the same transaction id", async () => {
    const { alice, bot } = await town();
    await settled(bot);
    let refuses = true;
    bot.homeserver.refuse = () => {
      if (refuses) throw new HomeserverError("gone", { concern: "passing", retryAfter: 1 });
    };
    await bot.hear([await bot.says(alice, text("!offres"))]);
    await until(() => bot.homeserver.requests.length === 2, "the answer is tried");
    const zoe = await newDevice("zoe");
    await bot.box.settle(zoe);
    await bot.hear([state("m.room.member", { membership: "join" }, zoe.user)]);
    refuses = false;
    bot.now += 10_000;
    bot.sender.wake();
    await settled(bot);
    expect(bot.homeserver.sent).toHaveLength(2);
    expect((await bot.reads(zoe)).at(-1)).toContain("offres ouvertes");
    expect((await bot.reads(alice)).at(-1)).toContain("offres ouvertes");
    const [first, again] = bot.homeserver.requests.slice(-2);
    expect(again).toEqual(first);
  });

  test("a crash at any commit of an answer: it is answered once, and readable", async () => {
    for (let failing = 1; failing <= 9; failing += 1) {
      const { alice, bot } = await town();
      await settled(bot);
      const event = await bot.says(alice, text("!offres"));
      const letters = bot.box.letters({ user: ME, name: "DEVICE" });
      const { write } = bot.store;
      let writes = 0;
      Object.assign(bot.store, {
        write: (work: never) => {
          writes += 1;
          if (writes >= failing)
            return Promise.reject(Object.assign(new Error("killed"), { code: "SQLITE_FULL" }));
          return write(work);
        },
      });
      await bot.hear([event], { keys: { toDevice: letters } }).catch(() => {});
      await bot.crash();
      Object.assign(bot.store, { write });
      bot.begin();
      // The batch that was not stored comes again, and so does what the homeserver was not asked to forget.
      await bot.hear([event], { keys: { toDevice: letters } });
      bot.now += 60_000;
      bot.sender.wake();
      await settled(bot);
      const texts = await bot.reads(alice);
      expect(texts.filter((one) => one.includes("3 offres ouvertes"))).toHaveLength(1);
      expect(texts).not.toContain("no key");
      expect(texts).not.toContain("refused");
    }
  });

  test("what is said in clear there by others is not answered; a replayed command neither", async () => {
    const { alice, bot } = await town();
    await settled(bot);
    await bot.hear([command()]);
    const event = await bot.says(alice, text("!offres"));
    await bot.hear([event]);
    await settled(bot);
    await bot.hear([{ ...event, id: "$replay" as typeof event.id }]);
    await settled(bot);
    expect(bot.homeserver.sent).toHaveLength(2);
  });

  test("keys change after as many messages as the room asks", async () => {
    const { alice, bot } = await town({ rotation_period_msgs: 2 });
    for (const body of ["!offres", "!offres aide", "!offres devops"]) {
      await settled(bot);
      await bot.hear([await bot.says(alice, text(body))]);
    }
    await settled(bot);
    const sessions = bot.homeserver.sent.map(({ content }) => content.session_id);
    expect(sessions).toHaveLength(4);
    expect(sessions[1]).toBe(sessions[0]);
    expect(sessions[2]).not.toBe(sessions[1]);
    expect(sessions[3]).toBe(sessions[2]);
    expect(await bot.reads(alice)).not.toContain("no key");
  });

  test("a clear room that becomes encrypted goes on, and what waits there for a repeat is sealed before it goes again", async () => {
    const alice = await newDevice("lea");
    const bot = await SealedTown.open([alice], null);
    await settled(bot);
    let refuses = true;
    bot.homeserver.refuse = () => {
      if (refuses) throw new HomeserverError("gone", { concern: "passing", retryAfter: 1 });
    };
    await bot.hear([command("!offres", { sentAt: bot.now, age: 0 })]);
    await until(() => bot.homeserver.requests.length === 2, "the answer is tried in clear");
    await bot.hear([state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" })]);
    refuses = false;
    bot.now += 10_000;
    bot.sender.wake();
    await settled(bot);
    expect(bot.homeserver.types.slice(-1)).toEqual(["m.room.encrypted"]);
    expect(JSON.stringify(bot.homeserver.sent.at(-1))).not.toContain("Poste");
    expect((await bot.reads(alice)).at(-1)).toContain("offres ouvertes");
  });
});

describe("a message whose key has not come", () => {
  test("is answered when it comes", async () => {
    const { alice, bot } = await town();
    await settled(bot);
    const event = await bot.says(alice, text("!offres"));
    const letters = bot.box.letters({ user: ME, name: "DEVICE" });
    await bot.hear([event]);
    await settled(bot);
    expect(bot.homeserver.sent).toHaveLength(1);
    await bot.hear([], { keys: { toDevice: letters } });
    await settled(bot);
    expect((await bot.reads(alice)).at(-1)).toContain("offres ouvertes");
  });

  test("is given up after ten minutes, with one line a key, and nothing before", async () => {
    const { alice, bot } = await town();
    await settled(bot);
    for (const body of ["!offres", "!offre 1"]) await bot.hear([await silently(bot, alice, body)]);
    bot.now += 9 * 60_000;
    await bot.keeper.turn(signal);
    await settled(bot);
    expect(bot.homeserver.sent).toHaveLength(1);
    bot.now += 2 * 60_000;
    await bot.keeper.turn(signal);
    await settled(bot);
    const texts = await bot.reads(alice);
    expect(texts).toHaveLength(2);
    expect(texts[1]).toContain("sa clé ne m’est pas parvenue");
  });

  test("that its author took back is forgotten", async () => {
    const { alice, bot } = await town();
    await settled(bot);
    const event = await silently(bot, alice, "!offres");
    await bot.hear([event]);
    await bot.hear([
      { ...event, id: "$redaction" as typeof event.id, type: "m.room.redaction", redacts: event.id },
    ]);
    expect(await bot.store.read((tx) => tx.unopened.waiting("all", 10))).toEqual([]);
  });
});

test("what we said before the store was lost is opened with keys from the backup; what others said is not", async () => {
  const { alice, bot } = await town();
  const useBackup = (crypto: typeof bot.crypto, store: typeof bot.store, secret: string | null) =>
    store.write((tx) =>
      crypto.machine.during(tx, async (machine, { BackupDecryptionKey }) => {
        const key =
          secret === null ? BackupDecryptionKey.createRandomKey() : BackupDecryptionKey.fromBase64(secret);
        await machine.saveBackupDecryptionKey(key, "1");
        await machine.enableBackupV1(key.megolmV1PublicKey.publicKeyBase64, "1");
        return key.toBase64();
      }),
    );
  const secret = await useBackup(bot.crypto, bot.store, null);
  await settled(bot);
  const question = await bot.says(alice, text("!offres"));
  await bot.hear([question]);
  await settled(bot);
  await bot.keeper.turn(signal);
  expect(bot.homeserver.backup.size).toBeGreaterThan(1);

  const next = await newDevice("crieur", "SECOND");
  await useBackup(next.crypto, next.store, secret);
  const said = bot.homeserver.sent.map(({ event, content }) => ({
    ...question,
    id: event,
    sender: ME,
    content,
  }));
  const opened = await openPast(ROOM, [...said, question], next.crypto, {
    store: next.store,
    homeserver: bot.homeserver,
  });
  expect(opened.map(({ type }) => type)).toEqual(["m.room.message", "m.room.message", "m.room.encrypted"]);
  expect(opened[1]?.content.body).toContain("3 offres ouvertes");
});

describe("nothing goes to an encrypted room", () => {
  test.each(["none", "stale"] as const)(
    "while the keys are %s; it goes on when they are good again",
    async (standing) => {
      const { alice, bot } = await town();
      await settled(bot);
      await bot.store.write((tx) => setKeysStanding(tx, standing, bot.homeserver));
      const place = () => bot.store.read((tx) => tx.places.ofRoom(ROOM));
      expect(await place()).toMatchObject({ state: "suspended", reason: "the room is encrypted" });
      await bot.hear([await bot.says(alice, text("!offres"))]);
      await settled(bot);
      expect(bot.homeserver.sent).toHaveLength(1);
      await bot.store.write((tx) => setKeysStanding(tx, "good", bot.homeserver));
      expect(await place()).toMatchObject({ state: "active" });
    },
  );

  test("that is encrypted in a way we do not know", async () => {
    const { bot } = await town();
    await settled(bot);
    const other = { ...membership("join") };
    await bot.store.write(async (tx) => {
      const room = await tx.rooms.get(ROOM);
      if (room) await tx.rooms.save({ ...room, rotation: null });
    });
    expect((await bot.store.read((tx) => tx.rooms.get(ROOM)))?.sealable).toBe(false);
    expect(other.stateKey).toBe(ME);
  });

  test("while keys cannot be uploaded or sent: the message waits, is named, and goes afterwards", async () => {
    const { alice, bot } = await town();
    await settled(bot);
    const zoe = await newDevice("zoe");
    await bot.box.settle(zoe);
    let refuses = true;
    bot.homeserver.refuseKeys = ({ kind }) => {
      if (refuses && kind === "claim keys")
        throw new HomeserverError("ill", { concern: "message", status: 400 });
    };
    await bot.hear([
      state("m.room.member", { membership: "join" }, zoe.user),
      await bot.says(alice, text("!offres")),
    ]);
    await eventually(
      () => bot.health.notes,
      (notes) => notes.some(({ what }) => what.includes("its keys are not ready: ill")),
    );
    expect(bot.homeserver.sent).toHaveLength(1);
    refuses = false;
    bot.now += 60_000;
    bot.sender.wake();
    await settled(bot);
    expect((await bot.reads(zoe)).at(-1)).toContain("offres ouvertes");
    expect(bot.notes).toEqual([]);
  });

  test("from a store that is an older copy of itself: the homeserver holds its one-time keys already", async () => {
    const { alice, bot } = await town();
    await settled(bot);
    bot.homeserver.refuseKeys = ({ kind }) => {
      if (kind === "upload keys")
        throw new HomeserverError("One time key signed_curve25519:AAAA already exists.", {
          concern: "message",
          status: 400,
        });
    };
    await bot.hear([], { keys: { oneTimeKeys: { signed_curve25519: 1 } } });
    await bot.keeper.turn(signal);
    expect((await bot.store.read((tx) => tx.session.keys())).standing).toBe("stale");
    expect(bot.health.reasons).toMatchObject([
      { name: "keys standing", remedy: expect.stringContaining("crieur login") },
    ]);
    await bot.hear([await bot.says(alice, text("!offres"))]);
    await settled(bot);
    expect(bot.homeserver.sent).toHaveLength(1);
  });
});

/** Somebody says something, and its key is lost on the way. */
async function silently(bot: SealedTown, person: Awaited<ReturnType<typeof newDevice>>, body: string) {
  const event = await bot.says(person, text(body));
  bot.box.letters({ user: ME, name: "DEVICE" });
  return event;
}
