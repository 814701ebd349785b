import { slotOf } from "../index/vocabulary.ts";
import type { Facet } from "../query/facets.ts";
import { rarityOf, worthOf } from "./choiceScores.ts";
import type { IndexContents } from "./indexContents.ts";

/**
 * The offers whose text names a place that is asked for in plain words, with the worth of the word there, by slot. A place
 * of several words, or one that is a word too (« Tours »), is passed over.
 */
export function slotsNaming(facets: readonly Facet[], index: IndexContents): ReadonlyMap<number, number> {
  const { lexicon, vocabulary } = index;
  const slots = new Map<number, number>();
  for (const facet of facets) {
    if (facet.kind !== "place") continue;
    for (const key of lexicon.gazetteer.within(facet.key)) {
      const id = lexicon.gazetteer.isPlainName(key) ? vocabulary.id(key) : undefined;
      if (id === undefined) continue;
      const rarity = rarityOf(id, index);
      for (const entry of vocabulary.postings(id)) {
        const slot = slotOf(entry);
        slots.set(slot, Math.max(worthOf(entry, slot, rarity, index), slots.get(slot) ?? 0));
      }
    }
  }
  return slots;
}
