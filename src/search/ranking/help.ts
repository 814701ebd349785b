import type { SearchScope } from "../index/indexedOffer.ts";
import type { Query } from "../query/query.ts";
import { shownChoice } from "../query/shownChoice.ts";
import { closestWord } from "./correction.ts";
import type { IndexContents } from "./indexContents.ts";
import type { Help } from "./ranking.ts";
import type { Scorer } from "./scorer.ts";

/** What helps on where a query finds nothing. `scorer` is that query's. */
export function helpFor(query: Query, scorer: Scorer, scope: SearchScope, index: IndexContents): Help {
  return {
    word: closestWord(query, index.lexicon, index.vocabulary) ?? null,
    looser: looserThan(query, scorer, scope, index),
  };
}

/** The query without the one demand whose loss finds most; a job that is asked for stays. */
function looserThan(
  { choices, unwanted, shunned }: Query,
  scorer: Scorer,
  { standing }: SearchScope,
  { entries, standings, lexicon }: IndexContents,
): Help["looser"] {
  if (choices.length < 2) return null;
  /** How many offers answer everything but the choice of that place. */
  const counts = choices.map(() => 0);
  for (const [slot, entry] of entries.entries()) {
    if (entry === undefined || (standing !== "all" && standings[slot] !== standing)) continue;
    const lacking = scorer.lacking(slot, entry) ?? 0;
    const at = 31 - Math.clz32(lacking);
    if (lacking !== 0 && lacking === 1 << at) counts[at] = (counts[at] ?? 0) + 1;
  }
  const excluded = [...unwanted, ...shunned].map(({ text }) => `sauf ${text.replace(/^-/, "")}`);
  let best: Help["looser"] = null;
  for (const [at, choice] of choices.entries()) {
    const isJob = choice.units.some(({ terms }) => lexicon.isJob(terms[0] ?? ""));
    if (isJob || choice.tie === "speciality" || (counts[at] ?? 0) <= (best?.count ?? 0)) continue;
    const text = choices.filter((other) => other !== choice).map(shownChoice);
    best = { text: [...text, ...excluded].join(" "), without: shownChoice(choice), count: counts[at] ?? 0 };
  }
  return best;
}
