/** A word, label or quotation that an offer must say (or must not). */
export interface Unit {
  /** As typed, for people. */
  readonly text: string;
  /** A single term; in quotes, the terms that must stand side by side. */
  readonly terms: readonly string[];
  /** Whether it was typed in quotes, which allow neither synonyms nor beginnings nor typos. */
  readonly quoted: boolean;
  /**
   * The typed text folded, plural and gender kept: unfinished words are compared with it. Empty in quotes.
   */
  readonly typed: string;
  /** The unit written as one word with its neighbour: « dossier facile » also finds `dossierfacile`. */
  readonly joined: readonly string[];
}
