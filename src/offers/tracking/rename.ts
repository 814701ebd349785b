import type { Day, OfferId, OfferKey } from "../offer.ts";
import { standingOn } from "../standing.ts";
import type { Assignment } from "./assignment.ts";
import { pairsByScore, weightiestFirst } from "./candidates.ts";
import { bodyKey, combined, fileNameKey, fingerprintKey, MatchPool, titleKey } from "./matchKey.ts";
import type { Similarity } from "./similarity.ts";

/** The surest first: among copies the title decides, then the file's own name, then the order of ids. */
const BODY_KEYS = [
  combined(fingerprintKey, titleKey, fileNameKey),
  combined(fingerprintKey, titleKey),
  combined(bodyKey, fileNameKey),
  bodyKey,
];

/** Renames missing offers whose body stands, unchanged, under another name. */
export function matchBodies(assignment: Assignment): void {
  if (assignment.vanished().length === 0) return;
  for (const key of BODY_KEYS) {
    const vanished = new MatchPool(assignment.vanished().sort(weightiestFirst), key);
    for (const newcomer of assignment.newcomers()) {
      const known = vanished.take(newcomer);
      if (known) assignment.move(known, newcomer, "renamed");
    }
  }
}

/** Renames missing offers that were edited on the way: a similar body, with the same title or startup. */
export function matchSimilar(assignment: Assignment, similarity: Similarity): void {
  for (const { known, newcomer } of pairsByScore(assignment.vanished(), assignment.newcomers(), similarity)) {
    if (assignment.hasVanished(known) && assignment.isNewcomer(newcomer))
      assignment.move(known, newcomer, "renamed");
  }
}

/**
 * Gives offers back that return under a name which they have had, even much rewritten: a missing offer is
 * renamed, a removed one returns. A path that another job has taken is not matched.
 */
export function matchOldNames(
  assignment: Assignment,
  aliases: ReadonlyMap<OfferId, OfferKey>,
  similarity: Similarity,
): void {
  const returning = assignment.newcomers().flatMap((newcomer) => {
    const known = assignment.known(aliases.get(newcomer.id));
    if (!known || !(assignment.hasVanished(known) || assignment.isGone(known))) return [];
    return similarity.isSameJob(known, newcomer) ? [{ known, newcomer }] : [];
  });
  const [lastNames, olderNames] = [
    returning.filter(({ known, newcomer }) => known.id === newcomer.id),
    returning.filter(({ known, newcomer }) => known.id !== newcomer.id),
  ];
  for (const { known, newcomer } of [...lastNames, ...olderNames]) {
    if (assignment.hasVanished(known)) assignment.move(known, newcomer, "renamed");
    else if (assignment.isGone(known)) assignment.move(known, newcomer, "returned");
  }
}

/**
 * Renames offers that close while an open newcomer has their body and title: one commit closed the old file
 * and opened a new one.
 */
export function matchClosings(assignment: Assignment, today: Day): void {
  const open = assignment.newcomers().filter(({ offer }) => standingOn(offer, today) === "open");
  if (open.length === 0) return;
  const newcomers = new MatchPool(open, combined(fingerprintKey, titleKey));
  for (const { known, seen } of assignment.stays()) {
    if (known.stood !== "open" || standingOn(seen.offer, today) === "open") continue;
    const newcomer = newcomers.take(known) ?? newcomers.take(seen);
    if (newcomer) assignment.move(known, newcomer, "renamed");
  }
}
