import type { Day, OfferId, OfferKey } from "../offer.ts";
import { standingOn } from "../standing.ts";
import type { Claims } from "./claims.ts";
import { sameStartup } from "./identity.ts";
import type { Likeness } from "./likeness.ts";
import { bySureness } from "./pairing.ts";

/**
 * A newcomer that opens again what has closed or gone: a similar body of the same startup, or the same job under a
 * name that the offer has had. The offer's key and history go on under the new name.
 */
export function followRepublications(
  claims: Claims,
  aliases: ReadonlyMap<OfferId, OfferKey>,
  likeness: Likeness,
  today: Day,
): void {
  const open = claims.newcomers().filter(({ offer }) => standingOn(offer, today) === "open");
  if (open.length === 0) return;
  const ended = [
    ...claims
      .stays()
      .flatMap(({ known, seen }) => (standingOn(seen.offer, today) === "closed" ? [known] : [])),
    ...claims.gone(),
  ].filter(({ opening }) => opening > 0);

  const still = new Set(ended);
  for (const newcomer of open) {
    const known = claims.known(aliases.get(newcomer.id));
    if (!known || !still.has(known) || !likeness.isSameJob(known, newcomer)) continue;
    still.delete(known);
    claims.move(known, newcomer, "returned");
  }
  for (const { known, newcomer } of bySureness([...still], open, likeness)) {
    if (!still.has(known) || !claims.isNewcomer(newcomer) || !sameStartup(known.offer, newcomer.offer))
      continue;
    still.delete(known);
    claims.move(known, newcomer, "returned");
  }
}
