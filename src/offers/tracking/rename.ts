import type { Day, OfferId, OfferKey } from "../offer.ts";
import { standingOn } from "../standing.ts";
import type { Claims } from "./claims.ts";
import type { Likeness } from "./likeness.ts";
import { bySureness, weightiestFirst } from "./pairing.ts";
import { all, body, Lookup, name, text, title } from "./trace.ts";

/** The surest first: among copies the title decides, then the file's own name, then the order of ids. */
const TRACES = [all(text, title, name), all(text, title), all(body, name), body];

/** Missing offers whose body stands under another name. */
export function followBodies(claims: Claims): void {
  if (claims.vanished().length === 0) return;
  for (const trace of TRACES) {
    const vanished = new Lookup(claims.vanished().sort(weightiestFirst), trace);
    for (const newcomer of claims.newcomers()) {
      const known = vanished.take(newcomer);
      if (known) claims.move(known, newcomer, "renamed");
    }
  }
}

/** Missing offers that were edited on the way: a similar body, with the same title or startup. */
export function followSimilar(claims: Claims, likeness: Likeness): void {
  for (const { known, newcomer } of bySureness(claims.vanished(), claims.newcomers(), likeness)) {
    if (claims.hasVanished(known) && claims.isNewcomer(newcomer)) claims.move(known, newcomer, "renamed");
  }
}

/**
 * Offers that come back under a name that they have had, even much rewritten: a missing one is renamed, a removed one
 * returns. A path taken again by another job is not that offer.
 */
export function followOldNames(
  claims: Claims,
  aliases: ReadonlyMap<OfferId, OfferKey>,
  likeness: Likeness,
): void {
  const returning = claims.newcomers().flatMap((newcomer) => {
    const known = claims.known(aliases.get(newcomer.id));
    if (!known || !(claims.hasVanished(known) || claims.isGone(known))) return [];
    return likeness.isSameJob(known, newcomer) ? [{ known, newcomer }] : [];
  });
  const [lastNames, olderNames] = [
    returning.filter(({ known, newcomer }) => known.id === newcomer.id),
    returning.filter(({ known, newcomer }) => known.id !== newcomer.id),
  ];
  for (const { known, newcomer } of [...lastNames, ...olderNames]) {
    if (claims.hasVanished(known)) claims.move(known, newcomer, "renamed");
    else if (claims.isGone(known)) claims.move(known, newcomer, "returned");
  }
}

/** Offers that close while an open newcomer has their body and title: old closed and new opened in one commit. */
export function followClosings(claims: Claims, today: Day): void {
  const open = claims.newcomers().filter(({ offer }) => standingOn(offer, today) === "open");
  if (open.length === 0) return;
  const newcomers = new Lookup(open, all(text, title));
  for (const { known, seen } of claims.stays()) {
    if (known.stood !== "open" || standingOn(seen.offer, today) === "open") continue;
    const newcomer = newcomers.take(known) ?? newcomers.take(seen);
    if (newcomer) claims.move(known, newcomer, "renamed");
  }
}
