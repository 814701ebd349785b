import { fold } from "../text/fold.ts";

/** Words and signs before a number: « n° 2 », « la 2 », « l'offre 2 », « #2 ». */
const BEFORE =
  /(?<![a-z])(?:les?|la|offres?|fiches?|annonces?|numeros?|num|nos?|n)(?=[\s\d.°º-])[.°º]?|l'(?=offre|annonce)|[#№]/g;
const ORDINAL = /(\d)(?:eme|ere|nde|nd|er|re|e)(?![a-z])/g;
/** Numbers as people write them out, folded: « deux », « la première ». */
const SPELLED: ReadonlyMap<string, string> = new Map(
  [
    "un une premier premiere",
    "deux second seconde deuxieme",
    "trois troisieme",
    "quatre quatrieme",
    "cinq cinquieme",
    "six sixieme",
    "sept septieme",
    "huit huitieme",
    "neuf neuvieme",
    "dix dixieme",
  ].flatMap((words, at) => words.split(" ").map((word): [string, string] => [word, `${at + 1}`])),
);
const DATE = /^\d{4}-\d\d(?:-\d\d)?$|^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/;
const NUMBERS = /^-?\d{1,9}(?:(?:\s*[,;./+&-]\s*|\s+(?:et|ou|a|puis)\s+|\s+)\d{1,9}){0,20}[\s.)]*$/;

/**
 * The numbers that a text consists of, as somebody names offers of a list: `2`, `n° 02`, `la première`, `1 et 3`, `-1`; null for a text
 * that says anything else, a date too.
 */
export function numbersIn(text: string): readonly number[] | null {
  const folded = fold(text).slice(0, 80);
  if (DATE.test(folded)) return null;
  const bare = folded
    .replace(BEFORE, " ")
    .replace(ORDINAL, "$1")
    .replace(/[a-z]{2,10}/g, (word) => SPELLED.get(word) ?? word)
    .replace(/\s+/g, " ")
    .trim();
  if (!NUMBERS.test(bare)) return null;
  const numbers = (bare.match(/\d{1,9}/g) ?? []).map(Number);
  const [first = 0, ...others] = numbers;
  return bare.startsWith("-") ? [-first, ...others] : numbers;
}

/** Tells whether a number is a year that an offer may speak of, rather than a place in a list. */
export function isYear(number: number): boolean {
  return number >= 1990 && number < 2100;
}
