import type { Choice } from "../query/choice.ts";
import type { Query } from "../query/query.ts";
import type { ChoiceScores } from "./choiceScores.ts";
import type { Scored } from "./scorer.ts";

/** Offers that answer a query alike. The groups of a list stand in this order: the whole query, nearly, loosened. */
export interface Group {
  readonly isComplete: boolean;
  readonly without: readonly Choice[];
  readonly near: readonly Choice[];
  readonly hits: readonly Scored[];
}

/** A hit below `GOOD` is no good answer, one below `SHARE_OF_BEST` of the best score a passing mention. */
const GOOD = 0.1;
const SHARE_OF_BEST = 0.4;
/** Demands are dropped, the least first, until so many offers are listed: more only buries the good ones. */
const ENOUGH = 10;
const MOST_LOOSENED = 3;
/** Loss of a fact that an offer does not state, beside that of its words. */
const FACT = 0.6;

/**
 * Sorts scored offers into groups, and drops those that are no good answer. Complete hits stand first, then group by group
 * the others, whose best ones are nearest to what was asked first. Hits are not in order.
 */
export function groupsOf(
  scored: readonly Scored[],
  { choices }: Query,
  scores: readonly ChoiceScores[],
): Group[] {
  const group = (hits: readonly Scored[], missing: number): Group => {
    const alike = hits.reduce((bits, hit) => bits & hit.near, -1);
    const isComplete = missing === 0 && hits[0]?.near === 0;
    return { isComplete, without: chosen(choices, missing), near: chosen(choices, alike), hits };
  };
  const whole = scored.filter(({ missing }) => missing === 0);
  const complete = whole.filter(({ near }) => near === 0);
  const near = nearHits(whole, complete.length);
  const groups = near.length === 0 ? [] : [group(near, 0)];
  let listed = complete.length + near.length;
  for (const [missing, hits] of loosenedFirst(scored, scores)) {
    if (listed >= ENOUGH || groups.length >= MOST_LOOSENED) break;
    const kept = good(hits, bestOf(hits));
    if (kept.length > 0) groups.push(group(kept, missing));
    listed += kept.length;
  }
  groups.sort((a, b) => bestOf(b.hits) - bestOf(a.hits));
  return complete.length === 0 ? groups : [group(complete, 0), ...groups];
}

/** Offers that answer everything nearly: the good ones, then passing mentions while the list is short. */
function nearHits(whole: readonly Scored[], complete: number): Scored[] {
  const all = whole.filter(({ near }) => near !== 0);
  const kept = good(all, bestOf(whole));
  const wanted = ENOUGH - complete;
  if (kept.length >= wanted) return kept;
  return all
    .filter(({ score }) => score >= GOOD)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, Math.max(kept.length, wanted));
}

function bestOf(hits: readonly Scored[]): number {
  return hits.reduce((most, { score }) => Math.max(most, score), 0);
}

function good(hits: readonly Scored[], best: number): Scored[] {
  const enough = Math.max(GOOD, best * SHARE_OF_BEST);
  return hits.filter(({ score }) => score >= enough);
}

/** Offers by what they do not answer, what weighs least first. */
function loosenedFirst(scored: readonly Scored[], scores: readonly ChoiceScores[]): [number, Scored[]][] {
  const byMissing = Map.groupBy(
    scored.filter(({ missing }) => missing !== 0),
    ({ missing }) => missing,
  );
  const loss = (missing: number): number =>
    scores.reduce(
      (sum, { importance, choice }, at) =>
        (missing & (1 << at)) === 0 ? sum : sum + (choice.units.length > 0 ? importance : FACT),
      0,
    );
  return [...byMissing].sort(([a], [b]) => loss(a) - loss(b) || a - b);
}

function chosen(choices: readonly Choice[], bits: number): Choice[] {
  return choices.filter((_, at) => (bits & (1 << at)) !== 0);
}
