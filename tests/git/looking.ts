import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type OffersSettings, type OpenSource, openSource } from "../../src/edges/openSource.ts";
import { openStore } from "../../src/edges/store/open.ts";
import { Reader } from "../../src/flows/scan/reader.ts";
import { type Scan, scan } from "../../src/flows/scan/scan.ts";
import { clockAt } from "../support/clock.ts";
import { newFolder } from "../support/newFolder.ts";
import { ourNames } from "../support/words.ts";

export type Git = NonNullable<OffersSettings["git"]>;

export interface Looker {
  readonly opened: OpenSource;
  readonly folder: string;
  /** One scan that stores; what changed, as `change id (previous id)`. */
  look(): Promise<string[]>;
  scan(): Promise<Scan>;
  /** Null, or why it failed. */
  pull(): Promise<string | null>;
  /** Ids of the offers that can be listed now. */
  ids(): Promise<string[]>;
  /** Lets everything go, as the end of a process does. */
  end(): Promise<void>;
}

/** Who holds a store beside which a repository is checked out. */
export async function newLooker(git: Partial<Git> & { url: string }, folder?: string): Promise<Looker> {
  const home = folder ?? (await newFolder());
  const url = `sqlite:${join(home, "crieur.db")}`;
  const store = await openStore(url, { lock: true, now: 0 });
  const settings = { folder: "offers", git: { branch: null, path: "", every: "* * * * *", ...git } };
  const opened = await openSource(settings, { store: url, keeps: true });
  let ended = false;
  const end = async (): Promise<void> => {
    if (ended) return;
    ended = true;
    await opened.release();
    await store.close();
  };
  onTestFinished(end);
  const reader = new Reader(opened.source, ourNames);
  let now = Date.UTC(2026, 0, 1);
  const scanNow = (): Promise<Scan> => {
    now += 1000;
    return scan({
      store,
      reader,
      clock: clockAt(() => now),
      matches: () => true,
      newKey: randomUUID,
      timezone: "Europe/Paris",
      settle: 60_000,
      firstRun: "announce",
    });
  };
  return {
    opened,
    folder: home,
    scan: scanNow,
    look: async () => {
      const seen = await scanNow();
      if (!seen.readable) throw new Error(seen.reason);
      return seen.changes.map((change) => {
        const previous = "previousId" in change ? ` (${change.previousId})` : "";
        return `${change.change} ${change.id}${previous}`;
      });
    },
    pull: () => opened.copy?.source.pull() ?? Promise.reject(new Error("no copy")),
    ids: async () => {
      const read = await reader.read();
      if (!read.readable) throw new Error(read.reason);
      return read.readings.map(({ id }) => id);
    },
    end,
  };
}
