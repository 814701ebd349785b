import { plainSigns } from "../../text/fold.ts";

const CHAIN = String.raw`\.net\b|[\p{L}\p{M}\p{N}]+(?:(?:[·._\-/')]|\)?[·.]?\(-?)[\p{L}\p{M}\p{N}]+)*(?:\+\+|#)?`;
/** Linear: a separator is never a letter, so there is one way to read each character. */
const CHAINS = new RegExp(CHAIN, "gu");
const CHAIN_HERE = new RegExp(CHAIN, "yu");

/** The chains of a text, in lower case and in order. */
export function chainsOf(text: string): string[] {
  return inPlainSigns(text).match(CHAINS) ?? [];
}

function inPlainSigns(text: string): string {
  return plainSigns(text.toLowerCase());
}

/** A letter or figure; what ends a chain; and what does or does not, as the pattern has it. */
const WITHIN = 1;
const APART = 2;
const UNSURE = 0;

/** By character code, up to the last letter of European languages. */
const KINDS = Uint8Array.from({ length: 0x180 }, (_, code) => {
  const sign = String.fromCharCode(code);
  if (/[\p{L}\p{M}\p{N}]/u.test(sign)) return WITHIN;
  return "·._-/'()+#".includes(sign) ? UNSURE : APART;
});

/**
 * Goes from chain to chain of a text, as `chainsOf` lists them, without a string of each. Most are one word between
 * spaces, for which no pattern is asked.
 */
export class ChainWalk {
  /** In lower case, signs made plain. */
  text = "";
  /** The chain at hand. */
  start = 0;
  end = 0;
  /** Of the letters of the chain at hand: `hashOf` its text. */
  hash = 0;

  begin(text: string): void {
    this.text = inPlainSigns(text);
    this.end = 0;
  }

  /** Goes on to the next chain; false when there is none. */
  next(): boolean {
    const { text } = this;
    let at = this.end;
    while (at < text.length) {
      const start = at;
      let hash = 0;
      let kind = APART;
      for (; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        kind = code < KINDS.length ? (KINDS[code] ?? UNSURE) : UNSURE;
        if (kind !== WITHIN) break;
        hash = mixed(hash, code);
      }
      if (kind === UNSURE) {
        CHAIN_HERE.lastIndex = start;
        at = CHAIN_HERE.test(text) ? CHAIN_HERE.lastIndex : start;
        hash = hashOf(text, start, at);
      }
      if (at > start) {
        this.start = start;
        this.end = at;
        this.hash = hash;
        return true;
      }
      at += 1;
    }
    return false;
  }
}

/** A whole number that depends on each character. */
export function hashOf(text: string, start = 0, end = text.length): number {
  let hash = 0;
  for (let at = start; at < end; at += 1) hash = mixed(hash, text.charCodeAt(at));
  return hash;
}

/** As FNV-1a mixes. */
function mixed(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}
