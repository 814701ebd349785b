import { stem } from "../language/inflection.ts";
import type { Lexicon } from "../language/lexicon.ts";

/** A plain word of a query that may yet form a label with its neighbours. */
export interface TypedWord {
  readonly text: string;
  /** The word as typed, folded. */
  readonly folded: string;
  readonly terms: readonly string[];
  readonly joined: string | null;
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

/** Finds the word that was typed before a piece, be it one without a term (« et »). */
export function wordBefore(words: readonly TypedWord[], { from: [first] }: Piece): TypedWord | undefined {
  return first === undefined ? undefined : words[words.indexOf(first) - 1];
}

/** Lists the terms that a piece may be written as, together with itself or with a neighbour. */
export function joinedWith(before: Piece | undefined, piece: Piece, after: Piece | undefined): string[] {
  return [
    ...piece.from.flatMap(({ joined }) => joined ?? []),
    ...asOneWord(before, piece),
    ...asOneWord(piece, after),
  ].filter((other) => other !== piece.term);
}

/**
 * Two neighbours written as one word: « dossiers faciles » as `dossiersfacile`, the index's form of
 * `dossiers-faciles`, and without the plural.
 */
function asOneWord(one: Piece | undefined, other: Piece | undefined): string[] {
  const [first, ...furtherFirst] = one?.from ?? [];
  const [second, ...furtherSecond] = other?.from ?? [];
  if (first === undefined || second === undefined || furtherFirst.length + furtherSecond.length > 0)
    return [];
  return [stem(first.folded + second.folded), (one?.term ?? "") + (other?.term ?? "")].filter(
    (word) => !word.includes(" "),
  );
}
