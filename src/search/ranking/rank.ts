import type { SearchScope } from "../index/indexedOffer.ts";
import type { Query } from "../query/query.ts";
import { closestWord, correct } from "./correction.ts";
import type { Hit, Ranking } from "./ranking.ts";
import { type IndexContents, type Scored, Scorer } from "./scorer.ts";

const NOTHING: Ranking = {
  hits: [],
  total: 0,
  complete: 0,
  loosened: [],
  corrections: [],
  unknown: [],
  excluded: [],
  understood: [],
  refusal: { kind: "nothing" },
  help: null,
};

/** A hit below `GOOD` is no good answer, one below `SHARE_OF_BEST` of the best score a passing mention. */
const GOOD = 0.1;
const SHARE_OF_BEST = 0.4;

/**
 * Ranks the offers of an index for a query: typos corrected, scored, weak answers cut off, the page of
 * `options` taken out. Never throws, whatever was typed. It searches nothing beyond `index`, and changes
 * nothing in it.
 */
export function rank(asked: Query, options: SearchScope, index: IndexContents): Ranking {
  if (asked.unreadable) return NOTHING;
  const { query, corrections } = correct(asked, index.lexicon, index.vocabulary);
  const scorer = new Scorer(query, index);
  const scored: Scored[] = [];
  for (const [slot, entry] of index.entries.entries()) {
    if (entry === undefined) continue;
    if (options.standing !== "all" && index.standings[slot] !== options.standing) continue;
    const found = scorer.score(slot, entry);
    if (found !== null) scored.push(found);
  }
  const best = scored.reduce((most, hit) => Math.max(most, hit.score), 0);
  const enough = Math.max(GOOD, best * SHARE_OF_BEST);
  const kept = scored.filter((hit) => hit.complete || hit.score >= enough);
  const offset = options.offset ?? 0;
  const complete = kept.filter((hit) => hit.complete).length;
  const rest = kept.length - complete;
  return {
    hits: firstOf(kept, offset + options.limit)
      .slice(offset)
      .map(toHit),
    total: kept.length,
    complete,
    loosened: rest > 0 ? [{ without: [], near: [], count: rest }] : [],
    corrections: kept.length === 0 ? [] : corrections,
    unknown: scorer.unknown,
    excluded: query.unwanted.map((unit) => unit.text),
    understood: query.facets,
    refusal: null,
    help:
      kept.length > 0
        ? null
        : { word: closestWord(asked, index.lexicon, index.vocabulary) ?? null, looser: null },
  };
}

function toHit({ entry, score, complete }: Scored): Hit {
  return {
    key: entry.key,
    id: entry.id,
    title: entry.title,
    startup: entry.startup,
    score: Math.round(score * 1000) / 1000,
    complete,
  };
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
  if (a.complete !== b.complete) return a.complete ? -1 : 1;
  if (a.score !== b.score) return b.score - a.score;
  const [dateA, dateB] = [a.entry.date ?? "", b.entry.date ?? ""];
  if (dateA !== dateB) return dateA < dateB ? 1 : -1;
  return a.entry.id < b.entry.id ? -1 : 1;
}
