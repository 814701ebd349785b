import type { Facet } from "./facets.ts";
import type { Unit } from "./unit.ts";

/** One demand of a query: an offer has to answer one of its words or facets. Never empty. */
export interface Choice {
  readonly units: readonly Unit[];
  readonly facets: readonly Facet[];
  /**
   * How it is tied to the choice before. `linked`: only small words stand between, so that the two may be one name
   * (« éducation nationale »). `speciality`: moreover it says of what a general word is (« directeur d'hôpital »): the two
   * are one job, and the general word alone is no answer.
   */
  readonly tie: "none" | "linked" | "speciality";
}

/** Whether a choice asks for a fact alone, of one kind: « Lyon ou Paris ». */
export function kindOf({ units, facets }: Choice): Facet["kind"] | null {
  const [first, ...others] = facets;
  if (units.length > 0 || first === undefined) return null;
  return others.every(({ kind }) => kind === first.kind) ? first.kind : null;
}

/** Facets of these kinds hold together, others of one kind are a choice: « Paris Lyon ». */
const TOGETHER: ReadonlySet<Facet["kind"]> = new Set(["since", "pay"]);

/** Makes one choice of those that ask for a fact of the same kind. */
export function mergedByKind(choices: readonly Choice[]): Choice[] {
  const merged: Choice[] = [];
  for (const choice of choices) {
    const kind = kindOf(choice);
    const same =
      kind === null || TOGETHER.has(kind) ? -1 : merged.findIndex((other) => kindOf(other) === kind);
    const other = merged[same];
    if (other === undefined) merged.push(choice);
    else merged[same] = { ...other, facets: [...other.facets, ...choice.facets] };
  }
  return merged;
}
