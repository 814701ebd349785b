import type { Offer } from "../../offers/offer.ts";
import { type Head, headOf } from "../index/fields.ts";
import type { Lexicon } from "../language/lexicon.ts";
import { readChain } from "../language/normalise.ts";
import { canonical } from "../query/canonical.ts";
import type { Choice } from "../query/choice.ts";
import { type Facet, holds, isLeftOut } from "../query/facets.ts";
import { isUnreadable, type Query, readQuery } from "../query/query.ts";
import type { Refusal } from "../query/refusal.ts";
import { shownChoice } from "../query/shownChoice.ts";
import type { Unit } from "../query/unit.ts";
import { saidIn, termsOf } from "./expansion.ts";

/**
 * Why a text cannot be a subscription's filter, beside what no query may say (`Refusal`). `since`: `depuis:` names a
 * day that recedes, while a subscription only ever tells what is new. `too-long`: it would be cut, and mean something
 * else than what was typed. `year`: a start names a month without its year, which another day would take for another
 * year's. `everything`: « tout » is no demand; no filter at all means every offer.
 */
export type FilterProblem = Refusal | { readonly kind: "since" | "year" | "too-long" | "everything" };

export type FilterReading =
  | {
      readonly ok: true;
      /** Canonical; empty for every offer. */
      readonly filter: string;
      readonly query: Query;
      /** The query in the words that were typed: those of the canonical text are stems. */
      readonly typed: Query;
    }
  | { readonly ok: false; readonly problem: FilterProblem };

/** Stands for today, which a filter must not depend on: a query that would need it is refused. */
const NO_DAY = "9999-12-31";
const NO_YEAR = NO_DAY.slice(0, 4);

/**
 * Reads the filter of a subscription. The query is that of the canonical text, because that text is stored
 * and matched later.
 */
export function readFilter(text: string, lexicon: Lexicon): FilterReading {
  const context = { lexicon, today: NO_DAY };
  const typed = readQuery(text, context);
  const facets = [...typed.choices.flatMap((choice) => choice.facets), ...typed.shunned];
  if (facets.some((facet) => facet.kind === "since")) return { ok: false, problem: { kind: "since" } };
  if (facets.some((facet) => facet.kind === "start" && facet.day?.startsWith(NO_YEAR)))
    return { ok: false, problem: { kind: "year" } };
  if (typed.truncated) return { ok: false, problem: { kind: "too-long" } };
  // A filter that drops a part of what was asked tells more than that.
  const [unread] = typed.unread;
  if (unread !== undefined) return { ok: false, problem: { kind: "unread", text: unread } };
  if (typed.refusal !== null || (isUnreadable(text) && text.trim() !== ""))
    return { ok: false, problem: typed.refusal ?? { kind: "nothing" } };
  if (typed.everything && text.trim() !== "") return { ok: false, problem: { kind: "everything" } };
  const filter = canonical(typed, context);
  const query = readQuery(filter, context);
  // Written out (`mot:`), a filter may be longer than a query is read.
  return query.truncated ? { ok: false, problem: { kind: "too-long" } } : { ok: true, filter, query, typed };
}

/**
 * The canonical form that a stored filter has today. Its text may be that of an earlier version, or mean something
 * else since the words changed; one that cannot be read any more stays as it is.
 */
export function currentFilter(stored: string, lexicon: Lexicon): string {
  if (stored === "") return "";
  const read = readFilter(stored, lexicon);
  return read.ok ? read.filter : stored;
}

/**
 * Whether an offer answers a filter (docs/design.md §4): it says every word in title, startup, skills,
 * domains or facts, by its forms and synonyms; never by a typo, a beginning or a mention in the body. An
 * empty filter takes every offer. Whatever a filter takes, `SearchIndex.search` finds too.
 */
export function matchesFilter(query: Query, offer: Offer, lexicon: Lexicon): boolean {
  return matchesHead(query, headOf(offer, lexicon), lexicon);
}

function matchesHead(query: Query, head: Head, lexicon: Lexicon): boolean {
  // A text that cannot be read any more (« contrat:xyz ») must not let every offer in.
  if (query.choices.length + query.unwanted.length + query.shunned.length === 0 && query.text !== "")
    return false;
  const { says, leaves, answers } = judgeOf(head, lexicon);
  return !query.unwanted.some(says) && !query.shunned.some(leaves) && query.choices.every(answers);
}

