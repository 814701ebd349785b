import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { copyFile, cp, mkdir, open, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import type { Stage } from "../stage/stage.ts";
import type { Injection } from "./injection.ts";

const run = promisify(execFile);
const LAUNCHER = join(import.meta.dirname, "../../bin/crieur.js");
/** The file system on which the disk is full, and what is written onto it at once. */
const DISK = "24m";
const CHUNK = 64 * 1024;
/** How long the disk stays full, milliseconds: over a minute, so that it has to be named. */
const FULL_FOR = 70_000;

/** What happens to the store. */
export const restored: Injection = {
  name: "store restored from an older backup",
  kind: "trouble",
  play: async (stage, act) => {
    const { town } = stage;
    const backup = join(town.folder, "backup.db");
    await town.untilReady();
    await run(process.execPath, [
      ...[LAUNCHER, "backup", backup, "--force"],
      ...["--config", join(town.folder, "crieur.yaml")],
    ]);
    await act();
    await stage.talk.chat(stage.chance.whole(2) * 60);
    // What was said since then is lost from the store, and stands in the rooms.
    await untilIdle(stage);
    await act();
    await town.kill();
    town.store.close();
    for (const end of ["", "-wal", "-shm"]) await rm(`${town.storeFile}${end}`, { force: true });
    await copyFile(backup, town.storeFile);
    return 1;
  },
};

export const diskFull: Injection = {
  name: "disk full",
  kind: "trouble",
  named: /store|sending|sync|inbox|outbox/,
  impossible: () => (process.getuid?.() === 0 ? null : "a file system of its own needs root"),
  play: async (stage, act) => {
    const { town } = stage;
    const data = dirname(town.storeFile);
    await town.stop();
    let written = 0;
    await onSmallDisk(stage, data, async () => {
      await town.untilReady();
      const ballast = join(data, "ballast");
      await emptied(stage);
      await fill(ballast);
      await stage.talk.ask();
      await act();
      await sleep(FULL_FOR);
      written = journalSize(town.storeFile);
      await act();
      await rm(ballast);
      await untilIdle(stage);
      await town.stop();
    });
    // Were there room for what the bot wrote, the disk was not full for it: nothing had to wait, nor to be named.
    return written === 0 ? 1 : 0;
  },
};

async function untilIdle({ town }: Stage): Promise<void> {
  for (let looks = 0; looks < 300 && !town.store.isIdle(); looks += 1) await sleep(100);
  await sleep(1500);
}

/** SQLite's journal keeps the room that it once had, and takes commits there though the disk is full: it has none now. */
async function emptied(stage: Stage): Promise<void> {
  const { storeFile } = stage.town;
  const database = new Database(storeFile);
  try {
    for (let tries = 0; tries < 50 && journalSize(storeFile) > 0; tries += 1) {
      await untilIdle(stage);
      database.pragma("wal_checkpoint(TRUNCATE)");
    }
  } finally {
    database.close();
  }
}

/** Bytes. */
function journalSize(storeFile: string): number {
  return statSync(`${storeFile}-wal`).size;
}

/** `work` finds the folder's files on a file system that is nearly full; afterwards they are where they were. */
async function onSmallDisk(
  { town: { store }, releases }: Stage,
  folder: string,
  work: () => Promise<void>,
): Promise<void> {
  const aside = `${folder}.aside`;
  const moved = async (from: string, to: string): Promise<void> => {
    store.close();
    await cp(from, to, { recursive: true });
  };
  await mkdir(aside, { recursive: true });
  await moved(folder, aside);
  await run("mount", ["-t", "tmpfs", "-o", `size=${DISK}`, "tmpfs", folder]);
  let mounted = true;
  const unmount = async (): Promise<void> => {
    store.close();
    if (mounted) await run("umount", ["-l", folder]);
    mounted = false;
  };
  releases.add(unmount);
  try {
    await moved(aside, folder);
    await work();
    await rm(aside, { recursive: true });
    await moved(folder, aside);
  } finally {
    await unmount();
  }
  await moved(aside, folder);
  await rm(aside, { recursive: true });
}

/** Writes until nothing more goes in. */
async function fill(path: string): Promise<void> {
  const file = await open(path, "w");
  try {
    for (let size = CHUNK; size >= 1; size = Math.floor(size / 2)) {
      const piece = Buffer.alloc(size);
      while ((await file.write(piece).catch(() => ({ bytesWritten: 0 }))).bytesWritten > 0);
    }
  } finally {
    await file.close();
  }
}
