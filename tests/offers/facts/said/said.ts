import type { Facts } from "../../../../src/offers/offer.ts";

/** The body of an invented offer of 12 March 2021, and those of its facts that it decides; others are not judged. */
export type Said = readonly [body: string, facts: Partial<Facts>];
