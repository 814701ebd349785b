import { type Facts, NO_FACTS, type Offer, type OfferId } from "../../src/offers/offer.ts";
import { saidByBody } from "../../src/offers/reading/parse.ts";

/** The fields of an offer that a test cares for. */
export type OfferChange = Partial<Omit<Offer, "id" | "facts">> & {
  readonly id?: string;
  readonly facts?: Partial<Facts>;
  /** Markdown, of which the offer has what is kept of a body. */
  readonly body?: string;
};

/** An open offer that states no fact, unless `change` says otherwise; its file is named by its id. */
export function anOffer({ id = "2026-01-15-essai", facts, body = "", ...change }: OfferChange = {}): Offer {
  return {
    file: `${id}.md`,
    open: true,
    draft: false,
    publication: null,
    depublication: null,
    title: "Chargé·e d'essais",
    titleSource: "roles",
    startup: "essai",
    domains: [],
    date: "2026-01-15",
    externalUrl: null,
    ...saidByBody(body),
    summary: null,
    ...change,
    id: id as OfferId,
    facts: { ...NO_FACTS, ...facts },
  };
}
