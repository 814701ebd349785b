import { needlesOf } from "./needles.ts";

/** A word's edge, 26 letters, figures, `_`. */
const SYMBOLS = 32;
const SYMBOL_BITS = 5;
/** Beside its symbol: a letter or figure of a word as people see it, to which « œ » belongs and `_` does not. */
const OF_A_WORD = 32;

/** By character code, up to « œ ». Whatever is no letter, figure or `_` of ASCII is an edge, as it is for `\b`. */
const KIND_OF = Uint8Array.from({ length: 0x154 }, (_, code) => kindOf(String.fromCharCode(code)));

function kindOf(sign: string): number {
  if (/[a-z]/i.test(sign)) return OF_A_WORD | (sign.toLowerCase().charCodeAt(0) - 96);
  if (/\d/.test(sign)) return OF_A_WORD | 27;
  if (/[\u00e6\u0153]/.test(sign)) return OF_A_WORD;
  return sign === "_" ? 28 : 0;
}

/** Numbers of patterns, as bits. */
type Sight = Uint32Array;

/** What a look over a text tells. */
export interface Look {
  /** The patterns that may match it, or a part of it that begins and ends where words do: their numbers, as bits. */
  readonly patterns: Sight;
  /** Where each run of letters and figures begins and ends, in turn. */
  readonly words: Uint16Array;
}

/**
 * Looks over a text once for many patterns, so that each of them need only be tried where it may match: the automaton of
 * Aho and Corasick over their needles.
 */
export class Lookout {
  /** How many patterns it knows: their numbers are those of their order. */
  readonly size: number;
  /** The next state, by state and symbol. */
  readonly #next: Uint16Array;
  /** Which patterns are found where a state is reached: the number of one of `#sights`. */
  readonly #found: Uint16Array;
  readonly #sights: readonly Sight[];

  constructor(patterns: readonly RegExp[]) {
    this.size = patterns.length;
    const trie = new Trie(Math.ceil(patterns.length / 32));
    for (const [number, pattern] of patterns.entries()) trie.add(needlesOf(pattern) ?? [""], number);
    ({ next: this.#next, found: this.#found, sights: this.#sights } = trie.closed());
  }

  /** One look over a text without capitals. */
  over(text: string): Look {
    const next = this.#next;
    const found = this.#found;
    const patterns = new Uint32Array(this.#sights[0] ?? []);
    if (scratch.length < text.length + 2) scratch = new Uint16Array(text.length + 2);
    const words = scratch;
    let known = 0;
    let isWithin = false;
    let state = next[0] ?? 0;
    let last = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      const kind = code < KIND_OF.length ? (KIND_OF[code] ?? 0) : 0;
      if (kind >= OF_A_WORD !== isWithin) {
        isWithin = !isWithin;
        words[known] = at;
        known += 1;
      }
      const symbol = kind & (SYMBOLS - 1);
      if (symbol === 0 && last === 0) continue;
      last = symbol;
      state = next[(state << SYMBOL_BITS) | symbol] ?? 0;
      const met = found[state] ?? 0;
      if (met !== 0) merge(patterns, this.#sights[met]);
    }
    const met = found[next[state << SYMBOL_BITS] ?? 0] ?? 0;
    if (met !== 0) merge(patterns, this.#sights[met]);
    if (isWithin) {
      words[known] = text.length;
      known += 1;
    }
    return { patterns, words: words.slice(0, known) };
  }
}

/** The edges of a text's words, while they are found; made longer where a text is. */
let scratch = new Uint16Array(2048);

function merge(into: Sight, other: Sight | undefined): void {
  if (other === undefined) return;
  for (let at = 0; at < into.length; at += 1) into[at] = (into[at] ?? 0) | (other[at] ?? 0);
}

/** Needles by their beginnings, while the automaton is made. State 0 is the beginning of all. */
class Trie {
  readonly #words: number;
  /** By state: its steps, a symbol and the state that it leads to in turn. */
  readonly #steps: number[][] = [[]];
  readonly #sights: Sight[];

  /** `words` of 32 bits hold a sight. */
  constructor(words: number) {
    this.#words = words;
    this.#sights = [new Uint32Array(words)];
  }

  add(needles: readonly string[], pattern: number): void {
    for (const needle of needles) {
      let state = 0;
      for (let at = 0; at < needle.length; at += 1)
        state = this.#after(state, (KIND_OF[needle.charCodeAt(at)] ?? 0) & (SYMBOLS - 1));
      const sight = this.#sights[state];
      if (sight) sight[pattern >>> 5] = (sight[pattern >>> 5] ?? 0) | (1 << (pattern & 31));
    }
  }

  #after(state: number, symbol: number): number {
    const steps = this.#steps[state] ?? [];
    for (let at = 0; at < steps.length; at += 2) if (steps[at] === symbol) return steps[at + 1] ?? 0;
    const made = this.#steps.push([]) - 1;
    this.#sights.push(new Uint32Array(this.#words));
    steps.push(symbol, made);
    return made;
  }

  /** The automaton: where a needle does not go on, the longest end of what was read that begins one does. */
  closed(): { next: Uint16Array; found: Uint16Array; sights: Sight[] } {
    const next = new Uint16Array(this.#steps.length * SYMBOLS);
    const failing = new Uint16Array(this.#steps.length);
    const open = [0];
    for (const state of open) {
      const fallen = (failing[state] ?? 0) << SYMBOL_BITS;
      const row = state << SYMBOL_BITS;
      if (state !== 0) next.copyWithin(row, fallen, fallen + SYMBOLS);
      const steps = this.#steps[state] ?? [];
      for (let at = 0; at < steps.length; at += 2) {
        const symbol = steps[at] ?? 0;
        const after = steps[at + 1] ?? 0;
        const otherwise = state === 0 ? 0 : (next[fallen | symbol] ?? 0);
        next[row | symbol] = after;
        failing[after] = otherwise;
        const sight = this.#sights[after];
        if (sight && otherwise !== 0) merge(sight, this.#sights[otherwise]);
        open.push(after);
      }
    }
    return { next, ...this.#distinct() };
  }

  #distinct(): { found: Uint16Array; sights: Sight[] } {
    const numbers = new Map<string, number>([["", 0]]);
    const sights = [this.#sights[0] ?? new Uint32Array(this.#words)];
    const found = Uint16Array.from(this.#sights, (sight, state) => {
      const name = state === 0 || sight.every((bits) => bits === 0) ? "" : sight.join();
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, sights.length);
      sights.push(sight);
      return sights.length - 1;
    });
    return { found, sights };
  }
}
