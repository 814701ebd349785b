import type { SearchScope } from "../index/indexedOffer.ts";
import type { Choice } from "../query/choice.ts";
import type { Query } from "../query/query.ts";
import { shownChoice } from "../query/shownChoice.ts";
import { closestWord } from "./correction.ts";
import type { IndexContents } from "./indexContents.ts";
import type { Help } from "./ranking.ts";
import { scoredOffers } from "./scoredOffers.ts";
import { Scorer } from "./scorer.ts";

/** What helps on where a query finds nothing. Closed offers are not looked at. */
export function helpFor(query: Query, options: SearchScope, index: IndexContents): Help {
  return {
    word: closestWord(query, index.lexicon, index.vocabulary) ?? null,
    looser: looserThan(query, options, index),
  };
}

/** The query without the one demand whose loss finds most; a job that is asked for stays. */
function looserThan(query: Query, options: SearchScope, index: IndexContents): Help["looser"] {
  const { choices } = query;
  if (choices.length < 2) return null;
  let best: Help["looser"] = null;
  for (const [at, choice] of choices.entries()) {
    if (isJob(choice, index) || choice.tie === "speciality") continue;
    const kept = choices.filter((_, other) => other !== at);
    const count = completeCount({ ...query, choices: kept.map(untied) }, options, index);
    if (count > (best?.count ?? 0)) {
      best = { text: kept.map(typedChoice).join(" "), without: shownChoice(choice), count };
    }
  }
  return best;
}

/** A speciality whose general word is gone is a word as any other. */
function untied(choice: Choice): Choice {
  return { ...choice, tie: "none" };
}

function isJob({ units }: Choice, { lexicon }: IndexContents): boolean {
  return units.some(({ terms }) => lexicon.isJob(terms[0] ?? ""));
}

function completeCount(query: Query, options: SearchScope, index: IndexContents): number {
  return scoredOffers(new Scorer(query, index), options, index).filter(
    ({ missing, near }) => missing === 0 && near === 0,
  ).length;
}

function typedChoice({ units, facets }: Choice): string {
  return [...units, ...facets].map(({ text }) => text).join(" ou ");
}
