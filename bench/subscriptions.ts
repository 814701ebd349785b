// Times the store when much begins at once: subscriptions over offers that stand open, one offer for many
// rooms, and a look at the outbox past the rows of suspended places. A store on disk, no homeserver.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import Database from "better-sqlite3";
import { ourWords } from "../scripts/ourWords.ts";
import { openStore } from "../src/edges/store/open.ts";
import { announce } from "../src/flows/announce/announce.ts";
import { followConfiguration } from "../src/flows/announce/subscriptions.ts";
import { answer } from "../src/flows/answer/answer.ts";
import { Catalogue } from "../src/flows/scan/catalogue.ts";
import type { OfferKey } from "../src/offers/offer.ts";
import type { Store } from "../src/ports/index.ts";
import { CommandLimiter } from "../src/rooms/commandLimiter.ts";
import type { EventId, RoomId, UserId } from "../src/rooms/identifiers.ts";
import { readPowerLevels } from "../src/rooms/powerLevels.ts";
import { unknownRoom } from "../src/rooms/roomState.ts";
import { filterMatcher } from "../src/search/ranking/filter.ts";
import { answererParts } from "../tests/support/answererParts.ts";
import { generateOpen } from "./generatedOffers.ts";
import { ms, printTable, progress, within } from "./print.ts";

const ROOMS = Number(process.argv[2] ?? 10_000);
/**
 * The start that used to take longest: so many rooms in a new configuration, while so many offers stand open.
 */
const START = { rooms: 800, offers: 300 };
const OPEN = 1000;
const SUSPENDED = { places: 9760, rows: 5 };
const BUDGET = { start: 2000, one: 50, told: 1000, heads: 5 };
/** An outbox that is looked at once for each answer. */
const LOOKS = 20;

const matches = filterMatcher(ourWords().lexicon);
const room = (at: number): RoomId => `!room${at}:bench.example.org` as RoomId;
const entry = (at: number, filter = "") => ({ room: room(at), filter, schedule: "immediate", notify: true });
const entries = (count: number) => Array.from({ length: count }, (_, at) => entry(at));

