import type { Contract, Day, Remote } from "../../offers/offer.ts";
import { isAround, isAt } from "./places.ts";

/** What a query asks for beside words: where, which contract, since when. */
export type FacetValue =
  | { readonly kind: "place"; readonly name: string /** `placeKey` */; readonly key: string }
  | { readonly kind: "contract"; readonly contract: Contract }
  | { readonly kind: "startup"; readonly name: string; readonly terms: readonly string[] }
  | { readonly kind: "remote" /** Nothing but full remote will do. */; readonly full: boolean }
  | { readonly kind: "junior" }
  | { readonly kind: "since"; readonly day: Day };

export type Facet = FacetValue & {
  /** The words that were understood so, as typed. */
  readonly text: string;
  /** Asked for with a field word (`lieu:lyon`): offers that do not say so are left out. */
  readonly firm: boolean;
  /** « hors Paris », `-lieu:paris` */
  readonly excluded: boolean;
};

/** What facets look at, taken from an offer once. */
export interface FacetFacts {
  /** `placeKey` of each. */
  readonly places: readonly string[];
  readonly contracts: readonly Contract[];
  readonly remote: Remote | null;
  readonly junior: boolean | null;
  /** Terms of the startup's name. */
  readonly startup: ReadonlySet<string>;
  readonly date: Day | null;
}

/** `partly`: something near it (partial remote, an internship for a beginner). `unsaid`: the offer is silent. */
export type Fit = "yes" | "partly" | "unsaid" | "no";

/** How an offer answers one facet; exclusion is the caller's affair. */
export function fitOf(facet: FacetValue, facts: FacetFacts): Fit {
  switch (facet.kind) {
    case "place":
      return placeFit(facet.key, facts);
    case "contract":
      if (facts.contracts.includes(facet.contract)) return "yes";
      return facts.contracts.length === 0 ? "unsaid" : "no";
    case "startup":
      return facet.terms.every((term) => facts.startup.has(term)) ? "yes" : "no";
    case "remote":
      return remoteFit(facts.remote);
    case "junior":
      return juniorFit(facts);
    case "since":
      return facts.date !== null && facts.date >= facet.day ? "yes" : "no";
  }
}

function placeFit(asked: string, { places, remote }: FacetFacts): Fit {
  if (places.some((held) => isAt(asked, held))) return "yes";
  if (places.some((held) => isAround(asked, held))) return "partly";
  // From home it may be anywhere, but nothing says that it is there.
  return places.length === 0 || remote === "full" ? "unsaid" : "no";
}

function remoteFit(remote: Remote | null): Fit {
  if (remote === null) return "unsaid";
  if (remote === "none") return "no";
  return remote === "full" ? "yes" : "partly";
}

function juniorFit({ junior, contracts }: FacetFacts): Fit {
  if (junior === true) return "yes";
  if (contracts.some((contract) => FOR_BEGINNERS.has(contract))) return "partly";
  return junior === null ? "unsaid" : "no";
}

const FOR_BEGINNERS: ReadonlySet<Contract> = new Set(["stage", "alternance", "apprentissage"]);

/** Several places (contracts, startups) are a choice: « Paris ou Lyon ». Facets of different kinds add up. */
export function byKind(facets: readonly Facet[]): Facet[][] {
  const groups = new Map<string, Facet[]>();
  for (const facet of facets) {
    const group = groups.get(facet.kind);
    if (group === undefined) groups.set(facet.kind, [facet]);
    else group.push(facet);
  }
  return [...groups.values()];
}

/** Whether a subscription's filter takes this offer for the facet: what is asked must be said. */
export function holds(facet: FacetValue, facts: FacetFacts): boolean {
  const fit = fitOf(facet, facts);
  if (fit === "yes") return true;
  return fit === "partly" && facet.kind === "remote" && !facet.full;
}
