import type { Day, OfferId, OfferKey } from "../offer.ts";
import { standingOn } from "../standing.ts";
import type { Assignment } from "./assignment.ts";
import { pairsByScore } from "./candidates.ts";
import { sameStartup } from "./identity.ts";
import type { Similarity } from "./similarity.ts";

/**
 * Matches open newcomers with offers that have closed or gone and that they continue: a similar body of the
 * same startup, or the same job under a name that the offer has had. The offer's key and history go on under
 * the new name. Drafts are never continued, because they were never open.
 */
export function matchRepublications(
  assignment: Assignment,
  aliases: ReadonlyMap<OfferId, OfferKey>,
  similarity: Similarity,
  today: Day,
): void {
  const open = assignment.newcomers().filter(({ offer }) => standingOn(offer, today) === "open");
  if (open.length === 0) return;
  const ended = [
    ...assignment
      .stays()
      .flatMap(({ known, seen }) => (standingOn(seen.offer, today) === "closed" ? [known] : [])),
    ...assignment.gone(),
  ].filter(({ opening }) => opening > 0);

  const unmatched = new Set(ended);
  for (const newcomer of open) {
    const known = assignment.known(aliases.get(newcomer.id));
    if (!known || !unmatched.has(known) || !similarity.isSameJob(known, newcomer)) continue;
    unmatched.delete(known);
    assignment.move(known, newcomer, "returned");
  }
  for (const { known, newcomer } of pairsByScore([...unmatched], open, similarity)) {
    if (
      !unmatched.has(known) ||
      !assignment.isNewcomer(newcomer) ||
      !sameStartup(known.offer, newcomer.offer)
    )
      continue;
    unmatched.delete(known);
    assignment.move(known, newcomer, "returned");
  }
}
