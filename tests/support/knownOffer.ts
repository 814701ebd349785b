import type { KnownOffer } from "../../src/offers/catalogue.ts";
import { anOffer } from "./anOffer.ts";
import { offerKey } from "./identifiers.ts";

/** An offer as the store keeps it: published once and open, unless `change` says otherwise. */
export function knownOffer(key: string, change: Partial<KnownOffer> = {}): KnownOffer {
  const offer = anOffer({
    id: `2026-01-01-${key}`,
    title: `Poste « ${key} » d’été`,
    startup: null,
    date: null,
    facts: { places: ["Lyon"], contracts: ["CDD"] },
    body: "Une mission.\n",
  });
  return {
    key: offerKey(key),
    id: offer.id,
    status: "open",
    opening: 1,
    offer,
    fingerprint: `print ${key}`,
    stood: "open",
    openedAt: 1000,
    closedAt: null,
    missingSince: null,
    ...change,
  };
}
