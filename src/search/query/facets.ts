import type { Contract, Day, Remote } from "../../offers/offer.ts";
import type { Gazetteer } from "../language/gazetteer.ts";

/** A demand of a query beside its words: a place, a contract, a startup, a day. */
export type FacetValue =
  /** `key`: the name's `placeKey`. */
  | { readonly kind: "place"; readonly name: string; readonly key: string }
  | { readonly kind: "contract"; readonly contract: Contract }
  | { readonly kind: "startup"; readonly name: string; readonly terms: readonly string[] }
  /** `full`: nothing but full remote will do. */
  | { readonly kind: "remote"; readonly full: boolean }
  | { readonly kind: "junior" }
  | { readonly kind: "since"; readonly day: Day };

export type Facet = FacetValue & {
  /** The words that were understood so, as typed. */
  readonly text: string;
  /** Whether a field word asked for it (`lieu:lyon`): then offers that do not say so are left out. */
  readonly firm: boolean;
  /** Whether offers that say so are left out: « hors Paris », `-lieu:paris`. */
  readonly excluded: boolean;
};

/** The facts of an offer that facets are compared with, taken from it once. */
export interface FacetFacts {
  /** Each place by its `placeKey`. */
  readonly places: readonly string[];
  readonly contracts: readonly Contract[];
  readonly remote: Remote | null;
  readonly junior: boolean | null;
  /** Terms of the startup's name. */
  readonly startup: ReadonlySet<string>;
  readonly date: Day | null;
}

/**
 * How far an offer answers a facet. `partly`: it says something near (partial remote; an internship, for a
 * beginner). `unsaid`: it is silent.
 */
export type Fit = "yes" | "partly" | "unsaid" | "no";

/** How far an offer answers one facet. Whether the facet is excluded is not looked at. */
export function fitOf(facet: FacetValue, facts: FacetFacts, gazetteer: Gazetteer): Fit {
  switch (facet.kind) {
    case "place":
      return placeFit(facet.key, facts, gazetteer);
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

function placeFit(asked: string, { places, remote }: FacetFacts, gazetteer: Gazetteer): Fit {
  if (places.some((held) => gazetteer.isAt(asked, held))) return "yes";
  if (places.some((held) => gazetteer.isAround(asked, held))) return "partly";
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

/**
 * Groups facets by kind. Those of one kind are a choice (« Paris ou Lyon »); an offer
 * has to answer each group.
 */
export function byKind(facets: readonly Facet[]): Facet[][] {
  const groups = new Map<string, Facet[]>();
  for (const facet of facets) {
    const group = groups.get(facet.kind);
    if (group === undefined) groups.set(facet.kind, [facet]);
    else group.push(facet);
  }
  return [...groups.values()];
}

/**
 * Whether an offer answers a facet by the measure of a subscription's filter, which takes only what is said.
 */
export function holds(facet: FacetValue, facts: FacetFacts, gazetteer: Gazetteer): boolean {
  const fit = fitOf(facet, facts, gazetteer);
  if (fit === "yes") return true;
  return fit === "partly" && facet.kind === "remote" && !facet.full;
}
