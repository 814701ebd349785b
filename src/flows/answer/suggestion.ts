import type { Offers } from "../../commands/context.ts";
import type { Day } from "../../offers/offer.ts";
import { dayIn } from "../../offers/standing.ts";
import type { Lexicon } from "../../search/language/lexicon.ts";
import { readFilter } from "../../search/ranking/filter.ts";
import { type TakenParts, takenBy } from "./filterReader.ts";
import type { Filters } from "./roomRecord.ts";

/** The filter that fits a room of this name, as people would type it; null where none does. The name is hostile. */
export type Suggest = (name: string) => string | null;

/** Words of a name that are looked at, of the longest part that may be a trade or a team, and letters of such a part. */
const WORDS = 12;
const LONGEST_PART = 3;
const SHORTEST = 2;
const YEAR = 365 * 24 * 3_600_000;

/**
 * Rooms are named after a trade (« Communauté DevOps ») or a team (« Équipe Pass Culture »). Only what an open offer, or
 * one of the last year, answers is suggested: a room named after anything else is left in peace.
 */
export function suggestions(
  parts: Omit<TakenParts, "matches"> & {
    readonly filters: Filters;
    readonly now: () => number;
    readonly timezone: string;
  },
): Suggest {
  const { offers, filters, now, timezone } = parts;
  const { lexicon, matches } = filters;
  const taken = takenBy({ offers, matches });

  const isAnswered = (filter: string): boolean => {
    if (taken(filter, "open").length > 0) return true;
    const since = dayIn(timezone, now() - YEAR);
    return taken(filter, "closed").some((key) => (dateOf(offers, key) ?? "") >= since);
  };
  const fits = (text: string, accepts: (reading: Read) => boolean): boolean => {
    const reading = readFilter(text, lexicon);
    return reading.ok && reading.filter !== "" && accepts(reading) && isAnswered(reading.filter);
  };
  /** One demand, and a word of the trade: neither « équipe » nor « senior », nor a place. */
  const isTrade = ({ typed: { choices, unwanted, shunned } }: Read): boolean => {
    const [choice, ...others] = choices;
    const [unit, ...more] = choice?.units ?? [];
    const [term = ""] = unit?.terms ?? [];
    if (unit === undefined || unit.terms.length > 1) return false;
    if (others.length + more.length + unwanted.length + shunned.length + (choice?.facets.length ?? 0) > 0)
      return false;
    if (lexicon.isLevel(term) || lexicon.isGeneral(term)) return false;
    return lexicon.isJob(term) || lexicon.shown(term) !== undefined;
  };

  return (name) => {
    const all = partsOf(name);
    const trade = all.find((part) => fits(part, isTrade));
    if (trade !== undefined) return shortest(trade, all, lexicon);
    const team = all.map(teamFilter).find((filter) => fits(filter, () => true));
    return team ?? null;
  };
}

/** « juristes » asks for what « les juristes de » does. */
function shortest(part: string, all: readonly string[], lexicon: Lexicon): string {
  const filterOf = (text: string): string | null => {
    const reading = readFilter(text, lexicon);
    return reading.ok ? reading.filter : null;
  };
  const filter = filterOf(part);
  return all.findLast((other) => part.includes(other) && filterOf(other) === filter) ?? part;
}

type Read = Extract<ReturnType<typeof readFilter>, { readonly ok: true }>;

function dateOf(offers: Offers, key: Parameters<Offers["byKey"]>[0]): Day | null {
  return offers.byKey(key)?.offer.date ?? null;
}

function teamFilter(part: string): string {
  return part.includes(" ") ? `startup:"${part}"` : `startup:${part}`;
}

/** The parts of a name, the longest first. */
function partsOf(name: string): string[] {
  const words = (
    name
      .slice(0, 200)
      .toLowerCase()
      .match(/[\p{L}\p{N}+#]+(?:[.-][\p{L}\p{N}]+)*/gu) ?? []
  ).slice(0, WORDS);
  const parts: string[] = [];
  for (let length = LONGEST_PART; length > 0; length -= 1) {
    for (let at = 0; at + length <= words.length; at += 1) parts.push(words.slice(at, at + length).join(" "));
  }
  return parts.filter((part) => part.length >= SHORTEST);
}
