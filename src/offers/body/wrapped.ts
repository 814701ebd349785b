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
const ENDS = /[.!?:;…]\s*$/;
/** « Contrat : CDD » */
const LABELLED = /^\s*[^\s:][^:.]{1,40}:\s/;

/** The widths that editors wrap at, in characters; and how far from it a line may end, for what marks take. */
const WIDTHS = { narrowest: 55, widest: 130, slack: 6 };
/** A line is full that lacks no more than one long word. */
const LONG_WORD = 15;
/** So many full lines are no accident. */
const ENOUGH = 3;
/** What nobody wraps: headings, tables, HTML, links. */
const UNWRAPPED = /^\s*[#|<]|\]\(|:\/\//;
/** A paragraph, an item, or « Contrat : CDD ». */
const BEGINS_ANEW = /^\s*(?:$|[-*+•#|>]|\d{1,2}[.)] |[^\s:][^:.]{1,40}:\s)/;

/** The width that an editor wrapped a body's lines at, in characters; null for one that was not wrapped. */
export function wrapWidth(body: string): number | null {
  const lines = body.split("\n").map((line) => line.trimEnd());
  const prose = lines.filter((line) => !UNWRAPPED.test(line)).map(({ length }) => length);
  const width = prose.reduce((most, length) => (length > WIDTHS.widest ? most : Math.max(most, length)), 0);
  if (width < WIDTHS.narrowest) return null;
  const open = lines.filter((line, at) => !ENDS.test(line) && !BEGINS_ANEW.test(lines[at + 1] ?? ""));
  const full = open.filter(({ length }) => length > width - LONG_WORD && length <= width).length;
  const unwrapped = prose.filter((length) => length > WIDTHS.widest).length;
  return full >= ENOUGH && full > unwrapped && full >= open.length / 2 ? width : null;
}

/**
 * Whether a line of a paragraph's source goes on with the sentence of the line above, as editors wrap them; if not, the
 * author began something new, as offers do that list their terms in lines. Markdown itself would join all of them.
 * `above`: the text at the end of the line; `left`: how many characters more that line could have held, null where no
 * editor wrapped it.
 */
export function goesOn(above: string, below: string, left: number | null): boolean {
  if (GOES_ON.test(below) || UNFINISHED.test(above)) return true;
  if (BEFORE_MONTH.test(above) && BEGINS_WITH_MONTH.test(below)) return true;
  if (/^\s*\d/.test(below) && (/\d\s*$/.test(above) || CUT.test(above))) return true;
  if (left === null || left < 0 || ENDS.test(above) || LABELLED.test(below)) return false;
  const [word = ""] = below.trimStart().split(/\s/, 1);
  return word.length + 1 > left - WIDTHS.slack;
}
