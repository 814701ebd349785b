import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Facts, NO_FACTS, type Offer, type OfferId } from "../../src/offers/offer.ts";
import { readOffer } from "../../src/offers/reading/parse.ts";
import { ourNames } from "../support/words.ts";

const FOLDER = join(import.meta.dirname, "../../offers");

/** An offer of the repository's own folder, as the bot reads it. */
export function seed(id: string): Offer {
  const { offer } = readOffer(`${id}.md`, readFileSync(join(FOLDER, `${id}.md`)), ourNames);
  if (offer === null) throw new Error(`The seed ${id} cannot be read.`);
  return offer;
}

export function offerWith(said: Partial<Omit<Offer, "facts">> & { facts?: Partial<Facts> }): Offer {
  const id = said.id ?? ("2026-01-15-essai" as OfferId);
  return {
    id,
    file: `${id}.md`,
    open: true,
    depublication: null,
    title: "Chargé·e d'essais",
    titleSource: "roles",
    startup: "essai",
    domains: [],
    date: "2026-01-15",
    externalUrl: null,
    summary: null,
    body: "",
    ...said,
    facts: { ...NO_FACTS, ...said.facts },
  };
}
