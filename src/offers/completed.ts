import { NO_FACTS, type Offer } from "./offer.ts";

/** Fields that came after the first release of the store: an offer that is gone is never read again. */
const LATER: Pick<Offer, "profile"> = { profile: null };

const FIELDS = Object.keys(LATER);
const FACTS = Object.keys(NO_FACTS);

/** An offer as an earlier version may have stored it, with the fields that have come since; they state nothing. */
export function completed(offer: Offer): Offer {
  // A row that somebody tampered with is named by those who read it.
  const isWhole =
    !offer.facts ||
    (FIELDS.every((field) => Object.hasOwn(offer, field)) &&
      FACTS.every((fact) => Object.hasOwn(offer.facts, fact)));
  return isWhole ? offer : { ...LATER, ...offer, facts: { ...NO_FACTS, ...offer.facts } };
}
