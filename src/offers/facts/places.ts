/**
 * Where one works: towns, departments and regions named as the place of the job, of its offices, or of its team's
 * meetings. A place named for the field, an interview, a colleague's home or a body's name is not one.
 */

import { roleOf } from "./elsewhere.ts";
import { type PlaceHit, placesIn } from "./placeHits.ts";
import type { PlaceNames } from "./placeNames.ts";
import type { Sentence } from "./sentences.ts";
import { islandOf, withoutSurroundings } from "./surroundings.ts";
import { saysWorkplace } from "./workplace.ts";

/** Most places that are kept: an offer that names more is about the whole country. */
const MOST = 8;

/** Places in order of first mention, each once. Where one only goes, and a seat, count where the offer names no other. */
export function readPlaces(
  title: Sentence | null,
  sentences: readonly Sentence[],
  names: PlaceNames,
): string[] {
  const found = new Set<string>();
  const aside = new Set<string>();
  const add = (sentence: Sentence, hits: readonly PlaceHit[]) => {
    for (const hit of withoutSurroundings(sentence, hits)) {
      const role = roleOf(sentence, hit, hits);
      if (role === "other") continue;
      (role === "aside" ? aside : found).add(islandOf(hit, sentence.folded) ?? hit.place);
    }
  };
  if (title && !/\b(?:ville|metropole|region|departement|prefecture)\b/.test(title.folded))
    add(title, placesIn(title, names));
  for (const sentence of sentences) {
    const hits = placesIn(sentence, names);
    if (hits.length > 0 && saysWorkplace(sentence, hits)) add(sentence, hits);
  }
  return [...(found.size > 0 ? found : aside)].slice(0, MOST);
}
