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

/** What it takes to read filters over the offers, at a moment. */
export interface FilterReaderParts {
  readonly offers: Offers;
  readonly lexicon: Lexicon;
  readonly matches: Matches;
  readonly now: number;
  readonly timezone: string;
}

/**
 * Filters over the offers of the moment. Candidates come from the search index, which finds whatever a filter takes
 * (`search/ranking/filter.ts`): to judge every offer that was ever read would take a tenth of a second a thousand.
 */
export function filterReader({ offers, lexicon, matches, now, timezone }: FilterReaderParts): FilterReader {
  const offersOf = (keys: readonly OfferKey[]): Offer[] =>
    keys.flatMap((key) => offers.byKey(key)?.offer ?? []);
  const candidates = (text: string, standing: Standing): readonly OfferKey[] => {
    const found = offers.search(text, standing);
    return found.total > MOST_LISTED ? offers.newest(standing) : found.offers;
  };
  const taken = (filter: string, standing: Standing): readonly OfferKey[] => {
    if (filter === "") return offers.newest(standing);
    const takes = new Set(
      candidates(filter, standing).filter((key) => offersOf([key]).some((offer) => matches(filter, offer))),
    );
    return takes.size === 0 ? [] : offers.newest(standing).filter((key) => takes.has(key));
  };
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
    const { corrections } = offers.search(words, "open");
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
        (["open", "closed"] as const).flatMap((standing) => candidates(shownChoice(choice), standing)),
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
