import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { openStore } from "../../src/edges/store/open.ts";
import { prune } from "../../src/flows/service/prune.ts";
import type { OutboxId, Transaction } from "../../src/ports/index.ts";
import type { PlaceId } from "../../src/rooms/identifiers.ts";
import { event, offerKey, room, user } from "../support/identifiers.ts";
import { knownOffer } from "../support/knownOffer.ts";
import { newFolder } from "../support/newFolder.ts";
import { activePlace, frozen, queue } from "../support/outbox.ts";
import { command } from "./fixtures.ts";

const DAY = 24 * 3_600_000;
/** As long as an announcement and its HTML are. */
const BODY = "Nouvelle offre ".repeat(100);
const QUESTIONS = 3;
const ANNOUNCEMENTS = 1;

async function deliver(tx: Transaction, id: OutboxId, at: number): Promise<void> {
  await tx.outbox.freeze(
    id,
    frozen(id, { content: { body: BODY }, shown: "0123456789abcdef".repeat(4), at }),
  );
  await tx.outbox.sent(id, event(`e${id}`), at);
}

/** What a day leaves: questions with lists, answers and a correction, and announcements that were edited twice. */
async function live(tx: Transaction, place: PlaceId, day: number): Promise<void> {
  const at = day * DAY;
  for (let at1 = 0; at1 < QUESTIONS; at1 += 1) {
    const name = `${day}.${at1}`;
    await tx.inbox.add([command(name, { receivedAt: at, sentAt: at })]);
    const reply = await queue(tx, place, `reply:${name}`, "reply", { createdAt: at });
    const list = { room: room("salon"), person: user("lea"), reply, offers: [offerKey("a")], at };
    await tx.lists.add({ ...list, shown: 1, exact: 1, closed: false, thread: null });
    await tx.inbox.done(event(name), "answered", at);
    await deliver(tx, reply, at);
    if (at1 === 0)
      await deliver(
        tx,
        await queue(tx, place, `again:${name}`, "edit", { edits: reply, revision: 1, createdAt: at }),
        at,
      );
  }
  for (let at1 = 0; at1 < ANNOUNCEMENTS; at1 += 1) {
    const name = `${day}.${at1}`;
    const message = await queue(tx, place, `announcement:${name}`, "announcement", { createdAt: at });
    await deliver(tx, message, at);
    for (const revision of [1, 2]) {
      const edit = { edits: message, revision, createdAt: at };
      await deliver(tx, await queue(tx, place, `edit:${name}:${revision}`, "edit", edit), at);
    }
  }
  await tx.outbox.drop(
    [await queue(tx, place, `dropped:${day}`, "announcement", { createdAt: at })],
    "x",
    at,
  );
}

test("a year of traffic keeps the texts of nobody, and of what was sent a few hundred bytes", async () => {
  const path = join(await newFolder(), "crieur.db");
  const store = await openStore(`sqlite:${path}`, { lock: true, now: 0 });
  const place = await store.write(async (tx) => {
    await tx.offers.save([knownOffer("a")]);
    return activePlace(tx, "salon");
  });
  const size = (): number => {
    const reader = new Database(path, { readonly: true });
    const pages = reader.pragma("page_count", { simple: true });
    reader.close();
    return Number(pages) * 4096;
  };
  let quarter = 0;
  for (let day = 1; day <= 365; day += 1) {
    await store.write((tx) => live(tx, place, day));
    if (day % 7 === 0) await prune(store, day * DAY);
    if (day === 91) quarter = size();
  }
  await prune(store, 365 * DAY);
  await store.close();
  const database = new Database(path, { readonly: true });
  const count = (sql: string): unknown => database.prepare(sql).pluck().get();
  const kept = 31 * QUESTIONS;
  expect(count("select count(*) from inbox")).toBe(kept);
  expect(count("select count(*) from lists")).toBe(kept);
  expect(count("select count(*) from outbox where class = 'reply'")).toBe(kept);
  expect(count("select count(*) from inbox where text is not null")).toBe(0);
  expect(count("select count(*) from outbox where content is not null")).toBe(0);
  // Of each announcement its row and that of its last edit stay, besides those of the last month.
  expect(count("select count(*) from outbox where class = 'edit'")).toBeLessThan(
    365 * ANNOUNCEMENTS + 31 * (ANNOUNCEMENTS + 1) + 1,
  );
  database.close();
  // What is gone leaves room for what comes: the file grows by what stays alone.
  const announced = (365 - 91) * ANNOUNCEMENTS;
  expect(size() - quarter).toBeLessThan(announced * 1000);
  expect(size()).toBeLessThan(1024 * 1024);
});
