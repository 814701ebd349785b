import { expect, test } from "vitest";
import { type ReminderParts, Reminders } from "../../src/flows/remind/reminders.ts";
import type { KnownOffer } from "../../src/offers/catalogue.ts";
import type { OfferKey } from "../../src/offers/offer.ts";
import type { OutboxRow, Store } from "../../src/ports/index.ts";
import { timesOf } from "../../src/schedule/schedule.ts";
import { clockAt } from "../support/clock.ts";
import { event, room, user } from "../support/identifiers.ts";
import { knownOffer } from "../support/knownOffer.ts";
import { send } from "../support/outbox.ts";
import { newStore, WORDING } from "./world.ts";

const ROOM = room("administration");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONDAY = Date.parse("2026-11-30T08:00:00Z");

interface World {
  readonly store: Store;
  now: number;
  said: number;
  readonly turn: () => Promise<unknown>;
  /** A scan has stored these. */
  readonly scanned: (...offers: readonly KnownOffer[]) => Promise<void>;
  readonly rows: () => Promise<OutboxRow[]>;
  readonly text: (at: number) => Promise<string>;
}

/** A bot whose administrators are reminded on Mondays at nine in Paris, of what stands open for over 45 days. */
async function world({ joined = true, schedule = "weekly monday 9:00" } = {}): Promise<World> {
  const store = await newStore();
  await store.write(async (tx) => {
    const { id } = await tx.places.mention({ room: ROOM }, 1);
    await tx.session.setAccount(user("crieur"));
    if (joined) await tx.places.setState(id, "active", null);
  });
  const rows = new Map<OfferKey, KnownOffer>();
  const made: World = {
    ...{ store, now: MONDAY - DAY, said: 0 },
    turn: () => reminders.turn(),
    scanned: async (...offers) => {
      await store.write((tx) => tx.offers.save(offers));
      for (const offer of offers) rows.set(offer.key, offer);
    },
    rows: async () => {
      const [place] = await store.read((tx) => tx.places.all());
      return place ? store.read((tx) => tx.outbox.queuedIn(place.id)) : [];
    },
    text: async (at) => String((await made.rows())[at]?.content?.body ?? "").replaceAll("\u00a0", " "),
  };
  const times = timesOf(schedule, "Europe/Paris");
  if (times === null) throw new Error("no schedule");
  const parts: ReminderParts = {
    ...{ store, wording: WORDING, timezone: "Europe/Paris", room: ROOM, times, days: 45 },
    clock: clockAt(() => made.now),
    open: () => [...rows.values()],
    onReminder: () => (made.said += 1),
  };
  const reminders = new Reminders(parts);
  await made.scanned(
    knownOffer("old", { openedAt: MONDAY - 100 * DAY }),
    knownOffer("new", { openedAt: MONDAY - 10 * DAY }),
  );
  await reminders.turn();
  return made;
}

test("administrators are asked about what stands open for long, once for each time that is due", async () => {
  const at = await world();
  expect(await at.rows()).toEqual([]);
  at.now = MONDAY - 1;
  await at.turn();
  expect(await at.rows()).toEqual([]);
  at.now = MONDAY;
  await at.turn();
  await at.turn();
  expect(await at.rows()).toHaveLength(1);
  expect(at.said).toBe(1);
  expect(await at.text(0)).toMatch(
    /^🕰️ Une offre est ouverte depuis plus de 45 jours : l’est-elle encore \?\n1\. Poste « old »/,
  );
  expect((await at.rows())[0]).toMatchObject({ content: { msgtype: "m.text" }, notify: true });
});

test("a bot that is new does not begin with a reminder; one that slept through it says it once, late", async () => {
  const at = await world();
  at.now = MONDAY + 15 * DAY;
  await at.turn();
  await at.turn();
  expect(await at.rows()).toHaveLength(1);
});

test("numbers of the reminder are those of its list", async () => {
  const at = await world();
  at.now = MONDAY;
  await at.turn();
  const [row] = await at.rows();
  const list = await at.store.write(async (tx) => {
    if (!row) throw new Error("no reminder");
    await send(tx, row.id);
    return [await tx.lists.ofEvent(event(`e${row.id}`)), await tx.lists.lastIn(ROOM)];
  });
  expect(list).toMatchObject([{ offers: [knownOffer("old").key] }, { offers: [knownOffer("old").key] }]);
});

test("nothing is said where nothing stands open for long", async () => {
  const at = await world();
  await at.scanned(knownOffer("old", { openedAt: MONDAY - DAY }));
  at.now = MONDAY;
  await at.turn();
  expect(await at.rows()).toEqual([]);
});

test("whoever says that an offer is open is not asked again for as long", async () => {
  const at = await world();
  const { key: offer } = knownOffer("old");
  const said = {
    offer,
    opening: 1,
    says: "open",
    person: user("lea"),
    cause: event("c"),
    at: MONDAY - DAY,
  } as const;
  await at.store.write((tx) => tx.confirmations.set(said));
  at.now = MONDAY;
  await at.turn();
  expect(await at.rows()).toEqual([]);
  at.now = MONDAY + 49 * DAY;
  await at.turn();
  expect(await at.rows()).toHaveLength(1);
});

test("what was said of an earlier opening says nothing of this one", async () => {
  const at = await world();
  const { key: offer } = knownOffer("old");
  await at.store.write(async (tx) => {
    await tx.confirmations.set({
      offer,
      opening: 1,
      says: "open",
      person: user("lea"),
      cause: event("c"),
      at: MONDAY - DAY,
    });
  });
  await at.scanned(knownOffer("old", { opening: 2, openedAt: MONDAY - 60 * DAY }));
  at.now = MONDAY;
  await at.turn();
  expect(await at.rows()).toHaveLength(1);
});

test("while the room cannot be reached the reminder waits, and comes once it can", async () => {
  const at = await world({ joined: false });
  at.now = MONDAY;
  await at.turn();
  expect(await at.rows()).toEqual([]);
  await at.store.write(async (tx) => {
    const [place] = await tx.places.all();
    if (place) await tx.places.setState(place.id, "active", null);
  });
  at.now = MONDAY + HOUR;
  await at.turn();
  expect(await at.rows()).toHaveLength(1);
});

test("twenty offers are named, and the others counted", async () => {
  const at = await world();
  const many = Array.from({ length: 23 }, (_, n) => knownOffer(`n${n}`, { openedAt: MONDAY - 90 * DAY }));
  await at.scanned(...many);
  at.now = MONDAY;
  await at.turn();
  expect(await at.text(0)).toMatch(/^🕰️ 24 offres sont ouvertes depuis plus de 45 jours/);
  expect(await at.text(0)).toMatch(/\n20\. (?:.|\n)*\nEt 4 autres, les prochaines fois\./);
});
