import type { Span } from "./span.ts";

/**
 * What people ask for and no fact of an offer says: degrees, distances, ages of a path. Their numbers would else be read as
 * departments (« à moins de 50 km »), and their units as words.
 */
const DEGREE =
  /(?<![\p{L}\d])(?:(?:niveau |diplome )?bac ?\+ ?\d|(?:niveau )?(?:master|licence|bts|but|dut) ?[1-3](?!\d)|(?:en )?[ml][1-3])(?![\p{L}\d])/gu;
const DISTANCE =
  /(?<![\p{L}\d])(?:(?:a|dans|de) )?(?:(?:un )?rayon de |moins de |maximum |max )?\d{1,4} ?(?:kms?|kilometres?|minutes?|mns?|min)(?: (?:maximum|max|maxi|de trajet|a pied|en transports?))?(?: autour)?(?![\p{L}\d])/gu;
/** A number of units that nothing else was made of: « 35h », « 10 jours ». */
const AMOUNT =
  /(?<![\p{L}\d])\d{1,4}(?:[.,]\d)? ?(?:jours?|jrs?|j|heures?|h)(?: ?(?:par|\/) ?(?:jour|j|semaine|sem|mois))?(?![\p{L}\d])/gu;

/** Such stretches of a folded text. */
export function incomparableSpans(text: string): Span[] {
  return [DEGREE, DISTANCE, AMOUNT].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(
      ({ 0: all, index }): Span => ({ start: index, end: index + all.length, value: "unread" }),
    ),
  );
}
