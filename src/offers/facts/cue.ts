/**
 * Patterns by which rules find the sentences that may concern them. Most sentences concern hardly any of them: one look
 * over a text tells for all cues at once which need be tried (`text/lookout.ts`). What a cue asks of a text follows from
 * its pattern: a rule whose first question of a sentence is a pattern makes a cue of it, and nothing else.
 */
import { Lookout } from "../../text/lookout.ts";

const patterns: RegExp[] = [];
let lookout: Lookout | null = null;

/** What one look over a text has told. */
export class Sight {
  /** Where each run of letters and figures begins and ends, in turn. */
  readonly words: Uint16Array;
  readonly #bits: Uint32Array;
  /** How many cues there were then: one that is made later may be held. */
  readonly #known: number;

  /** `folded`: a text without capitals (`foldInPlace`), of the length of a sentence. */
  constructor(folded: string) {
    lookout ??= new Lookout(patterns);
    this.#known = lookout.size;
    const { patterns: bits, words } = lookout.over(folded);
    this.#bits = bits;
    this.words = words;
  }

  mayHold(number: number): boolean {
    return number >= this.#known || (((this.#bits[number >>> 5] ?? 0) >>> (number & 31)) & 1) === 1;
  }
}

/** A sentence, as far as cues are asked of it. */
interface Seen {
  readonly folded: string;
  readonly whole: string;
  /** Of `folded`, and of `whole`. */
  readonly sight: Sight;
  readonly wholeSight: Sight;
}

export class Cue {
  readonly pattern: RegExp;
  readonly #number: number;

  /** `pattern`: without state (`g`, `y`), because it is asked of many texts in turn. */
  constructor(pattern: RegExp) {
    this.pattern = pattern;
    this.#number = patterns.push(pattern) - 1;
    lookout = null;
  }

  /** Whether it need be tried at all on what the sentence affirms, or on parts of it (`pattern`). */
  mayBeIn({ sight }: Pick<Seen, "sight">): boolean {
    return sight.mayHold(this.#number);
  }

  /** Whether it stands in what the sentence affirms. */
  isIn({ sight, folded }: Pick<Seen, "sight" | "folded">): boolean {
    return sight.mayHold(this.#number) && this.pattern.test(folded);
  }

  /** Where it stands first in what the sentence affirms; null where it does not. */
  in({ sight, folded }: Pick<Seen, "sight" | "folded">): RegExpExecArray | null {
    return sight.mayHold(this.#number) ? this.pattern.exec(folded) : null;
  }

  /** Whether it stands in the sentence, denied or not. */
  isInWhole({ wholeSight, whole }: Pick<Seen, "wholeSight" | "whole">): boolean {
    return wholeSight.mayHold(this.#number) && this.pattern.test(whole);
  }
}

/** The patterns of all cues of the modules that are loaded, by their numbers. */
export function cuePatterns(): readonly RegExp[] {
  return patterns;
}
