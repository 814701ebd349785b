import { fold } from "../text/fold.ts";
import type { Context } from "./context.ts";

/** Tells whether an offer has this name now, or had it before. */
export type KnowsOffer = (id: string) => boolean;

/**
 * A command as one value: its words, its help, its arguments and what it does. `table.ts` lists them all; parser and
 * help read nothing but that table. A command returns data of its own kind, which `messages/answer.ts` puts into words.
 */
export interface BotCommand<Answer extends { readonly kind: string } = { readonly kind: string }> {
  /** The name of the command in code. */
  readonly name: string;
  /** The word that follows the prefix, as people write it; null for a command that needs none. */
  readonly word: string | null;
  /** Other words that call it. */
  readonly also?: readonly string[];
  /** Words that call it after an offer, folded: « 3 pourvue ». */
  readonly after?: readonly string[];
  /** Further words by which `aide` finds it. */
  readonly topics?: readonly string[];
  /** The argument that its help shows. */
  readonly example: string;
  /** The command as people type it, where that is not prefix, word and argument. */
  typed?(prefix: string, argument: string): string;
  /** Its half line in the help of all commands; absent where another command's line tells of it. */
  brief?(prefix: string): HelpText;
  /** Its help on its own, a sentence or two. */
  help(prefix: string): HelpText;
  /** Tells whether `rest`, typed after the word, is an argument of this command; if not, the whole is a search. */
  accepts(rest: string, knows: KnowsOffer): boolean;
  /** `argument` is hostile; it is empty when nothing was typed. Rejects only when the store does. */
  run(argument: string, context: Context): Promise<Answer>;
}

/** The words that call a command, folded. */
export function wordsOf({ word, also = [] }: Pick<BotCommand, "word" | "also">): string[] {
  return [...(word === null ? [] : [word]), ...also].map(fold);
}

/**
 * Help as data: n + 1 pieces of French, `words`, around n pieces to be typed, `typed`, which a message shows as code.
 */
export interface HelpText {
  readonly words: readonly string[];
  readonly typed: readonly string[];
}

/** The tag for help in a command's file: whatever is interpolated is something that people type. */
export function helpText(words: TemplateStringsArray, ...typed: readonly string[]): HelpText {
  return { words, typed };
}
