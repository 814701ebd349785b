import type {
  Context,
  Found,
  Listed,
  Offers,
  PersonRecord,
  RecalledList,
  RoomRecord,
  ShownLists,
} from "../../src/commands/context.ts";
import type { FilterReader } from "../../src/commands/filters.ts";
import { filterReader } from "../../src/flows/answer/filterReader.ts";
import { NEVER_SERVED } from "../../src/flows/answer/roomState.ts";
import type { OfferId, OfferKey } from "../../src/offers/offer.ts";
import type { EventId } from "../../src/rooms/identifiers.ts";
import { anOffer } from "../support/anOffer.ts";
import { wellBot } from "../support/botState.ts";
import { ourFilters } from "../support/words.ts";

/** Offers `o1`, `o2` …, the last the newest; the search finds titles that contain the query. */
export class Catalogue implements Offers {
  readonly listed = new Map<OfferKey, Listed>();
  readonly aliases = new Map<string, OfferKey>();

  constructor(open: number, closed = 0) {
    for (let number = 1; number <= open + closed; number += 1) this.#add(number, number <= open);
  }

  #add(number: number, open: boolean): void {
    const key = keyOf(number);
    const id = `2026-01-${String(number).padStart(2, "0")}-poste` as OfferId;
    const offer = anOffer({ id, title: `Poste ${number}`, startup: null });
    this.listed.set(key, {
      key,
      id,
      offer,
      standing: open ? "open" : "closed",
      closedOn: open ? null : "2026-03-03",
      openedAt: 0,
    });
    this.aliases.set(id, key);
  }

  close(number: number): void {
    const listed = this.listed.get(keyOf(number));
    if (listed) this.listed.set(listed.key, { ...listed, standing: "closed", closedOn: "2026-03-03" });
  }

  newest(standing: Listed["standing"]): OfferKey[] {
    return [...this.listed.values()]
      .filter((one) => one.standing === standing)
      .map(({ key }) => key)
      .reverse();
  }

  search(query: string, standing: Listed["standing"]): Found {
    const offers = this.newest(standing).filter((key) =>
      this.listed.get(key)?.offer.title.toLowerCase().includes(query.toLowerCase()),
    );
    const word = offers.length === 0 ? "poste" : null;
    return {
      offers,
      total: offers.length,
      complete: offers.length,
      loosened: [],
      corrections: [],
      unknown: [],
      unread: [],
      excluded: [],
      understood: [],
      refusal: null,
      help: word === null ? null : { word, looser: null },
    };
  }

  narrow(among: readonly OfferKey[], query: string, standing: Listed["standing"]): Found {
    const found = this.search(query, standing);
    const offers = among.filter((key) => found.offers.includes(key));
    return { ...found, offers, total: offers.length, complete: offers.length };
  }

  byKey(key: OfferKey): Listed | null {
    return this.listed.get(key) ?? null;
  }

  byId(id: string): Listed | null {
    const key = this.aliases.get(id);
    return key === undefined ? null : this.byKey(key);
  }

  ids(): OfferId[] {
    return [...this.listed.values()].map(({ id }) => id);
  }
}

export function keyOf(number: number): OfferKey {
  return number as OfferKey;
}

export function shownList(numbers: readonly number[], shown = numbers.length): RecalledList {
  return { offers: numbers.map(keyOf), shown, exact: numbers.length, closed: false, at: 0 };
}

/** A room without subscriptions, in which nothing was said. */
export const NOTHING_KEPT: RoomRecord = {
  subscriptions: async () => [],
  heard: async () => "nothing",
  awaited: async () => 0,
  permission: async () => ({ may: true, administrator: false }),
  isAdministration: async () => false,
  isPrivate: async () => false,
  state: async () => NEVER_SERVED,
  nextNumber: async () => 1,
  quiet: async () => null,
};

/** Somebody who follows nothing, and has no room alone with the bot. */
export const NOBODY: PersonRecord = {
  privateRoom: async () => "opens",
  isSealed: async () => true,
  room: async () => null,
  newRoom: () => NOTHING_KEPT,
  follows: async () => [],
};

/** Filters over these offers, on the morning of 28 November 2026. */
export function filtersOver(offers: Offers): FilterReader {
  const now = Date.parse("2026-11-28T09:00:00Z");
  return filterReader({ offers, ...ourFilters, now, timezone: "Europe/Paris" });
}

/** A context in which only what is named has been shown. */
export function contextOf(
  offers: Offers,
  said: {
    events?: Record<string, RecalledList>;
    threads?: Record<string, RecalledList>;
    mine?: RecalledList;
    room?: RecalledList;
    about?: Record<string, OfferKey | "several">;
    record?: RoomRecord;
    inReplyTo?: string;
    thread?: string;
  } = {},
): Context {
  const lists: ShownLists = {
    ofEvent: async (event) => said.events?.[event] ?? null,
    ofThread: async (thread) => said.threads?.[thread] ?? null,
    lastOfPerson: async () => said.mine ?? null,
    lastInRoom: async () => said.room ?? null,
    isOurs: async () => true,
    offerOf: async (event) => said.about?.[event] ?? null,
  };
  return {
    offers,
    lists,
    room: said.record ?? NOTHING_KEPT,
    person: NOBODY,
    filters: filtersOver(offers),
    bot: wellBot,
    time: { now: Date.parse("2026-11-28T09:00:00Z"), timezone: "Europe/Paris" },
    inReplyTo: (said.inReplyTo ?? null) as EventId | null,
    thread: (said.thread ?? null) as EventId | null,
  };
}
