import type { OfferId } from "../offers/offer.ts";
import { fold } from "../text/fold.ts";

import type { Listed, Offers } from "./context.ts";
import { plainDashes } from "./line.ts";

const SUGGESTED = 3;
/** The Dice index of letter triples, 0 to 1, below which a name is no suggestion. */
const NEAR = 0.35;
const ID_LIMIT = 255;

/** Published offers are named by a date first. Other words are an id only if an offer has it. */
export function looksLikeId(words: string): boolean {
  return /^\d{4}-\d{2}-\d{2}-\S/.test(words) && !/\s/.test(words);
}

/**
 * Finds an offer by its exact name, with or without its extension; else, where the words look like an id, by a name
 * that differs in accents and case only. `words` is hostile.
 */
export function findOffer(words: string, offers: Pick<Offers, "byId" | "ids">): Listed | null {
  const id = words.normalize("NFC").replace(/\.(?:md|markdown)$/i, "");
  const exact = offers.byId(words.normalize("NFC")) ?? offers.byId(id);
  if (exact !== null || !looksLikeId(id)) return exact;
  const folded = fold(id);
  for (const candidate of offers.ids()) {
    if (candidate.length === id.length && fold(plainDashes(candidate)) === folded)
      return offers.byId(candidate);
  }
  return null;
}

/** The names most like a mistyped one, best first, at most three. Linear in the number of offers. */
export function closestIds(id: string, ids: Iterable<OfferId>): OfferId[] {
  const wanted = triplesOf(id);
  const near: { id: OfferId; similarity: number }[] = [];
  for (const candidate of ids) {
    const similarity = diceIndex(wanted, triplesOf(candidate));
    if (similarity >= NEAR) near.push({ id: candidate, similarity });
  }
  return near
    .sort((a, b) => b.similarity - a.similarity || (a.id < b.id ? -1 : 1))
    .slice(0, SUGGESTED)
    .map((candidate) => candidate.id);
}

function triplesOf(id: string): Set<string> {
  const padded = ` ${fold(id.slice(0, ID_LIMIT))} `;
  const triples = new Set<string>();
  for (let at = 0; at + 3 <= padded.length; at += 1) triples.add(padded.slice(at, at + 3));
  return triples;
}

function diceIndex(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const triple of a) if (b.has(triple)) common += 1;
  return (2 * common) / (a.size + b.size);
}
