import type { Lexicon } from "../language/lexicon.ts";

/** A plain word of a query that may yet form a label with its neighbours. */
export interface TypedWord {
  readonly text: string;
  /** The word as typed, folded. */
  readonly folded: string;
  readonly terms: readonly string[];
  readonly joined: string | null;
  /** Whether it counts although it is a word of courtesy. */
  readonly kept: boolean;
}

/** A term of a query and the words that it was read from. */
export interface Piece {
  readonly term: string;
  readonly from: readonly TypedWord[];
}

/** Reads plain words as terms: written forms and labels of several words become one. Words without a term are passed over. */
export function piecesOf(words: readonly TypedWord[], lexicon: Lexicon): Piece[] {
  // « chargée ou chargé »: a word doubled by its feminine is one.
  const stems = words
    .flatMap((word) => word.terms.map((term) => ({ term, word })))
    .filter(({ term }, at, all) => term !== all[at + 1]?.term);
  const spelled = lexicon.spell(stems.map(({ term }) => term));
  const labels = lexicon.labels(spelled.map(({ term }) => term));
  const pieces: Piece[] = [];
  for (let at = 0; at < spelled.length; ) {
    const label = labels.find((found) => found.start === at);
    const end = label?.end ?? at + 1;
    const covered = spelled.slice(at, end);
    const from = stems.slice(covered[0]?.start ?? 0, covered.at(-1)?.end ?? 0).map(({ word }) => word);
    pieces.push({ term: label?.term ?? covered[0]?.term ?? "", from: [...new Set(from)] });
    at = end;
  }
  return pieces;
}
