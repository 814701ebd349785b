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

/** Sorts scored offers into groups, and drops those that are no good answer. Hits are not in order. */
export function groupsOf(
  scored: readonly Scored[],
  { choices }: Query,
  scores: readonly ChoiceScores[],
): Group[] {
  const complete = scored.filter(({ missing, near }) => missing === 0 && near === 0);
  const best = scored.reduce((most, { missing, score }) => (missing === 0 ? Math.max(most, score) : most), 0);
  const near = good(
    scored.filter((hit) => hit.missing === 0 && hit.near !== 0),
    best,
  );
  const groups: Group[] = [];
  const add = (hits: readonly Scored[], missing: number, isComplete: boolean): void => {
    if (hits.length === 0) return;
    const alike = hits.reduce((bits, hit) => bits & hit.near, -1);
    groups.push({ isComplete, without: chosen(choices, missing), near: chosen(choices, alike), hits });
  };
  add(complete, 0, true);
  add(near, 0, false);
  let listed = complete.length + near.length;
  for (const [missing, hits] of loosenedFirst(scored, scores)) {
    if (listed >= ENOUGH || groups.length > MOST_LOOSENED + 1) break;
    const kept = good(
      hits,
      hits.reduce((most, { score }) => Math.max(most, score), 0),
    );
    add(kept, missing, false);
    listed += kept.length;
  }
  return groups;
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
