import type { Offers } from "../../commands/context.ts";
import type { FilterReader, TypedFilter } from "../../commands/filters.ts";
import { MOST_LISTED } from "../../commands/page.ts";
import type { Offer, OfferKey } from "../../offers/offer.ts";
import type { Standing } from "../../offers/standing.ts";
import type { Matches } from "../../rooms/subscription.ts";
import { timesOf } from "../../schedule/schedule.ts";
import type { Lexicon } from "../../search/language/lexicon.ts";
import { shownChoice } from "../../search/query/shownChoice.ts";
import { demandsNobodyMeets, readFilter } from "../../search/ranking/filter.ts";

/** What it takes to find the offers that filters take. */
export interface TakenParts {
  readonly offers: Offers;
  readonly matches: Matches;
}

/** What it takes to read filters over the offers, at a moment. */
export interface FilterReaderParts extends TakenParts {
  readonly lexicon: Lexicon;
  readonly now: number;
  readonly timezone: string;
}

/**
 * Makes `taken(filter, standing)`: the offers that a canonical filter takes, newest first. Candidates come from the search
 * index, which finds whatever a filter takes (`search/ranking/filter.ts`): to judge every offer that was ever read would
 * take a tenth of a second a thousand.
 */
export function takenBy({ offers, matches }: TakenParts) {
  return (filter: string, standing: Standing): readonly OfferKey[] => {
    if (filter === "") return offers.newest(standing);
    const takes = new Set(
      candidates(offers, filter, standing).filter((key) => {
        const offer = offers.byKey(key)?.offer;
        return offer !== undefined && matches(filter, offer);
      }),
    );
    return takes.size === 0 ? [] : offers.newest(standing).filter((key) => takes.has(key));
  };
}

function candidates(offers: Offers, text: string, standing: Standing): readonly OfferKey[] {
  const found = offers.search(text, standing);
  return found.total > MOST_LISTED ? offers.newest(standing) : found.offers;
}

/** Filters over the offers of the moment. */
export function filterReader({ offers, lexicon, matches, now, timezone }: FilterReaderParts): FilterReader {
  const taken = takenBy({ offers, matches });
  const offersOf = (keys: readonly OfferKey[]): Offer[] =>
    keys.flatMap((key) => offers.byKey(key)?.offer ?? []);
  const read = (text: string): TypedFilter => {
    const reading = readFilter(text, lexicon);
    if (!reading.ok) return reading;
    const { choices, shunned, unwanted } = reading.typed;
    return {
      ok: true,
      filter: reading.filter,
      understood: [...choices.flatMap(({ facets }) => facets), ...shunned],
      excluded: unwanted.map((unit) => unit.text),
    };
  };
  const nearest = (words: string): string | null => {
    const { corrections, refusal } = offers.search(words, "open");
    if (refusal?.kind === "value") return refusal.nearest && `${refusal.field}:${refusal.nearest}`;
    const [correction] = corrections.length > 0 ? corrections : offers.search(words, "closed").corrections;
    return correction?.to ?? null;
  };
  return {
    read,
    open: (filter) => taken(filter, "open"),
    unmet(text) {
      const reading = readFilter(text, lexicon);
      if (!reading.ok || taken(reading.filter, "closed").length > 0) return [];
      const said = reading.typed.choices.flatMap((choice) =>
        (["open", "closed"] as const).flatMap((standing) =>
          candidates(offers, shownChoice(choice), standing),
        ),
      );
      return demandsNobodyMeets(reading.typed, offersOf([...new Set(said)]), lexicon).map((words) => ({
        words,
        nearest: nearest(words),
      }));
    },
    next(schedule) {
      const at = timesOf(schedule, timezone)?.next(now) ?? null;
      return at === null ? null : { at, now, timezone };
    },
  };
}
