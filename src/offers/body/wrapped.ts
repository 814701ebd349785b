import { MONTHS } from "../../text/months.ts";

const MONTH = [
  ...MONTHS,
  "January|February|March|April|May|June|July|August|September|October|November|December",
].join("|");

/** A line that begins so goes on with the sentence above: « où … », « (sauf le lundi) », « € par mois », « : le 4 mai ». */
const GOES_ON = new RegExp(String.raw`^\s*(?:[a-zà-ÿœ(€%]|: |\d{1,2}(?:er)? (?:${MONTH}))`);
/** One that ends so is not over: « poste basé à », « en CDD ou d'un », « Paris, ». */
const UNFINISHED =
  /(?:\S,|[\s'’(](?:[dl]['’]|à|aux?|avec|catégories?|ces?|cette|chez|dans|de|des|dont|du|dès|en|entre|est|et|la|le|les|leurs?|nos|notre|ou|par|pour|que|sa|sans|ses|son|sont|sous|sur|une?|vers|vos|votre|and?|are|at|by|for|from|in|is|of|on|or|our|the|to|with(?:in)?|your))\s*$/iu;
/** « before 30 ⏎ April » */
const BEFORE_MONTH = /\s\d{1,2}\s*$/;
const BEGINS_WITH_MONTH = new RegExp(String.raw`^\s*(?:${MONTH})\b`);
/** A line that is cut where an editor cuts, in characters at least, and ends no sentence: a number below belongs to it. */
const CUT = /^.{40,}[^\s.!?:;…]\s*$/u;

/**
 * Whether a line of a paragraph's source goes on with the sentence of the line above, as editors wrap them; if not, the
 * author began something new, as offers do that list their terms in lines. Markdown itself would join all of them.
 */
export function goesOn(above: string, below: string): boolean {
  if (GOES_ON.test(below) || UNFINISHED.test(above)) return true;
  if (BEFORE_MONTH.test(above) && BEGINS_WITH_MONTH.test(below)) return true;
  return /^\s*\d/.test(below) && (/\d\s*$/.test(above) || CUT.test(above));
}
