import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "../../src/edges/store/open.ts";
import { KnownOffers } from "../../src/flows/scan/known.ts";
import { Reader } from "../../src/flows/scan/reader.ts";
import { scan } from "../../src/flows/scan/scan.ts";
import type { Store } from "../../src/ports/index.ts";
import { clockAt } from "../support/clock.ts";
import { offerFile, proseAbout } from "../support/offerFile.ts";
import { ourNames } from "../support/words.ts";

let store: Store;
beforeEach(async () => {
  store = await openStore("sqlite::memory:", { lock: true, now: 0 });
});
afterEach(() => store.close());

interface Said {
  readonly title: string;
  readonly open?: boolean;
  readonly about: string;
  /** Words after those about its subject. */
  readonly more?: string;
}

/** Scans a folder each time that its files are given anew; returns the changes. */
function watchedFolder() {
  let texts: Record<string, string> = {};
  const reader = new Reader(
    {
      list: async () => ({
        readable: true,
        files: Object.entries(texts).map(([file, text]) => ({
          file,
          version: text,
          isAtRest: true,
          bytes: async () => Buffer.from(text),
        })),
        whole: true,
        identity: null,
        unlistable: [],
        withoutEvents: null,
      }),
      refresh() {},
      watch: async () => async () => {},
    },
    ourNames,
  );
  const known = new KnownOffers();
  return async (files: Record<string, Said>): Promise<string[]> => {
    texts = Object.fromEntries(
      Object.entries(files).map(([name, { title, open = true, about, more = "" }]) => [
        `${name}.md`,
        offerFile({ roles: title, open, startup: about }, `${proseAbout(about, 60)} ${more}`),
      ]),
    );
    const seen = await scan({
      store,
      reader,
      known,
      clock: clockAt(() => 0),
      matches: () => true,
      newKey: () => "",
      timezone: "Europe/Paris",
      settle: 60_000,
      firstRun: "silent",
    });
    if (!seen.readable) throw new Error(seen.reason);
    return seen.changes.map((change) => {
      const previous = "previousId" in change ? ` < ${change.previousId}` : "";
      return `${change.change} ${change.id}${previous}`;
    });
  };
}

const A = { title: "Poste A", about: "phare" };
const B = { title: "Poste B", about: "balise" };
const C = { title: "Poste C", about: "amer" };

test("an edit that moves jobs between files is looked at among all offers, those too that nobody touched", async () => {
  const look = watchedFolder();
  await look({ a: A, b: B, c: C });
  expect(await look({ a: A, b: B, c: { ...C, open: false } })).toEqual(["closed c"]);
  // A's job moves over B's; its own file takes up the job that closed.
  const again = { ...C, title: "Poste C, bis", more: "encore" };
  expect(await look({ a: again, b: A, c: { ...C, open: false } })).toEqual([
    "reopened a < c",
    "renamed b < a",
  ]);
});

test("an edit in its own file is an edit, whatever else there is", async () => {
  const look = watchedFolder();
  await look({ a: A, b: B, c: C });
  expect(await look({ a: A, b: { ...B, title: "Poste B, revu" }, c: C })).toEqual(["edited b"]);
  expect(await look({ a: A, b: { ...B, title: "Poste B, revu" }, c: C })).toEqual([]);
});
