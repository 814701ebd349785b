import type { SearchScope } from "../index/indexedOffer.ts";
import type { IndexContents } from "./indexContents.ts";
import type { Scored, Scorer } from "./scorer.ts";

/** Every offer of a scope that is an answer, in the order of the index. */
export function scoredOffers(
  scorer: Scorer,
  { standing }: Pick<SearchScope, "standing">,
  index: Pick<IndexContents, "entries" | "standings">,
): Scored[] {
  const scored: Scored[] = [];
  for (let slot = 0; slot < index.entries.length; slot += 1) {
    const entry = index.entries[slot];
    if (entry === undefined || (standing !== "all" && index.standings[slot] !== standing)) continue;
    const found = scorer.score(slot, entry);
    if (found !== null) scored.push(found);
  }
  return scored;
}
