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
  /(?<!\p{L})(?:(?:agent|poste|cadre|fonctionnaire)s? (?:de )?)?(?:de )?cat(?:egorie|\.)? ?(a\+|[abc])(?![\p{L}\d])/gu;
/** Stretches of plain text that mean a day, pay, working time, a category or a duration, in order; they do not overlap. */
export function spansOf(text: string, today: Day): Span[] {
  const folded = foldInPlace(text);
  const all = [
    ...sinceSpans(folded, today),
    ...startSpans(folded, today),
    ...workloadSpans(folded),
    ...moneySpans(folded),
    ...categorySpans(folded),
    ...durationSpans(folded),
    ...incomparableSpans(folded),
  ];
  const kept: Span[] = [];
  for (const span of all)
    if (!kept.some((other) => span.start < other.end && other.start < span.end)) kept.push(span);
  return kept.sort((a, b) => a.start - b.start);
}

function categorySpans(text: string): Span[] {
  return [...text.matchAll(CATEGORY)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
    value: { kind: "category", category: (found[1] ?? "a").toUpperCase() as Category },
  }));
}