async function took(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function inOrder<T>(works: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  for (const work of works) results.push(await work());
  return results;
}

/** A store of its own, with offers that stand open. */
async function withStore<T>(offers: number, work: (store: Store, path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "crieur-bench-"));
  const path = join(folder, "crieur.db");
  const store = await openStore(`sqlite:${path}`, { lock: true, now: Date.now() });
  try {
    await store.write((tx) => tx.offers.save(generateOpen(offers)));
    return await work(store, path);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Bytes that a row of `told` takes, its index included. */
function bytesARow(path: string): number {
  const database = new Database(path, { readonly: true });
  const { bytes, rows } = database
    .prepare<[], { bytes: number; rows: number }>(
      `select (select sum(pgsize) from dbstat where name in
        (select name from sqlite_schema where tbl_name = 'told')) as bytes, (select count(*) from told) as rows`,
    )
    .get() ?? { bytes: 0, rows: 0 };
  database.close();
  return bytes / rows;
}

progress(`${START.rooms} rooms begin over ${START.offers} open offers`);
const start = await withStore(START.offers, async (store, path) => ({
  first: await took(() =>
    followConfiguration(entries(START.rooms), {
      store,
      matches,
      current: (filter) => filter,
      now: Date.now(),
    }),
  ),
  again: await took(() =>
    followConfiguration(entries(START.rooms), {
      store,
      matches,
      current: (filter) => filter,
      now: Date.now(),
    }),
  ),
  told: bytesARow(path),
}));

progress(`one subscription begins over ${OPEN} open offers`);
const one = await withStore(OPEN, async (store) => {
  await followConfiguration([entry(0, "nulle")], {
    store,
    matches,
    current: (filter) => filter,
    now: Date.now(),
  });
  return took(() =>
    followConfiguration([entry(0)], { store, matches, current: (filter) => filter, now: Date.now() }),
  );
});

progress(`one room subscribes by command over ${OPEN} open offers, beside ${ROOMS} subscriptions`);
const commanded = await withStore(OPEN, async (store) => {
  await followConfiguration(entries(ROOMS), { store, matches, current: (filter) => filter, now: Date.now() });
  const { lexicon } = ourWords();
  const clock = { now: () => Date.now(), monotonic: () => performance.now() };
  const offers = new Catalogue(lexicon, clock, "Europe/Paris");
  await offers.load(store);
  const person = "@moderation:bench.example.org" as UserId;
  /** The first room warms the program up: a bot that was just started is no measure. */
  const [first, asked] = [room(ROOMS), room(ROOMS + 1)];
  await store.write(async (tx) => {
    const power = readPowerLevels({ users: { [person]: 100 } });
    for (const id of [first, asked]) {
      await tx.rooms.save({ ...unknownRoom(id), membership: "join", encrypted: false, power });
      await tx.places.mention({ room: id }, 1);
    }
  });
  const parts = answererParts({ store, clock, offers, limiter: new CommandLimiter(10_000) });
  let said = 0;
  const ask = (text: string, where: RoomId) => async () => {
    said += 1;
    const command = { event: `$${said}` as EventId, room: where, sender: person, text: `!offres ${text}` };
    const standing = { inReplyTo: null, thread: null, replaces: null };
    const when = { sentAt: Date.now(), receivedAt: Date.now(), age: 0 };
    await store.write(async (tx) => {
      await tx.inbox.add([{ ...command, ...standing, ...when }]);
      await answer(tx, { ...command, ...standing, ...when }, parts);
    });
  };
  const texts = ["abonner", "abonner développeur", "désabonner 1"];
  for (const text of texts) await ask(text, first)();
  const [everything = 0, filtered = 0, ended = 0] = await inOrder(
    texts.map((text) => () => took(ask(text, asked))),
  );
  return { everything, filtered, ended };
});

progress(`one offer is told to ${ROOMS} rooms`);
const offer = await withStore(1, async (store) => {
  await followConfiguration(entries(ROOMS), { store, matches, current: (filter) => filter, now: Date.now() });
  const [{ key, id, offer } = { key: 1 as OfferKey, id: "", offer: null }] = generateOpen(1);
  if (offer === null) throw new RangeError("no offer");
  let keys = 0;
  const say = (change: "published" | "closed", opening: number) =>
    store.write((tx) =>
      announce(tx, [{ change, key, id: offer.id, opening, offer }], {
        matches,
        newKey: () => `${id}:${++keys}`,
        now: Date.now(),
        mode: "announce",
      }),
    );
  return { published: await took(() => say("published", 2)), closed: await took(() => say("closed", 2)) };
});

progress(`a look past ${SUSPENDED.places * SUSPENDED.rows} rows of suspended places`);
const look = await withStore(0, async (store) => {
  await store.write(async (tx) => {
    for (let at = 0; at < SUSPENDED.places; at += 1) {
      const { id: place } = await tx.places.mention({ room: room(at) }, 1);
      await tx.places.setState(place, "suspended", "encrypted");
      for (let row = 0; row < SUSPENDED.rows; row += 1) {
        const said = { class: "announcement", notify: true, createdAt: 1 } as const;
        await tx.outbox.add({ key: `${at}:${row}`, place, ...said });
      }
    }
  });
  const all = await took(async () => {
    for (let at = 0; at < LOOKS; at += 1) await store.read((tx) => tx.outbox.heads(Date.now(), 64));
  });
  return all / LOOKS;
});

const row = (what: string, figure: number, budget: number): string[] => [
  what,
  within(ms(figure), ms(budget), figure <= budget),
];
printTable("the store, on disk", [
  ["", ""],
  row(`${START.rooms} subscriptions begin over ${START.offers} open offers`, start.first, BUDGET.start),
  row("the same configuration at the next start", start.again, BUDGET.start),
  row(`one subscription begins over ${OPEN} open offers`, one, BUDGET.one),
  row(`by command, every offer, beside ${ROOMS} others`, commanded.everything, BUDGET.one),
  row("by command, with a filter that many take", commanded.filtered, BUDGET.one),
  row("and the first ends by command", commanded.ended, BUDGET.one),
  row(`one offer is told to ${ROOMS} rooms`, offer.published, BUDGET.told),
  row("and closes before anything was sent", offer.closed, BUDGET.told),
  row(`heads, ${SUSPENDED.places * SUSPENDED.rows} rows of suspended places`, look, BUDGET.heads),
  ["a row of told", `${start.told.toFixed(1)} bytes`],
]);
