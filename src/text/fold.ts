/** Ligatures and letters that NFD leaves as they are, and what people type for them. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ["œ", "oe"],
  ["æ", "ae"],
  ["ß", "ss"],
  ["ø", "o"],
  ["ł", "l"],
]);
const LETTER = /[œæßøł]/g;

/** Apostrophes, middle dots and hyphens, each in the one form that the rest of the search knows. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ["’", "'"],
  ["‘", "'"],
  ["ʼ", "'"],
  ["´", "'"],
  ["`", "'"],
  ["•", "·"],
  ["‧", "·"],
  ["∙", "·"],
  ["⋅", "·"],
  ["・", "·"],
  ["‐", "-"],
  ["‑", "-"],
]);
const SIGN = /[’‘ʼ´`•‧∙⋅・‐‑\u00ad\u200b-\u200d\u2060\ufeff]/g;
const MARKS = /\p{M}/gu;
/** Marks that letters of French have: the selectors of emoji are marks, too, and must not be counted off. */
const ACCENTS = /[\u0300-\u036f]/g;
const PLAIN = /^[\x20-\x7e]*$/;

/** Gives each sign its one form; soft hyphens and zero-width characters, which nobody sees, left out. */
export function plainSigns(text: string): string {
  return text.replace(SIGN, (sign) => SIGNS.get(sign) ?? "");
}

/** Lower case, without accents or ligatures, signs made plain. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (PLAIN.test(lower)) return lower.replaceAll("`", "'");
  return plainSigns(lower.normalize("NFD"))
    .replace(MARKS, "")
    .replace(LETTER, (letter) => LETTERS.get(letter) ?? letter);
}

/**
 * `fold` for patterns whose matches are cut out of the text itself: it keeps the length, so that a position in the
 * folded text is the same in the original. For that ligatures stay as they are; dashes, quotation marks and spaces,
 * which patterns over prose would else have to list, are made plain too.
 */
export function foldInPlace(text: string): string {
  const lower = text.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  const bare = lower.normalize("NFD").replace(ACCENTS, "");
  const same = bare.length === text.length ? bare : eachInPlace(text);
  return same
    .replace(/[’‘ʼ´‛]/g, "'")
    .replace(/[‐‑‒–—―−]/g, "-")
    .replace(/[«»“”„]/g, '"')
    .replace(/[\u00a0\u202f\u2009\u2007\t\r\n]/g, " ");
}

/** A few characters (Hangul, a lone accent) have no bare form of the same length: they stay as they are. */
function eachInPlace(text: string): string {
  const forms = (sign: string) => [
    sign.toLowerCase().normalize("NFD").replace(ACCENTS, ""),
    sign.toLowerCase(),
  ];
  return Array.from(text, (sign) => forms(sign).find(({ length }) => length === sign.length) ?? sign).join(
    "",
  );
}
