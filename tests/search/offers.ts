import { type Facts, NO_FACTS, type Offer, type OfferKey } from "../../src/offers/offer.ts";
import type { Lexicon } from "../../src/search/language/lexicon.ts";
import { readQuery } from "../../src/search/query/query.ts";
import type { Ranking } from "../../src/search/ranking/ranking.ts";
import { SearchIndex } from "../../src/search/searchIndex.ts";
import { anOffer } from "../support/anOffer.ts";

export const TODAY = "2026-03-10";

export type OfferSays = Partial<Omit<Offer, "facts" | "id">> & Partial<Facts> & { body?: string };

/** An offer that says what is given, and nothing else. Its id is the title's words unless a file names it. */
export function offerSaying(title: string, says: OfferSays = {}): Offer {
  const file = says.file ?? `offre-${title.replaceAll(/[^a-z0-9]/gi, "").slice(0, 12) || "x"}.md`;
  const { startup = null, domains = [], date = null, body = "" } = says;
  const facts = Object.fromEntries(Object.entries(says).filter(([name]) => name in NO_FACTS));
  return anOffer({ id: file.replace(/\.md$/, ""), file, title, startup, domains, date, body, facts });
}

/** What a body may begin with: longer than what counts as its first words, and about nothing. */
export const INTRODUCTION =
  "Chaque matin, des gens ouvrent un guichet, remplissent des papiers, attendent, reviennent. Nous voulons que cela " +
  "change : moins de papiers, moins d'attente, des réponses claires. Voilà trois ans que cela avance, un petit pas " +
  "après l'autre, avec celles et ceux qui s'en servent tous les jours.\n\n";

/** `"0"` and `"a"` are 0 and 10. */
export function keyOf(name: string): OfferKey {
  return Number.parseInt(name, 36) as OfferKey;
}

/** Offers by number (`"0"`, `"1"` …), all open. */
export function indexOf(offers: readonly Offer[], lexicon: Lexicon): SearchIndex {
  const index = new SearchIndex(lexicon);
  for (const [at, offer] of offers.entries()) index.replace(keyOf(String(at)), offer, "open");
  return index;
}

export function ask(index: SearchIndex, text: string): Ranking {
  return index.search(readQuery(text, { lexicon: index.lexicon, today: TODAY }), {
    standing: "all",
    limit: 50,
  });
}

/** Titles, best first. */
export function titles(index: SearchIndex, text: string): string[] {
  return ask(index, text).hits.map((hit) => hit.title);
}
