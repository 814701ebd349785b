// Times the digests of many subscriptions in a few dozen rhythms: a look when nothing is due, a moment at which some are
// due, and the worst, at which all are. A store on disk, no homeserver. What waits meanwhile is a command: the longest
// transaction counts.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { ourWords } from "../scripts/ourWords.ts";
import { openStore } from "../src/edges/store/open.ts";
import { announce } from "../src/flows/announce/announce.ts";
import { followConfiguration } from "../src/flows/announce/subscriptions.ts";
import { Digester } from "../src/flows/digest/digester.ts";
import type { KnownOffer } from "../src/offers/catalogue.ts";
import type { Store } from "../src/ports/index.ts";
import type { RoomId } from "../src/rooms/identifiers.ts";
import { filterMatcher, readFilter } from "../src/search/ranking/filter.ts";
import { generateOpen } from "./generatedOffers.ts";
import { ms, printTable, progress, within } from "./print.ts";

const SUBSCRIPTIONS = Number(process.argv[2] ?? 10_000);
const OPEN = 1000;
const NEW = 20;
const BUDGET = { idle: 50, some: 1000, all: 10_000, longest: 500 };

const { lexicon } = ourWords();
const matches = filterMatcher(lexicon);
const FILTERS = [
  "",
  "développement",
  "design",
  "data",
  "lieu:Paris",
  "lieu:Lyon",
  "CDD",
  "télétravail",
  "junior",
  "produit",
].map((text) => {
  const read = readFilter(text, lexicon);
  return read.ok ? read.filter : "";
});
/** Three dozen: each hour of the day, and each of twelve on Mondays. */
const RHYTHMS = [
  ...Array.from({ length: 24 }, (_, hour) => `daily ${hour}:00`),
  ...Array.from({ length: 12 }, (_, hour) => `weekly monday ${hour + 7}:30`),
];
/** A Tuesday, 6:30 in Paris. */
const BEGIN = Date.parse("2026-12-01T05:30:00Z");

interface Figures {
  readonly idle: number;
  readonly turn: number;
  readonly longest: number;
  readonly digests: number;
  readonly entries: number;
}

/** Subscriptions at the rhythms that `rhythmOf` gives, and what one window costs, `at` which it is. */
async function measure(rhythmOf: (room: number) => string, at: string): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), "crieur-bench-"));
  const store = await openStore(`sqlite:${join(folder, "crieur.db")}`, { lock: true, now: BEGIN });
  try {
    const offers = generateOpen(OPEN + NEW);
    await store.write((tx) => tx.offers.save(offers.slice(0, OPEN)));
    const rooms = Array.from({ length: SUBSCRIPTIONS }, (_, room) => ({
      room: `!room${room}:bench.example.org` as RoomId,
      filter: FILTERS[room % FILTERS.length] ?? "",
      schedule: rhythmOf(room),
      notify: true,
    }));
    // They begin over no offer: what is open when one begins is another bench's.
    await followConfiguration(rooms, {
      store,
      matches: () => false,
      current: (filter) => filter,
      now: BEGIN,
    });
    await store.write(async (tx) => {
      for (const { id } of await tx.places.all()) await tx.places.setState(id, "active", null);
      await tx.offers.save(offers.slice(OPEN));
      const changes = offers.slice(OPEN).map(({ key, id, offer }) => {
        return { change: "published", key, id, opening: 1, offer } as const;
      });
      await announce(tx, changes, { matches, newKey: () => "none", now: BEGIN, mode: "announce" });
    });
    return await run(store, offers, at);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(store: Store, offers: readonly KnownOffer[], at: string): Promise<Figures> {
  let now = BEGIN + 60_000;
  let longest = 0;
  const timed: Store["write"] = async (work) => {
    const start = performance.now();
    const result = await store.write(work);
    longest = Math.max(longest, performance.now() - start);
    return result;
  };
  const digester = new Digester({
    store: { read: (work) => store.read(work), write: timed },
    clock: { now: () => now, monotonic: () => performance.now() },
    timezone: "Europe/Paris",
    matches,
    open: () => offers,
    onDigest: () => {},
  });
  const took = async (): Promise<number> => {
    const start = performance.now();
    await digester.turn();
    return performance.now() - start;
  };
  await took();
  const idle = await took();
  longest = 0;
  now = Date.parse(at);
  const turn = await took();
  const { digests, entries } = await store.read(async (tx) => {
    const rows = await tx.outbox.counts();
    const told = await tx.told.among(
      offers.slice(OPEN).map(({ key }) => key),
      (await tx.places.all()).map(({ id }) => id),
    );
    return { digests: rows.queued, entries: told.length };
  });
  return { idle, turn, longest, digests, entries };
}

progress(`${SUBSCRIPTIONS} subscriptions in ${RHYTHMS.length} rhythms`);
const some = await measure((room) => RHYTHMS[room % RHYTHMS.length] ?? "", "2026-12-01T08:00:00Z");
progress(`${SUBSCRIPTIONS} subscriptions in one rhythm`);
const all = await measure(() => "daily 9:00", "2026-12-01T08:00:00Z");

const row = (what: string, figure: number, budget: number): string[] => [
  what,
  within(ms(figure), ms(budget), figure <= budget),
];
printTable(`digests of ${SUBSCRIPTIONS} subscriptions, ${NEW} new offers, on disk`, [
  ["", ""],
  row(`${RHYTHMS.length} rhythms: a look when nothing is due`, some.idle, BUDGET.idle),
  row(
    `three moments of them: ${some.digests} digests, ${some.entries} offers in them`,
    some.turn,
    BUDGET.some * 3,
  ),
  row(`one rhythm: ${all.digests} digests, ${all.entries} offers in them`, all.turn, BUDGET.all),
  row(
    "the longest transaction, which commands wait for",
    Math.max(some.longest, all.longest),
    BUDGET.longest,
  ),
]);
