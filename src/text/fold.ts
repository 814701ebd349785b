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
const PLAIN = /^[\x20-\x7e]*$/;

/** One form for each sign; soft hyphens and zero-width characters, which nobody sees, left out. */
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
