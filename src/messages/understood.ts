import type { Facet } from "../search/query/facets.ts";
import { clipWords } from "../text/clip.ts";
import { em, type Fragment, say } from "./fragment.ts";
import { longDate, properName } from "./wording.ts";

const SHOWN = 6;
const NAME_LIMIT = 60;

/** The facets that narrowed a list, as they were understood: « lieu : Lyon · contrat : CDD »; null when none did. */
export function understood(facets: readonly Facet[]): Fragment | null {
  if (facets.length === 0) return null;
  const shown = facets
    .slice(0, SHOWN)
    .map((facet) => (facet.excluded ? say`sauf ${words(facet)}` : words(facet)));
  return em(shown.reduce((before, part) => say`${before} · ${part}`));
}

function words(facet: Facet): Fragment {
  switch (facet.kind) {
    case "place":
      return say`lieu : ${clipWords(properName(facet.name), NAME_LIMIT)}`;
    case "contract":
      return say`contrat : ${facet.contract}`;
    case "startup":
      return say`startup : ${clipWords(properName(facet.name), NAME_LIMIT)}`;
    case "remote":
      return facet.full ? say`télétravail complet` : say`télétravail`;
    case "junior":
      return say`ouvert aux juniors`;
    case "since":
      return say`depuis le ${longDate(facet.day)}`;
    default:
      return facet satisfies never;
  }
}
