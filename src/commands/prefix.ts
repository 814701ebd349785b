import { fold } from "../text/fold.ts";
import { distance } from "../text/typos.ts";
import { singularOf } from "./typed.ts";

/** A line that calls the bot by its prefix. */
export interface Called {
  /** `help`: `!aide`; `near`: something so like the prefix that it was meant. */
  readonly by: "prefix" | "singular" | "help" | "near";
  /** What follows, without the punctuation that is glued to the prefix. */
  readonly rest: string;
}

/** Words that call for help whatever the prefix is, and words that say whose help is meant. */
const HELP: ReadonlySet<string> = new Set(["aide", "aides", "help"]);
const OURS: ReadonlySet<string> = new Set(["", "offre", "offres", "emploi", "emplois", "crieur"]);
/** Shorter words are too near to the commands of other bots. */
const SHORTEST_MISTYPED = 5;

/** Reads the prefix of a tidied line; null for a line that calls nobody, or somebody else. */
export function calledBy(line: string, prefix: string): Called | null {
  const text = /^[*_~`]{0,3}!\s?(.*)$/.exec(line)?.[1];
  if (text === undefined) return null;
  for (const [by, word] of wordsFor(prefix)) {
    const end = lengthOf(text, word);
    if (end === null) continue;
    const rest = text.slice(end);
    return /^[\p{L}\p{M}'’-]/u.test(rest) ? { by: "near", rest: "" } : { by, rest: unglued(rest) };
  }
  const [word = ""] = /^[\p{L}\p{M}\d'’_-]{0,40}/u.exec(text) ?? [];
  return otherwise(fold(word), unglued(text.slice(word.length)), prefix);
}

function otherwise(word: string, rest: string, prefix: string): Called | null {
  if (HELP.has(word)) {
    const whose = fold(rest).replace(/[^\p{L}\p{N}]/gu, "");
    return OURS.has(whose) || whose === fold(prefix).slice(1) ? { by: "help", rest: "" } : null;
  }
  const mistyped = wordsFor(prefix).some(
    ([, ours]) =>
      word.length >= SHORTEST_MISTYPED && ours.length >= SHORTEST_MISTYPED && distance(word, ours, 1) === 1,
  );
  return mistyped ? { by: "near", rest: "" } : null;
}

/** The words of the prefix without their sign, the longer one first. */
function wordsFor(prefix: string): ["prefix" | "singular", string][] {
  const singular = singularOf(prefix);
  const plural: ["prefix", string] = ["prefix", fold(prefix).slice(1)];
  return singular === null ? [plural] : [plural, ["singular", singular.slice(1)]];
}

/** The number of characters at the beginning of a text that spell a folded word; null when none do. */
function lengthOf(text: string, word: string): number | null {
  for (let length = 1; length <= word.length + 4 && length <= text.length; length += 1) {
    if (fold(text.slice(0, length)) !== word) continue;
    return length + (/^\p{M}{1,4}/u.exec(text.slice(length))?.[0].length ?? 0);
  }
  return null;
}

function unglued(rest: string): string {
  return rest
    .replace(/^[*_~`]{0,3}[:;,.?!…)=>|/]{0,5}/, "")
    .trim()
    .replace(/^[:;,.?!…=>]{1,5}(?=\s|$)/, "")
    .trim();
}
