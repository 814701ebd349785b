import type { IndexedOffer, SearchScope } from "../index/indexedOffer.ts";
import type { Query } from "../query/query.ts";
import { shownChoices } from "../query/shownChoice.ts";
import { correct } from "./correction.ts";
import { type Group, groupsOf } from "./groups.ts";
import { helpFor } from "./help.ts";
import type { IndexContents } from "./indexContents.ts";
import { unknownValue } from "./knownValues.ts";
import type { Hit, Ranking } from "./ranking.ts";
import { scoredOffers } from "./scoredOffers.ts";
import { type Scored, Scorer } from "./scorer.ts";

const NOTHING: Ranking = {
  hits: [],
  total: 0,
  complete: 0,
  loosened: [],
  corrections: [],
  unknown: [],
  unread: [],
  excluded: [],
  understood: [],
  refusal: null,
  help: null,
};

/**
 * Ranks the offers of an index for a query: typos corrected, scored, put in groups by what they lack, weak answers cut
 * off, the page of `options` taken out. Never throws, whatever was typed. It searches nothing beyond `index`, and changes
 * nothing in it.
 */
export function rank(asked: Query, options: SearchScope, index: IndexContents): Ranking {
  const refusal = asked.refusal ?? unknownValue(asked, index);
  if (refusal !== null) return { ...NOTHING, refusal };
  const { query, corrections } = correct(asked, index.lexicon, index.vocabulary);
  const scorer = new Scorer(query, index);
  const groups = groupsOf(scoredOffers(scorer, options, index), query, scorer.scores);
  const total = groups.reduce((sum, { hits }) => sum + hits.length, 0);
  return {
    hits: pageOf(groups, options),
    total,
    complete: groups.find(({ isComplete }) => isComplete)?.hits.length ?? 0,
    loosened: groups
      .filter(({ isComplete }) => !isComplete)
      .map(({ hits, without, near }) => ({
        without: shownChoices(without),
        near: shownChoices(near),
        count: hits.length,
      })),
    corrections: total === 0 ? [] : corrections,
    unknown: shownChoices(scorer.scores.flatMap(({ isUnknown, choice }) => (isUnknown ? [choice] : []))),
    unread: query.unread,
    excluded: query.unwanted.map((unit) => unit.text),
    understood: [...query.choices.flatMap(({ facets }) => facets), ...query.shunned],
    refusal: null,
    help: total > 0 ? null : helpFor(asked, scorer, options, index),
  };
}

function pageOf(groups: readonly Group[], { offset = 0, limit }: SearchScope): Hit[] {
  const hits: Hit[] = [];
  let passed = 0;
  for (const group of groups) {
    const wanted = offset + limit - passed;
    if (wanted <= 0) break;
    const skipped = Math.max(0, offset - passed);
    for (const hit of firstOf(group.hits, wanted).slice(skipped)) hits.push(toHit(hit, group.isComplete));
    passed += group.hits.length;
  }
  return hits;
}

function toHit({ entry, score }: Scored, complete: boolean): Hit {
  const { key, id, title, startup }: IndexedOffer = entry;
  return { key, id, title, startup, score: Math.round(score * 1000) / 1000, complete };
}

/** The `count` best in order. A query that lists everything must not sort everything. */
function firstOf(scored: readonly Scored[], count: number): Scored[] {
  if (count <= 0) return [];
  if (count * 8 > scored.length) return [...scored].sort(betterFirst).slice(0, count);
  const first: Scored[] = [];
  for (const hit of scored) {
    const last = first[count - 1];
    if (last !== undefined && betterFirst(hit, last) > 0) continue;
    let at = Math.min(first.length, count - 1);
    while (at > 0 && betterFirst(hit, first[at - 1] ?? hit) < 0) at -= 1;
    first.splice(at, 0, hit);
    first.length = Math.min(first.length, count);
  }
  return first;
}

function betterFirst(a: Scored, b: Scored): number {
  if (a.score !== b.score) return b.score - a.score;
  const [dateA, dateB] = [a.entry.date ?? "", b.entry.date ?? ""];
  if (dateA !== dateB) return dateA < dateB ? 1 : -1;
  return a.entry.id < b.entry.id ? -1 : 1;
}
