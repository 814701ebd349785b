import { describe, expect, test } from "vitest";
import { type ReminderParts, Reminders } from "../../src/flows/remind/reminders.ts";
import { prune } from "../../src/flows/service/prune.ts";
import type { KnownOffer } from "../../src/offers/catalogue.ts";
import { isOpen } from "../../src/offers/ending.ts";
import type { OfferKey } from "../../src/offers/offer.ts";
import type { OutboxRow, Store } from "../../src/ports/index.ts";
import type { EventId } from "../../src/rooms/identifiers.ts";
import { timesOf } from "../../src/schedule/schedule.ts";
import { catalogueOf } from "../commands/chat.ts";
import { ROOM as CHAT_ROOM, RoomChat } from "../commands/roomChat.ts";
import { clockAt } from "../support/clock.ts";
import { event, room, user } from "../support/identifiers.ts";
import { knownOffer } from "../support/knownOffer.ts";
import { send } from "../support/outbox.ts";
import { WORDING } from "../support/wording.ts";
import { newStore } from "./world.ts";

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

test("a moment that a wrong clock stored ends no reminder", async () => {
  const at = await world();
  at.now = MONDAY + 365 * DAY;
  await at.turn();
  const said = (await at.rows()).length;
  at.now = MONDAY - DAY;
  await at.turn();
  at.now = MONDAY;
  await at.turn();
  expect(await at.rows()).toHaveLength(said + 1);
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

describe("a number in reply to a reminder", () => {
  const DEVOPS = "2026-01-01-chorale-devops";
  const DRAWING = "2026-02-01-lanterne-dessin";

  /** The room of the administrators, where a first reminder names both offers: n° 1 DevOps, n° 2 Graphiste. */
  async function reminded() {
    const offers = await catalogueOf([
      { id: DEVOPS, text: "---\nroles: DevOps\nopen: true\n---\n\nTenir la production.\n" },
      { id: DRAWING, text: "---\nroles: Graphiste\nopen: true\n---\n\nDessiner.\n" },
    ]);
    const chat = await RoomChat.open(offers, {}, CHAT_ROOM);
    const times = timesOf("weekly monday 9:00", "Europe/Paris");
    if (times === null) throw new Error("no schedule");
    const reminders = new Reminders({
      ...{ store: chat.store, wording: WORDING, timezone: "Europe/Paris", room: CHAT_ROOM, times, days: 45 },
      clock: clockAt(() => chat.now),
      open: () => [...offers.known.rows.values()].filter(isOpen),
      onReminder: () => {},
    });
    await reminders.turn();
    const known = (id: string): KnownOffer => {
      const found = [...offers.known.rows.values()].find(({ offer }) => offer.id === id);
      if (found === undefined) throw new Error(`no offer ${id}`);
      return found;
    };
    /** The reminder of a Monday, sent. */
    const remind = async (monday: number, as: string): Promise<EventId> => {
      chat.now = monday;
      await reminders.turn();
      await chat.send(await chat.row(`reminder:${monday}`), as);
      return as as EventId;
    };
    const replying = async (to: EventId, text: string) =>
      (await chat.ask(text, undefined, { inReplyTo: to })).text;
    const noted = async () =>
      (await chat.store.read((tx) => tx.confirmations.all())).map(
        ({ offer, opening, says }) => `${offer} ${opening} ${says}`,
      );
    /** What a scan does: its rows are those that commands look at. */
    const scanned = async (kind: "renamed" | "closed" | "reopened", offer: KnownOffer): Promise<void> => {
      (offers.known.rows as Map<OfferKey, KnownOffer>).set(offer.key, offer);
      await chat.change(kind, offer);
    };
    return { chat, scanned, known, replying, noted, remind, first: await remind(MONDAY, "$rappel") };
  }

  const close = (offer: KnownOffer, at: number): KnownOffer => ({
    ...offer,
    ...({ status: "closed", stood: "closed", closedAt: at } as const),
  });

  test("means the offer that it showed, whatever it is called now and whatever list came later", async () => {
    const { chat, scanned, known, replying, noted, remind, first } = await reminded();
    await scanned("renamed", { ...known(DEVOPS), id: "2026-03-01-autre-nom" as KnownOffer["id"] });
    expect(await replying(first, "!offre 1 pourvue")).toMatch(/^C’est noté : DevOps est pourvue/);
    await scanned("closed", close(known(DEVOPS), chat.now));
    const second = await remind(MONDAY + 7 * DAY, "$suivant");
    // N° 1 of the newer one is n° 2 of the older.
    expect(await replying(first, "!offre 2 ouverte")).toMatch(/^C’est noté : Graphiste est toujours ouverte/);
    expect(await replying(second, "!offre 1 pourvue")).toMatch(/^C’est noté : Graphiste est pourvue/);
    expect(await noted()).toEqual(["1 1 filled", "2 1 filled"]);
  });

  test("notes nothing of an offer that closed since, nor of its next opening, and says so", async () => {
    const { chat, scanned, known, replying, noted, first } = await reminded();
    chat.now += DAY;
    await scanned("closed", close(known(DEVOPS), chat.now));
    expect(await replying(first, "!offre 1 pourvue")).toBe(
      "Cette offre est déjà fermée : il n’y a rien à noter.",
    );
    chat.now += DAY;
    const open = { status: "open", stood: "open", closedAt: null } as const;
    await scanned("reopened", { ...known(DEVOPS), ...open, opening: 2, openedAt: chat.now });
    chat.now += DAY;
    for (const says of ["pourvue", "ouverte"])
      expect(await replying(first, `!offre 1 ${says}`)).toMatch(
        /^Cette offre a fermé puis rouvert depuis cette liste : je n’ai rien noté\..* !offre 2026-01-01-chorale-devops pourvue\.$/,
      );
    expect(await noted()).toEqual([]);
    expect(await chat.say(`!offre ${DEVOPS} pourvue`)).toMatch(/^C’est noté/);
    expect(await noted()).toEqual(["1 2 filled"]);
  });

  test("is not looked for in another list once the reminder is forgotten", async () => {
    const { chat, replying, noted, first } = await reminded();
    chat.now += 31 * DAY;
    await chat.say("!offres graphiste");
    await prune(chat.store, chat.now);
    expect(await replying(first, "!offre 1 pourvue")).toMatch(
      /^Je ne retrouve pas de liste dans le message auquel vous répondez/,
    );
    expect(await noted()).toEqual([]);
    expect(await chat.say("!offre 1 pourvue")).toMatch(/^C’est noté : Graphiste/);
  });
});
