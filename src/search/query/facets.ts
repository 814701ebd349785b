import type { Category, Contract, Day, Remote, Status } from "../../offers/offer.ts";
import type { Gazetteer } from "../language/gazetteer.ts";
import { type Duration, durationFit } from "./spans/duration.ts";
import { type PayRange, payFit } from "./spans/money.ts";
import { type Range, rangeFit } from "./spans/range.ts";
import type { SpanValue } from "./spans/span.ts";
import { type Start, startFit } from "./spans/start.ts";

/** A demand of a query beside its words: a place, a contract, a startup, a day. */
export type FacetValue =
  /** `key`: the name's `placeKey`. */
  | { readonly kind: "place"; readonly name: string; readonly key: string }
  | { readonly kind: "contract"; readonly contract: Contract }
  | { readonly kind: "status"; readonly status: Status }
  | { readonly kind: "startup"; readonly name: string; readonly terms: readonly string[] }
  | { readonly kind: "junior" }
  | SpanValue;

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
  readonly statuses: readonly Status[];
  readonly categories: readonly Category[];
  readonly remote: Remote | null;
  readonly junior: boolean | null;
  /** Working time, in days a week. */
  readonly time: Range | null;
  readonly duration: Duration | null;
  readonly start: Start | null;
  readonly pay: readonly PayRange[];
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
      return contractFit(facet.contract, facts);
    case "status":
      return statusFit(facet.status, facts);
    case "category":
      if (facts.categories.length === 0) return "unsaid";
      return categoryFit(facet.category, facts.categories);
    case "startup":
      return facet.terms.every((term) => facts.startup.has(term)) ? "yes" : "no";
    case "remote":
      return remoteFit(facts.remote);
    case "junior":
      return juniorFit(facts);
    case "time":
      return facts.time === null ? "unsaid" : rangeFit(facet, facts.time);
    case "start":
      return facts.start === null ? "unsaid" : startFit(facet, facts.start);
    case "duration":
      return lastingFit(facet, facts);
    case "pay": {
      const held = facts.pay.find(({ period }) => period === facet.period);
      return held === undefined ? "unsaid" : payFit(facet, held);
    }
    case "since":
      return isWithin(facts.date, facet) ? "yes" : "no";
  }
}

function placeFit(asked: string, { places, remote }: FacetFacts, gazetteer: Gazetteer): Fit {
  if (places.some((held) => gazetteer.isAt(asked, held))) return "yes";
  if (places.some((held) => gazetteer.isAround(asked, held))) return "partly";
  // From home it may be anywhere, but nothing says that it is there.
  return places.length === 0 || remote === "full" ? "unsaid" : "no";
}

/** A post for staff under contract is a CDD in part: it may as well be a CDI. */
function contractFit(asked: Contract, { contracts, statuses }: FacetFacts): Fit {
  if (contracts.includes(asked)) return "yes";
  if (asked === "CDD" && statuses.includes("contractuel")) return "partly";
  return contracts.length === 0 || contracts.every((held) => held === "autre") ? "unsaid" : "no";
}

/**
 * How long an offer lasts, by its contracts: a stated duration is that of the contract it stands at, else of all; a CDI has
 * no end; of the others nothing is said.
 */
function lastingFit(
  asked: Extract<FacetValue, { kind: "duration" }>,
  { contracts, duration }: FacetFacts,
): Fit {
  const meant = asked.of.length === 0 ? contracts : contracts.filter((held) => asked.of.includes(held));
  if (asked.of.length > 0 && contracts.length > 0 && meant.length === 0) return "no";
  const stated = duration !== null && (duration.of === null || meant.includes(duration.of));
  const fits: Fit[] = stated ? [durationFit(asked, duration)] : [];
  if (meant.includes("CDI")) fits.push(asked.most === Number.POSITIVE_INFINITY ? "yes" : "no");
  const silent = meant.filter((held) => held !== "CDI" && held !== duration?.of);
  const isOfAll = stated && duration.of === null;
  if (!isOfAll && (meant.length === 0 || silent.length > 0)) fits.push("unsaid");
  return fits.reduce(better, "no");
}

const FITS: readonly Fit[] = ["yes", "partly", "unsaid", "no"];

/** The better of two ways in which an offer answers. */
export function better(one: Fit, other: Fit): Fit {
  return FITS.indexOf(one) < FITS.indexOf(other) ? one : other;
}

function isWithin(date: Day | null, { day, until }: Extract<FacetValue, { kind: "since" }>): boolean {
  return date !== null && (day === null || date >= day) && (until === null || date <= until);
}

/** A position that only a civil servant can be in says that the post is open to one. */
const FOR_CIVIL_SERVANTS: ReadonlySet<Contract> = new Set(["détachement", "mise à disposition", "PNA"]);
/** Contracts of public law, or that may be: a post on one may be open to any agent, but does not say so. */
const PUBLIC: ReadonlySet<Contract> = new Set(["CDD", "CDI", "autre"]);

function statusFit(asked: Status, { statuses, contracts }: FacetFacts): Fit {
  if (statuses.includes(asked)) return "yes";
  if (asked === "titulaire" && contracts.some((held) => FOR_CIVIL_SERVANTS.has(held))) return "yes";
  if (statuses.length > 0) return "no";
  return contracts.length === 0 || contracts.some((held) => PUBLIC.has(held)) ? "unsaid" : "no";
}

/** A+ is the upper part of A, which law does not know: a post of A may be one of A+, and says so rarely. */
function categoryFit(asked: Category, held: readonly Category[]): Fit {
  if (held.includes(asked) || (asked === "A" && held.includes("A+"))) return "yes";
  return asked === "A+" && held.includes("A") ? "partly" : "no";
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
 * Whether an offer answers a facet by the measure of a subscription's filter, which takes only what is said.
 */
export function holds(facet: FacetValue, facts: FacetFacts, gazetteer: Gazetteer): boolean {
  const fit = fitOf(facet, facts, gazetteer);
  if (fit === "yes") return true;
  return fit === "partly" && facet.kind === "remote" && !facet.full;
}

/**
 * Whether an offer is one that an excluded facet leaves out. Contracts are a choice: « CDD ou freelance » stays where
 * freelances, or CDDs of three months, are not wanted.
 */
export function isLeftOut(facet: FacetValue, facts: FacetFacts, gazetteer: Gazetteer): boolean {
  if (facet.kind === "contract") {
    return facts.contracts.length > 0 && facts.contracts.every((held) => held === facet.contract);
  }
  if (
    facet.kind === "duration" &&
    facet.of.length > 0 &&
    !facts.contracts.every((held) => facet.of.includes(held))
  )
    return false;
  return holds(facet, facts, gazetteer);
}
