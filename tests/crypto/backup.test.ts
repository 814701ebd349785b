import { expect, test } from "vitest";
import { HomeserverError } from "../../src/ports/index.ts";
import { until } from "../support/until.ts";
import { newDevice, ROOM } from "./letterbox.ts";
import { SealedTown } from "./town.ts";

const signal = new AbortController().signal;

async function town() {
  const alice = await newDevice("lea");
  const bot = await SealedTown.open([alice]);
  await until(() => bot.sender.isIdle(), "the sender rests");
  return { alice, bot };
}

function useBackup(bot: SealedTown): Promise<void> {
  return bot.store.write((tx) =>
    bot.crypto.machine.during(tx, async (machine, { BackupDecryptionKey }) => {
      const key = BackupDecryptionKey.createRandomKey();
      await machine.saveBackupDecryptionKey(key, "1");
      await machine.enableBackupV1(key.megolmV1PublicKey.publicKeyBase64, "1");
    }),
  );
}

const backupNotes = (bot: SealedTown) => bot.health.notes.filter(({ name }) => name === "keys backup");

test("an account without a backup of keys is named with what to do, and with one it is not", async () => {
  const { bot } = await town();
  await bot.keeper.turn(signal);
  expect(bot.keeper.backup).toBeNull();
  expect(backupNotes(bot)).toMatchObject([{ remedy: expect.stringContaining("crieur login") }]);
  await useBackup(bot);
  await bot.keeper.turn(signal);
  expect(bot.keeper.backup).toBe("1");
  expect(backupNotes(bot)).toEqual([]);
  expect(bot.homeserver.backup.size).toBeGreaterThan(0);
});

test("a backup that another session has made anew is named; what waits for its key is looked after all the same", async () => {
  const { alice, bot } = await town();
  await useBackup(bot);
  let refused = 0;
  bot.homeserver.refuseKeys = ({ kind }) => {
    if (kind !== "back up keys") return;
    refused += 1;
    throw new HomeserverError("Wrong backup version", { concern: "room", status: 403 });
  };
  const event = await bot.says(alice, { msgtype: "m.text", body: "!offres" });
  bot.box.letters({ user: bot.homeserver.user, name: bot.homeserver.device });
  await bot.hear([event]);
  const waiting = () => bot.store.read((tx) => tx.unopened.count());
  expect(await waiting()).toEqual({ rows: 1, since: bot.now });
  bot.now += 10 * 60_000;
  await bot.keeper.turn(signal);
  expect(backupNotes(bot)[0]?.what).toContain("another backup");
  expect(bot.keeper.backup).toBeNull();
  // Given up after ten minutes, as ever.
  expect(await waiting()).toEqual({ rows: 0, since: null });
  // It is not asked at every turn.
  const before = refused;
  await bot.keeper.turn(signal);
  expect(refused).toBe(before);
  bot.now += 11 * 60_000;
  bot.homeserver.refuseKeys = () => {};
  await bot.keeper.turn(signal);
  expect(backupNotes(bot)).toEqual([]);
  expect(await bot.store.read((tx) => tx.places.ofRoom(ROOM))).toMatchObject({ state: "active" });
});
