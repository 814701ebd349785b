import type { Offer } from "../offer.ts";

/** The fields that a message about an offer can show. A change of any other field is no news. */
const SHOWN = [
  "title",
  "startup",
  "domains",
  "facts",
  "summary",
  "externalUrl",
] as const satisfies (keyof Offer)[];

/** Whether a message would show the same of both, so that an edit need not be announced. */
export function showsTheSame(a: Offer, b: Offer): boolean {
  return a === b || SHOWN.every((field) => equal(a[field], b[field]));
}

/** Whether two states of an offer are equal in every field, so that nothing is to be stored. */
export function isSameOffer(a: Offer, b: Offer): boolean {
  return equal(a, b);
}

/** Equality of plain data (what JSON can hold), whatever the order of its keys. */
function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isRecord(a) || !isRecord(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
