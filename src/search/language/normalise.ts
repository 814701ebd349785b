import { fold } from "../../text/fold.ts";
import { chainsOf } from "./chains.ts";
import { isInclusiveSuffix, stem, withSuffix } from "./inflection.ts";
import { STOP_WORDS } from "./stopWords.ts";

/** A run of characters without white space or strong punctuation, read as words. */
export interface Chain {
  /** Stems in order, stop words left out. */
  readonly parts: readonly string[];
  /** As written, in lower case, one for each part: what people are shown. */
  readonly written: readonly string[];
  /** The parts written as one (`fullstack` for `full-stack`), when a hyphen, dot or underscore joins them. */
  readonly joined: string | null;
  /** A host name (`data.gouv.fr`): its parts are hardly words. */
  readonly host: boolean;
}

const NOTHING: Chain = { parts: [], written: [], joined: null, host: false };

const PIECES = /[\p{L}\p{M}\p{N}]+/gu;
const HOST = /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.(?:fr|com|org|net|eu|io|dev)$/u;
const ELIDED: ReadonlySet<string> = new Set([
  "l",
  "d",
  "j",
  "m",
  "t",
  "s",
  "c",
  "n",
  "qu",
  "jusqu",
  "lorsqu",
  "puisqu",
  "quelqu",
]);
/** Chains that stand for one word whatever their pieces are. */
const WHOLE: ReadonlyMap<string, string> = new Map([
  ["c++", "cpp"],
  ["c#", "csharp"],
  [".net", "dotnet"],
  ["asp.net", "dotnet"],
]);
/** Most chains are one word without an accent. */
const PLAIN = /^[a-z]+$/;
/** Longer runs are no words (keys, hashes, paths). */
const LONGEST_WORD = 40;
const LONGEST_CHAIN = 120;
const MOST_JOINED = 4;

/** Whether a text holds anything that could be a word: an emoji or a key of sixty letters does not. */
export function holdsWords(text: string): boolean {
  return chainsOf(text).some((chain) => {
    if (WHOLE.has(chain)) return true;
    return (
      chain.length <= LONGEST_CHAIN &&
      (chain.match(PIECES) ?? []).some((piece) => piece.length <= LONGEST_WORD)
    );
  });
}

/** Reads one chain: elision, inclusive writing, `.js` names, hyphens. */
export function readChain(chain: string): Chain {
  if (PLAIN.test(chain)) return plainChain(chain);
  const whole = WHOLE.get(chain);
  if (whole !== undefined) return { parts: [whole], written: [chain], joined: null, host: false };
  if (chain.length > LONGEST_CHAIN) return NOTHING;
  const { words, joinable } = wordsOf(chain);
  const kept = words.filter((word) => isWord(word.folded));
  const parts = kept.map((word) => stem(withoutJs(word.folded)));
  const written = kept.map((word) => word.written);
  const host = HOST.test(chain);
  if (words.length < 2 || words.length > MOST_JOINED || !(joinable || host)) {
    return { parts, written, joined: null, host };
  }
  const joined = words.map((word) => word.folded).join("");
  return { parts, written, joined: joined.length <= LONGEST_WORD ? stem(withoutJs(joined)) : null, host };
}

/** The stems of a text with its stop words: what the patterns of a query are made of. */
export function plainStems(text: string): string[] {
  return chainsOf(text).flatMap(chainStems);
}

/** The stems of one chain with its stop words. */
export function chainStems(chain: string): string[] {
  return chain.length > LONGEST_CHAIN ? [] : wordsOf(chain).words.map((word) => stem(word.folded));
}

/** The stems of a text, in order: for short texts that stand outside an index (synonyms, places). */
export function stemsOf(text: string): string[] {
  return chainsOf(text).flatMap((chain) => readChain(chain).parts);
}

function plainChain(word: string): Chain {
  if (!isWord(word)) return NOTHING;
  return { parts: [stem(withoutJs(word))], written: [word], joined: null, host: false };
}

interface Written {
  readonly written: string;
  readonly folded: string;
}

function wordsOf(chain: string): { words: Written[]; joinable: boolean } {
  if (PLAIN.test(chain)) return { words: [{ written: chain, folded: chain }], joinable: true };
  const words: Written[] = [];
  let joinable = true;
  let end = 0;
  for (const { 0: written, index } of chain.matchAll(PIECES)) {
    const folded = fold(written);
    const separator = chain.slice(end, index);
    end = index + written.length;
    const before = words.at(-1);
    if (chain.charAt(end) === "'" && ELIDED.has(folded)) continue;
    if (before !== undefined && separator !== "" && before.folded.length >= 2) {
      if (isInclusiveSuffix(separator, folded)) {
        const word = withSuffix(before.folded, folded);
        if (word !== before.folded)
          words[words.length - 1] = {
            written: before.written + word.slice(before.folded.length),
            folded: word,
          };
        continue;
      }
      if (folded === "js" && separator !== "/") continue;
    }
    if (separator.includes("/") || separator.includes("(")) joinable = false;
    words.push({ written, folded });
  }
  return { words, joinable };
}

/** `nodejs` is `node`, as `node.js` is. */
function withoutJs(word: string): string {
  return word.length >= 5 && word.endsWith("js") ? word.slice(0, -2) : word;
}

function isWord(word: string): boolean {
  return word.length <= LONGEST_WORD && !STOP_WORDS.has(word) && !/^\d{1,3}$/.test(word);
}
