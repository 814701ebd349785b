import type { Category, Day } from "../../../offers/offer.ts";
import { foldInPlace } from "../../../text/fold.ts";
import { durationSpans } from "./duration.ts";
import { incomparableSpans } from "./incomparable.ts";
import { moneySpans } from "./money.ts";
import { sinceSpans } from "./since.ts";
import type { Span } from "./span.ts";
import { startSpans } from "./start.ts";
import { workloadSpans } from "./workload.ts";

const CATEGORY =
  /(?<!\p{L})(?:(?:agent|poste|cadre)s? )?(?:de )?cat(?:egories?|\.)? ?(a\+|[abc])(?![\p{L}\d])/gu;
/** « ou B » after « catégorie A » */
const OTHER_CATEGORY = /^ ?(?:ou|et|\/) ?(?:de )?(a\+|[abc])(?![\p{L}\d])/u;
/** Kinds of stretches, each looked for in what those before it have left. */
const KINDS: readonly ((folded: string, today: Day) => Span[])[] = [
  categorySpans,
  sinceSpans,
  startSpans,
  workloadSpans,
  moneySpans,
  durationSpans,
  incomparableSpans,
];
/** Stands in place of what is taken: no letter, digit or space, so that no other stretch reaches into it. */
const TAKEN = "\0";

/** Stretches of plain text that mean a day, pay, working time, a category or a duration, in order; they do not overlap. */
export function spansOf(text: string, today: Day): Span[] {
  let left = foldInPlace(text);
  const kept: Span[] = [];
  for (const spansOfKind of KINDS) {
    for (const span of spansOfKind(left, today)) {
      const { start, end } = span;
      if (kept.some((other) => start < other.end && other.start < end)) continue;
      kept.push(span);
      left = left.slice(0, start) + TAKEN.repeat(end - start) + left.slice(end);
    }
  }
  return kept.sort((a, b) => a.start - b.start);
}

function categorySpans(text: string): Span[] {
  return [...text.matchAll(CATEGORY)].flatMap(({ 0: all, 1: letter = "a", index }) => {
    const spans = [categorySpan(index, index + all.length, letter)];
    for (let end = index + all.length; ; ) {
      const other = OTHER_CATEGORY.exec(text.slice(end, end + 12));
      if (other === null) return spans;
      end += other[0].length;
      // What joins the two is read as anywhere else.
      spans.push(categorySpan(end - (other[1]?.length ?? 1), end, other[1] ?? "a"));
    }
  });
}

function categorySpan(start: number, end: number, letter: string): Span {
  return { start, end, value: { kind: "category", category: letter.toUpperCase() as Category } };
}
