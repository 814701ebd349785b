/**
 * Sets the prose of others as French is set: no line begins with « : ; ? ! · », and neither a number and its unit nor
 * « n° » and its number are torn apart. Amounts are written alike: « 3000 euros » is « 3 000 € ».
 */
export function typeset(text: string): string {
  return text
    .replace(/(?<=\p{L})'(?=\p{L})/gu, "’")
    .replace(/(?<=[([]) +(?=\S)|(?<=\S) +(?=[),.\]](?:[\s),.]|$))/g, "")
    .replace(/(?<=[\p{L})»”])(?=[;:!?](?: |$))/gu, NO_BREAK)
    .replace(/ (?=[;:!?»](?:[\s),.]|$))/g, NO_BREAK)
    .replace(/« (?=\S)/g, `«${NO_BREAK}`)
    .replace(/(?<=\b[nN]°) (?=\d)/g, NO_BREAK)
    .replace(/(?<=\d) ?euros?(?![\p{L}\d])/gu, `${NO_BREAK}€`)
    .replace(/(?<![\d.,/-])(\d{1,3})(\d{3})(?=[ \u00a0]?€)/g, `$1${NO_BREAK}$2`)
    .replace(/(?<=\d) (?=\d{3}(?!\d))/g, NO_BREAK)
    .replace(UNIT, NO_BREAK)
    .replace(/ (?=· )/g, NO_BREAK)
    .replace(/(?<=\d)(?=(?:[kK]?€|%)(?![\p{L}\d]))/gu, NO_BREAK)
    .replace(RANGE, `$1 à $3${NO_BREAK}€$2`);
}

export const NO_BREAK = "\u00a0";

const UNIT = /(?<=\d) (?=(?:[kKM]?€|%|h|ans?|mois|semaines?|j|jours?|heures?|minutes?)(?![\p{L}\d]))/gu;
/** « 3 000 € nets, 3 500 € nets ». */
const RANGE =
  /(\d[\d\u00a0]{0,10})\u00a0€((?: \p{L}{1,10})?), (\d[\d\u00a0]{0,10})\u00a0€\2(?=$|[ \u00a0]·)/gu;

/** A text with a capital at its beginning; addresses and names that hold a sign or a capital keep their own. */
export function capital(text: string): string {
  return /^\p{Ll}[\p{Ll}’'-]*(?=[\s,;·]|:(?!\/\/)|$)/u.test(text)
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : text;
}

/** Whether « de » is « d’ » before a word: « au lieu d’alternence ». */
export function elides(word: string): boolean {
  return /^(?:[aeiouyàâäéèêëîïôöùûüœæ]|h(?!a(?:ck|ut|nd)|ors|uit))/iu.test(word);
}

/** The ending of a noun or an adjective: none for 0 and 1, as French counts. */
export function s(count: number): string {
  return count > 1 ? "s" : "";
}
