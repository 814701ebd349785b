import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import pino from "pino";
import { onTestFinished } from "vitest";
import { FolderSource } from "../../src/edges/folder/folderSource.ts";
import { type OpenWatcher, openWatcher } from "../../src/edges/folder/watches.ts";
import { systemClock } from "../../src/edges/schedule/systemClock.ts";
import { openStore } from "../../src/edges/store/open.ts";
import { Catalogue } from "../../src/flows/scan/catalogue.ts";
import { Reader } from "../../src/flows/scan/reader.ts";
import type { Scan } from "../../src/flows/scan/scan.ts";
import { Scanner } from "../../src/flows/scan/scanner.ts";
import { Administrators } from "../../src/flows/service/administrators.ts";
import { Health } from "../../src/flows/service/health.ts";
import { keepTurning } from "../../src/flows/service/loop.ts";
import type { Problem } from "../../src/offers/offer.ts";
import { offerAbout } from "../support/offerFile.ts";
import { until } from "../support/until.ts";
import { ourLexicon, ourNames } from "../support/words.ts";

type Seen = Extract<Scan, { readable: true }>;

/** A folder under watch, as `start` watches it: real files, real events, the real clock. */
export interface Scene {
  readonly folder: string;
  /** Everything that changed so far, in order, as `change id (previous id)`. */
  told(): string[];
  /** The errors of the files that the last scan read. */
  problems(): string[];
  /** What the last scan warned of. */
  warnings(): string[];
  reason(name: string): string | null;
  /** How many files the last scan read. */
  offers(): number;
  /** Why some folder was without file events at the last scan. */
  withoutEvents(): string | null;
  write(name: string, text: string | Buffer): Promise<void>;
  /** Whole, by renaming it into place. */
  put(name: string, text: string): Promise<void>;
  /** Shell commands within the folder. */
  shell(script: string): void;
  /** Shell commands beside the folder, which is `offers` there. */
  around(script: string): void;
  rescan(): void;
  /** Resolves when a scan has seen every change so far: shell commands let none happen meanwhile. */
  seen(): Promise<void>;
  /**
   * Resolves when a scan has seen every change so far and none of them waits for `settle`. An offer that is written
   * in place shows it: file events keep their order, and none waits longer for quiet than such a write.
   */
  settle(): Promise<void>;
  begin(): Promise<void>;
}

interface SceneOptions {
  readonly settle?: number;
  /** Shell commands that make the folder `offers`, run beside it. */
  readonly made?: string;
  /** The name of a folder for which the system has no watch left (`fs.inotify.max_user_watches`). */
  readonly unwatched?: string;
}

export async function newScene({
  settle = 300,
  made = "mkdir offers",
  unwatched = "",
}: SceneOptions = {}): Promise<Scene> {
  const home = await mkdtemp(join(tmpdir(), "crieur-storm-"));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  shellIn(home, made);
  const folder = join(home, "offers");
  const store = await openStore("sqlite::memory:", { lock: true, now: 0 });
  const clock = systemClock;
  const catalogue = new Catalogue(ourLexicon, clock, "Europe/Paris");
  const source = new FolderSource(folder, folder, allBut(unwatched));
  const health = new Health(() => {});
  const told: string[] = [];
  let last: Seen | null = null;
  let marks = 0;
  let isWalking = false;
  const scanner = new Scanner({
    store,
    reader: new Reader(source, ourNames),
    clock,
    matches: () => true,
    newKey: randomUUID,
    timezone: "Europe/Paris",
    settle,
    firstRun: "silent",
    catalogue,
    health,
    log: pino({ level: "silent" }),
    administrators: new Administrators(null, systemClock),
    onScan: (seen) => {
      if (!seen.readable) return;
      last = seen;
      if (seen.firstRun) return;
      for (const change of seen.changes) {
        const previous = "previousId" in change ? ` (${change.previousId})` : "";
        told.push(`${change.change} ${change.id}${previous}`);
      }
    },
  });
  const stop = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let unwatch = async (): Promise<void> => {};
  onTestFinished(async () => {
    stop.abort();
    await running;
    await unwatch();
    await store.close();
  });
  const saidOf = (wanted: Problem["severity"]): string[] =>
    (last?.readings ?? []).flatMap(({ file, problems }) =>
      problems.filter(({ severity }) => severity === wanted).map(({ message }) => `${file}: ${message}`),
    );
  const announceAnother = async (): Promise<void> => {
    marks += 1;
    const name = `repère-${marks}`;
    await scene.write(`${name}.md`, offerAbout(name));
    await until(() => told.includes(`published ${name}`), `${name} is told`);
  };
  const scene: Scene = {
    folder,
    told: () => told.filter((line) => !line.includes("repère")),
    problems: () => saidOf("error"),
    warnings: () => saidOf("warning"),
    reason: (name) => health.reasons.find((one) => one.name === name)?.what ?? null,
    offers: () => last?.readings.length ?? 0,
    withoutEvents: () => last?.withoutEvents ?? null,
    write: (name, text) => writeFile(join(folder, name), text),
    put: async (name, text) => {
      await writeFile(join(folder, `${name}.tmp`), text);
      await rename(join(folder, `${name}.tmp`), join(folder, name));
    },
    shell: (script) => shellIn(folder, script),
    around: (script) => shellIn(home, script),
    rescan: () => {
      source.refresh();
      scanner.wake();
      isWalking = true;
    },
    seen: announceAnother,
    settle: async () => {
      // A walk under way may come upon this offer before file events tell of those written earlier.
      if (isWalking) await announceAnother();
      isWalking = false;
      await announceAnother();
      await until(() => last?.wakeAt === null, "nothing waits for time to pass");
    },
    begin: async () => {
      unwatch = await source.watch(() => scanner.wake());
      await scanner.once();
      const silent = { health, log: pino({ level: "silent" }), random: () => 0, onFatal() {} };
      running = keepTurning(scanner, silent, stop.signal);
    },
  };
  return scene;
}

/** Fails for one folder as Node.js does when inotify has no watch left. */
function allBut(unwatched: string): OpenWatcher {
  return (path, onEvent) => {
    if (basename(path) !== unwatched) return openWatcher(path, onEvent);
    const message = `ENOSPC: System limit for number of file watchers reached, watch '${path}'`;
    throw Object.assign(new Error(message), { code: "ENOSPC" });
  };
}

function shellIn(cwd: string, script: string): void {
  execFileSync("bash", ["-ec", script], { cwd, stdio: "pipe" });
}
