/**
 * French plural and gender, folded: `développeuses` and `développeur` give one stem. Light on purpose: it joins
 * forms of one word, never a verb with its noun (`développement` is no `développeur`).
 */

/** Ending, what takes its place, and the shortest word that it applies to. The first that fits is used. */
type Rule = readonly [ending: string, replacement: string, shortest: number];

const PLURAL: readonly Rule[] = [
  ["ss", "ss", 0],
  ["eaux", "eau", 5],
  ["aux", "al", 6],
  ["eux", "eu", 5],
  ["oux", "ou", 5],
  ["s", "", 4],
];

const GENDER: readonly Rule[] = [
  ["euse", "eur", 6],
  ["trice", "teur", 7],
  ["eure", "eur", 7],
  ["iere", "ier", 6],
  ["ere", "er", 6],
  ["ive", "if", 6],
  ["elle", "el", 6],
  ["enne", "en", 6],
  ["onne", "on", 6],
  ["ffe", "f", 5],
  ["ee", "e", 5],
  ["iste", "ist", 6],
  ["nte", "nt", 6],
  ["rte", "rt", 6],
  ["ale", "al", 6],
];

function apply(word: string, rules: readonly Rule[]): string {
  for (const [ending, replacement, shortest] of rules) {
    if (word.length >= shortest && word.endsWith(ending)) {
      return word.slice(0, word.length - ending.length) + replacement;
    }
  }
  return word;
}

/** The last letters of all endings above. */
const INFLECTED = /[sxe]$/;

/** `word` folded (`fold.ts`). Stable: the stem of a stem is itself, so that a stem can be read again as a word. */
export function stem(word: string): string {
  if (word.length <= 3 || !INFLECTED.test(word) || /\d/.test(word)) return word;
  const once = apply(apply(word, PLURAL), GENDER);
  return once === word ? word : stem(once);
}

/** Suffixes that inclusive writing puts behind a word: `·euse`, `.e`, `(se)`, `/trice`, `-s`. */
const SUFFIXES: ReadonlySet<string> = new Set(
  (
    "e es s ee ees se ses r rs eur eurs euse euses teur teurs rice rices trice trices ice ices ve ves ive ives ne nes " +
    "enne ennes onne onnes fe fes le les elle elles ale ales te tes re res er ere eres ier iere ieres x"
  ).split(" "),
);
/** After a hyphen only these: `-le`, `-elle` and `-ce` are words of their own (`donne-le`, `a-t-elle`). */
const AFTER_HYPHEN: ReadonlySet<string> = new Set(
  "e es s se ses euse euses eur eurs rice trice ve ne fe".split(" "),
);

export function isInclusiveSuffix(separator: string, suffix: string): boolean {
  return separator === "-" ? AFTER_HYPHEN.has(suffix) : SUFFIXES.has(suffix);
}

const COMPLETE = /(?:eur|euse|trice|rice|er|ere)s?$/;

/**
 * The word that inclusive writing splits: `développeu·r·se` and `administrat.eur.rice` need the suffix to be one,
 * in `développeur·euse` or `chargé·e` it only repeats the gender.
 */
export function withSuffix(base: string, suffix: string): string {
  if (COMPLETE.test(base)) return base;
  if (suffix === "r" && base.endsWith("eu")) return `${base}r`;
  if (suffix === "eur" || suffix === "eurs") return `${base}eur`;
  return base;
}
