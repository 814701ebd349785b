import type { Lexicon } from "../language/lexicon.ts";
import type { Item } from "./items.ts";

/**
 * Cuts a query of several wishes, each with facts of its own, into one list of parts a wish: « dev à Lyon ou designer à
 * Paris », « dev à Lyon, designer à Paris ». Where what follows only goes on with the wish before (« dev à Lyon ou
 * Rennes »), or excludes something, all of it is one.
 */
export function clausesOf(items: readonly Item[], lexicon: Lexicon): readonly (readonly Item[])[] {
  if (items.some(({ kind }) => kind === "except")) return [items];
  const wished = items.filter(({ kind }) => kind !== "everything");
  const clauses: Item[][] = [[]];
  for (const [at, item] of wished.entries()) {
    const clause = clauses.at(-1) ?? [];
    if (joins(item)) {
      const next = wished.slice(at + 1);
      const end = next.findIndex(joins);
      const weak = item.kind !== "or" || item.weak;
      if (beginsAnew(clause, end < 0 ? next : next.slice(0, end), weak, lexicon)) {
        clauses.push([]);
        continue;
      }
    }
    clause.push(item);
  }
  return clauses.length > 1 ? clauses : [items];
}

/** « et » joins wishes as a comma does. */
function joins(item: Item): boolean {
  return item.kind === "and" || (item.kind === "or" && !item.tight);
}

/** Whether `after` is a wish as `before` is one: it begins alike, and has a fact of its own or, after « ou », a job. */
function beginsAnew(
  before: readonly Item[],
  after: readonly Item[],
  weak: boolean,
  lexicon: Lexicon,
): boolean {
  const kinds = before.map((item) => roleOf(item, lexicon));
  const [first] = after;
  if (first === undefined || roleOf(first, lexicon) !== kinds[0]) return false;
  if (!before.some(isFact) || kinds.every((kind) => kind === kinds[0])) return false;
  return (after.length > 1 && after.some(isFact)) || (!weak && kinds[0] === "job");
}

function isFact({ kind }: Item): boolean {
  return kind === "facet";
}

function roleOf(item: Item, lexicon: Lexicon): string {
  if (item.kind === "facet") return item.value.kind;
  if (item.kind !== "unit") return item.kind;
  const [term = ""] = item.unit.terms;
  return lexicon.isJob(term) || lexicon.isGeneral(term) ? "job" : "word";
}
