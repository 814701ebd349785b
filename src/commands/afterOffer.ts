import { fold } from "../text/fold.ts";
import { names } from "./card.ts";
import type { KnowsOffer } from "./command.ts";
import { singularOf } from "./typed.ts";

/** What somebody says of an offer: « 3 pourvue », « l'offre 3 est toujours ouverte », in a reply « pourvue » alone. */
export interface SaidOfOffer {
  /** The offer as it was named; empty for that of the message replied to. */
  readonly which: string;
  /** Folded. */
  readonly word: string;
}

/** Words that may stand between the offer and what is said of it. */
const BETWEEN = /\s(?:(?:est|encore|toujours|deja|bien|la|l'offre|cette offre)\s)*$/;

/** Takes one of these words (folded) off the end of a text; null where it ends with none of them. */
export function afterOffer(text: string, words: readonly string[]): SaidOfOffer | null {
  const folded = fold(text);
  const word = words.find((one) => folded === one || folded.endsWith(` ${one}`));
  if (word === undefined) return null;
  const before = ` ${text.slice(0, text.length - word.length)}`;
  const between = BETWEEN.exec(fold(before))?.[0] ?? "";
  return { which: before.slice(0, before.length - between.length).trim(), word };
}

/** Tells whether a text names an offer and then says one of these words of it. */
export function isSaidOfOffer(text: string, words: readonly string[], knows: KnowsOffer): boolean {
  const said = afterOffer(text, words);
  return said !== null && (said.which === "" || names(said.which, knows));
}

/** `!offre 2 pourvue`; `!emplois 2 pourvue` where the prefix has no singular. */
export function typedOfOffer(prefix: string, said: string): string {
  return `${singularOf(prefix) ?? prefix} ${said}`;
}
