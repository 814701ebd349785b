import type { Offer } from "../../offers/offer.ts";
import { type Head, headOf } from "../index/fields.ts";
import type { Lexicon } from "../language/lexicon.ts";
import { canonical } from "../query/canonical.ts";
import { byKind, type Facet, holds } from "../query/facets.ts";
import { type Query, readQuery, type Unit } from "../query/query.ts";
import { saidIn, termsOf } from "./expansion.ts";

/**
 * Why a text cannot be a subscription's filter. `since`: `depuis:` names a day that recedes, while a
 * subscription only ever tells what is new. `too-long`: it would be cut, and mean something else than what
 * was typed. `no-words`: it would mean every offer.
 */
export type FilterProblem = "since" | "too-long" | "no-words";

export type FilterReading =
  | {
      readonly ok: true;
      /** Canonical; empty for every offer. */
      readonly filter: string;
      readonly query: Query;
    }
  | { readonly ok: false; readonly problem: FilterProblem };

/**
 * Reads the filter of a subscription. The query is that of the canonical text, because that text is stored
 * and matched later.
 */
export function readFilter(text: string, lexicon: Lexicon): FilterReading {
  const typed = readQuery(text, { lexicon, today: NO_DAY });
  if (typed.facets.some((facet) => facet.kind === "since")) return { ok: false, problem: "since" };
  if (typed.truncated) return { ok: false, problem: "too-long" };
  if (typed.unreadable) return { ok: false, problem: "no-words" };
  // Sorted words may stand together as a label (« science data »): the text settles after a round or two.
  let filter = canonical(typed);
  for (let round = 0; round < 4; round += 1) {
    const again = canonical(readQuery(filter, { lexicon, today: NO_DAY }));
    if (again === filter) break;
    filter = again;
  }
  return { ok: true, filter, query: readQuery(filter, { lexicon, today: NO_DAY }) };
}

/** Stands for today, which a filter must not depend on: a query that would need it is refused. */
const NO_DAY = "1970-01-01";

/**
 * Whether an offer answers a filter (docs/design.md §4): it says every word in title, startup, skills,
 * domains or facts, by its forms and synonyms; never by a typo, a beginning or a mention in the body. An
 * empty filter takes every offer. Whatever a filter takes, `SearchIndex.search` finds too.
 */
export function matchesFilter(query: Query, offer: Offer, lexicon: Lexicon): boolean {
  return matchesHead(query, headOf(offer, lexicon), lexicon);
}

function matchesHead(query: Query, head: Head, lexicon: Lexicon): boolean {
  const says = (unit: Unit): boolean => isSaid(unit, head, lexicon);
  if (!query.wanted.every(says) || query.unwanted.some(says)) return false;
  const asked = byKind(query.facets.filter((facet) => !facet.excluded));
  const shunned = query.facets.filter((facet) => facet.excluded);
  const isHeld = (facet: Facet): boolean => holds(facet, head.facts, lexicon.gazetteer);
  return asked.every((choice) => choice.some(isHeld)) && !shunned.some(isHeld);
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

/**
 * Makes `matches(filter, offer)` for the flows, which know a filter by its canonical text.
 * Caches queries and offers.
 */
export function filterMatcher(lexicon: Lexicon): (filter: string, offer: Offer) => boolean {
  const queries = new Map<string, Query>();
  const heads = new WeakMap<Offer, Head>();
  return (filter, offer) => {
    if (filter === "") return true;
    let query = queries.get(filter);
    if (query === undefined) {
      query = readQuery(filter, { lexicon, today: NO_DAY });
      if (queries.size >= MOST_FILTERS) queries.clear();
      queries.set(filter, query);
    }
    let head = heads.get(offer);
    if (head === undefined) {
      head = headOf(offer, lexicon);
      heads.set(offer, head);
    }
    return matchesHead(query, head, lexicon);
  };
}
