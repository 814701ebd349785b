// Makes a measurement of `scan.ts` in a process of its own, so that nothing is warm and memory is its own.
// Prints JSON.

import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import matter from "gray-matter";
import MiniSearch from "minisearch";
import pino from "pino";
import { loadWords } from "../src/config/words.ts";
import { FolderSource } from "../src/edges/folder/folderSource.ts";
import { indexVersion, parserVersion } from "../src/edges/folder/parserVersion.ts";
import { systemClock } from "../src/edges/schedule/systemClock.ts";
import { openStore } from "../src/edges/store/open.ts";
import { followConfiguration } from "../src/flows/announce/subscriptions.ts";
import { Catalogue } from "../src/flows/scan/catalogue.ts";
import { ParseCache } from "../src/flows/scan/parseCache.ts";
import { Reader } from "../src/flows/scan/reader.ts";
import { Scanner } from "../src/flows/scan/scanner.ts";
import { Administrators } from "../src/flows/service/administrators.ts";
import { Health } from "../src/flows/service/health.ts";
import { keepTurning } from "../src/flows/service/loop.ts";
import type { RoomId } from "../src/rooms/identifiers.ts";
import { filterMatcher } from "../src/search/ranking/filter.ts";

/** Milliseconds and bytes. */
export interface Measured {
  readonly ready: number;
  /** Processor time until then: steadier than the clock on a machine that others use too. */
  readonly work: number;
  readonly unchanged: number;
  /** From the rename into place until it is stored and found; and the scan alone. */
  readonly seen: readonly number[];
  readonly scans: readonly number[];
  readonly memory: number;
}

const TIMEZONE = "Europe/Paris";
const [what, folder, url, changes] = process.argv.slice(2);
if (folder === undefined || url === undefined)
  throw new Error("usage: scanned.ts peer|bot <folder> <store> <changes>");
const measured = what === "peer" ? peer(folder) : await bot(folder, url, Number(changes));
process.stdout.write(JSON.stringify(measured));

function peer(folder: string): Measured {
  const before = process.cpuUsage();
  const start = performance.now();
  const index = new MiniSearch({ fields: ["title", "startup", "body"] });
  index.addAll(
    readdirSync(folder).map((name) => {
      // Options keep its cache out, as the bot does.
      const { data, content } = matter(readFileSync(join(folder, name), "utf8"), {});
      return { id: name, title: data.roles, startup: data.startup, body: content };
    }),
  );
  return {
    ready: performance.now() - start,
    work: worked(before),
    unchanged: 0,
    seen: [],
    scans: [],
    memory: memory(),
  };
}

async function bot(folder: string, url: string, changes: number): Promise<Measured> {
  const words = loadWords(join(folder, "none.yaml"));
  const { lexicon, names } = words;
  const clock = systemClock;
  const idle = process.cpuUsage();
  const start = performance.now();
  const store = await openStore(url, { lock: true, now: Date.now() });
  const matches = filterMatcher(lexicon);
  const rooms = ["", "contrat:freelance"].map((filter, at) => ({
    room: `!room${at}:bench` as RoomId,
    filter,
    schedule: "immediate",
    notify: false,
  }));
  await followConfiguration(rooms, { store, matches, current: (filter) => filter, now: Date.now() });
  const catalogue = new Catalogue(lexicon, clock, TIMEZONE);
  const version = indexVersion(words);
  await catalogue.load(store, version);
  const source = new FolderSource(folder);
  let onScan = (): void => {};
  const scanner = new Scanner({
    store,
    reader: new Reader(source, names, await ParseCache.open(store, parserVersion(names), catalogue.known)),
    clock,
    matches,
    newKey: randomUUID,
    timezone: TIMEZONE,
    settle: 60_000,
    firstRun: "silent",
    catalogue,
    indexVersion: version,
    health: new Health(() => {}),
    log: pino({ level: "silent" }),
    administrators: new Administrators(null, clock),
    onScan: () => onScan(),
  });
  let woken = 0;
  const unwatch = await source.watch(() => {
    woken = performance.now();
    scanner.wake();
  });
  await scanner.once();
  const ready = performance.now() - start;
  const work = worked(idle);

  // As the scanner does some seconds after a start.
  if (catalogue.isWorthSaving) await store.write((tx) => catalogue.save(tx, version));
  const before = performance.now();
  await scanner.once();
  const unchanged = performance.now() - before;

  const stop = new AbortController();
  const silent = { health: new Health(), log: pino({ level: "silent" }), random: Math.random, onFatal() {} };
  const running = keepTurning(scanner, silent, stop.signal);
  const seen: number[] = [];
  const scans: number[] = [];
  for (let at = 0; at < changes; at += 1) {
    const names = readdirSync(folder);
    const name = names[(at * 7) % names.length] ?? "";
    const text = readFileSync(join(folder, name), "utf8");
    const scanned = new Promise<void>((resolve) => {
      onScan = resolve;
    });
    const changed = performance.now();
    writeFileSync(join(folder, `.${name}.tmp`), text.replace(/^roles: /m, "roles: Nouveau "));
    renameSync(join(folder, `.${name}.tmp`), join(folder, name));
    await scanned;
    seen.push(performance.now() - changed);
    scans.push(performance.now() - woken);
  }
  stop.abort();
  await running;
  await unwatch();
  const used = memory();
  await store.close();
  return { ready, work, unchanged, seen, scans, memory: used };
}

function worked(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss();
}