/** What one offer does with each part of a query. */
function judgeOf(head: Head, lexicon: Lexicon) {
  const { facts } = head;
  const says = (unit: Unit): boolean => isSaid(unit, head, lexicon);
  const leaves = (facet: Facet): boolean => isLeftOut(facet, facts, lexicon.gazetteer);
  const has = (facet: Facet): boolean => holds(facet, facts, lexicon.gazetteer);
  const answers = ({ units, facets }: Choice): boolean => units.some(says) || facets.some(has);
  return { says, leaves, answers };
}

/** One demand of a filter. */
export interface Demand {
  /** As typed, alternatives with « ou »; of an exclusion, what is excluded. */
  readonly text: string;
  readonly excluded: boolean;
  /** Whether the offer answers it; of an exclusion, whether the offer is free of it. */
  readonly met: boolean;
}

/**
 * Makes `explain(filter, offer)`: why a filter takes an offer or leaves it, demand by demand; empty where the filter
 * demands nothing. It takes the offer if and only if every demand is met (and there is one, where the text is not empty).
 */
export function filterExplainer(lexicon: Lexicon): (filter: string, offer: Offer) => Demand[] {
  return (filter, offer) => {
    const query = readQuery(filter, { lexicon, today: NO_DAY });
    const { says, leaves, answers } = judgeOf(headOf(offer, lexicon), lexicon);
    return [
      ...query.choices.map((one) => ({ text: shownChoice(one), excluded: false, met: answers(one) })),
      ...query.unwanted.map((one) => ({ text: bare(one), excluded: true, met: !says(one) })),
      ...query.shunned.map((one) => ({ text: bare(one), excluded: true, met: !leaves(one) })),
    ];
  };
}

/** What is excluded, without the sign that excludes it. */
function bare({ text }: { readonly text: string }): string {
  return text.replace(/^-/, "");
}

function isSaid(unit: Unit, head: Head, lexicon: Lexicon): boolean {
  if (unit.quoted) return head.runs.some((run) => holdsRun(run, unit.terms));
  for (const [term, weight] of termsOf(unit, lexicon)) {
    if (((head.fields.get(term) ?? 0) & saidIn(term, weight, lexicon)) !== 0) return true;
  }
  return false;
}

function holdsRun(run: readonly string[], terms: readonly string[]): boolean {
  return run.some((_, at) => terms.every((term, offset) => run[at + offset] === term));
}

/** Filters whose queries are cached; beyond this many the cache is emptied and filled anew. */
const MOST_FILTERS = 512;

/** Chains that are remembered: titles and facts of thousands of offers are written in fewer words. */
const MOST_CHAINS = 4096;

function remembered<Value>(read: (text: string) => Value, most: number): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) {
      value = read(text);
      if (known.size >= most) known.clear();
      known.set(text, value);
    }
    return value;
  };
}

/**
 * Makes `matches(filter, offer)` for the flows, which know a filter by its canonical text.
 * Caches queries and offers.
 */
export function filterMatcher(lexicon: Lexicon): (filter: string, offer: Offer) => boolean {
  const queries = new Map<string, Query>();
  const heads = new WeakMap<Offer, Head>();
  const read = remembered(readChain, MOST_CHAINS);
  return (filter, offer) => {
    if (filter === "") return true;
    let query = queries.get(filter);
    if (query === undefined) {
      query = readQuery(currentFilter(filter, lexicon), { lexicon, today: NO_DAY });
      if (queries.size >= MOST_FILTERS) queries.clear();
      queries.set(filter, query);
    }
    let head = heads.get(offer);
    if (head === undefined) {
      head = headOf(offer, lexicon, read);
      heads.set(offer, head);
    }
    return matchesHead(query, head, lexicon);
  };
}

/** The demands of a filter that none of these offers answers, as typed: a word that nobody has said yet, or a slip. */
export function demandsNobodyMeets(query: Query, offers: readonly Offer[], lexicon: Lexicon): string[] {
  return query.choices
    .filter((choice) => {
      const alone = { ...query, choices: [choice], unwanted: [], shunned: [] };
      return !offers.some((offer) => matchesFilter(alone, offer, lexicon));
    })
    .map(shownChoice);
}
