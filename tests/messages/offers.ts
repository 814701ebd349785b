import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Offer } from "../../src/offers/offer.ts";
import { readOffer } from "../../src/offers/reading/parse.ts";
import { ourNames } from "../support/words.ts";

const FOLDER = join(import.meta.dirname, "../../offers");

/** An offer of the repository's own folder, as the bot reads it. */
export function seed(id: string): Offer {
  const { offer } = readOffer(`${id}.md`, readFileSync(join(FOLDER, `${id}.md`)), ourNames);
  if (offer === null) throw new Error(`The seed ${id} cannot be read.`);
  return offer;
}
