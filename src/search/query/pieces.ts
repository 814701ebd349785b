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

/** Small words that tie a complement to the word before: « directeur d'un hôpital ». */
const LINKS: ReadonlySet<string> = new Set("de du des d un une en a au aux la le les l et".split(" "));

/** Whether only small words stand between a piece and the one before. */
export function isLinked(before: Piece, piece: Piece, words: readonly TypedWord[]): boolean {
  const last = words.indexOf(before.from.at(-1) ?? NO_WORD);
  const first = words.indexOf(piece.from[0] ?? NO_WORD);
  return words.slice(last + 1, first).every(({ folded }) => LINKS.has(folded));
}

const NO_WORD: TypedWord = { text: "", folded: "", terms: [], joined: null, kept: false };

/**
 * Whether a piece only asks (« je cherche un poste de… »). Some such words count as the complement of a word that says
 * no job by itself: « chargé de recrutement », « pôle emploi ».
 */
export function isCourtesy(
  piece: Piece,
  before: Piece | undefined,
  words: readonly TypedWord[],
  lexicon: Lexicon,
): boolean {
  const [word, ...others] = piece.from;
  if (word === undefined || others.length > 0 || word.kept || !lexicon.phrases.isCourtesy(word.folded))
    return false;
  if (!lexicon.phrases.isComplement(word.folded) || before === undefined) return true;
  const owner = before.from[0];
  if (before.from.length === 1 && owner && lexicon.phrases.isCourtesy(owner.folded) && !owner.kept)
    return true;
  return lexicon.isJob(before.term) || !isLinked(before, piece, words);
}
