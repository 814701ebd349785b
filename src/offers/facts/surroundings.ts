/** Names beside a town that tell which one it is, or that only go with it. */

import type { PlaceHit } from "./placeHits.ts";
import type { Sentence } from "./sentences.ts";

/** « Saint-Denis de La Réunion » is no town of the Île-de-France: the island stands for it. */
const OVERSEAS: ReadonlyMap<string, string> = new Map([
  ["971", "Guadeloupe"],
  ["972", "Martinique"],
  ["973", "Guyane"],
  ["974", "La Réunion"],
  ["976", "Mayotte"],
]);
const OVERSEAS_NAMES: ReadonlySet<string> = new Set(OVERSEAS.values());

/** « Saint-Denis (974) », « 97400 Saint-Denis » : the island. */
export function islandOf({ place, start, end }: PlaceHit, folded: string): string | null {
  if (!isNamesake(place)) return null;
  if (/^ ?\(?(?:la )?reunion\b/.test(folded.slice(end, end + 14))) return "La Réunion";
  const code =
    /^ ?\(?(97\d)/.exec(folded.slice(end, end + 6)) ??
    /\b(97\d)\d\d ?$/.exec(folded.slice(Math.max(0, start - 7), start));
  return OVERSEAS.get(code?.[1] ?? "") ?? null;
}

/** « Saint-Paul », « Sainte-Marie » : names without anything that tells one from another. */
function isNamesake(place: string): boolean {
  return /^Sainte?-[^- ]+$/.test(place);
}

/** « Paris (La Défense) » is La Défense; « Strasbourg (priorité Bas-Rhin) » is Strasbourg. */
export function withoutSurroundings({ folded }: Sentence, hits: readonly PlaceHit[]): PlaceHit[] {
  return hits.filter((hit, index) => {
    const next = hits[index + 1];
    if (next && isNamesake(hit.place) && OVERSEAS_NAMES.has(next.place) && next.start - hit.end < 24)
      return false;
    if (
      next?.place === "La Défense" &&
      hit.place === "Paris" &&
      /^[ (/,-]{1,4}$/.test(folded.slice(hit.end, next.start))
    )
      return false;
    const before = folded.slice(0, hit.start);
    return (
      !/\((?:[^()]{0,40}(?:en dehors|par exemple|hors de?)\b|priorite|notamment|dont|ex)[^()]{0,80}$/.test(
        before,
      ) && !/\b(?:poste mobile|notamment dans)\b[^.]{0,60}$/.test(before)
    );
  });
}
