import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Names } from "../src/offers/facts/names.ts";
import type { Offer } from "../src/offers/offer.ts";
import { readOffer } from "../src/offers/reading/parse.ts";

export interface CorpusOffer extends Offer {
  /** Markdown, for rankers that read it themselves. */
  readonly body: string;
}

/** Every offer that the judgements are about: the corpus and the seeds, as they are read. */
export function readCorpus(shared: string, names: Names): CorpusOffer[] {
  return ["offers-corpus", "seeds"].flatMap((folder) =>
    readdirSync(join(shared, folder))
      .sort()
      .flatMap((file) => {
        const { offer, body } = readOffer(file, readFileSync(join(shared, folder, file)), names);
        return offer === null ? [] : [{ ...offer, body: body ?? "" }];
      }),
  );
}
