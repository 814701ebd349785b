import { deepStrictEqual } from "node:assert";
import { ourWords } from "../scripts/ourWords.ts";
import { namesFor } from "../src/offers/facts/names.ts";
import { readListed } from "../src/offers/reading/listing.ts";
import { readOffer } from "../src/offers/reading/parse.ts";
import { shingles } from "../src/offers/tracking/shingles.ts";
import { inputOf } from "./input.ts";
import { type Subject, trial } from "./trial.ts";

/** Hostile files through the reading of offers, as a scan does it; what comes of them has to be what JSON keeps. */
export function offers(): Subject {
  const ours = ourWords().names;
  const theirs = namesFor(ours, {
    fields: { roles: ["title"], lieu: ["roles", "date"], contact: ["startup", "techno"] },
    open: { junior: true },
  });
  return {
    attempt(seed) {
      const names = seed % 2 === 0 ? ours : theirs;
      const { file, bytes, about } = inputOf(seed);
      return trial(about, bytes.length, () => {
        const reading = readListed(file, bytes, names) ?? readOffer(file, bytes, names);
        for (const { text } of reading.offer?.sections ?? []) shingles(text);
        deepStrictEqual(
          JSON.parse(JSON.stringify(reading)),
          { ...reading },
          "it is not what JSON makes of it",
        );
        return [];
      });
    },
    sum: () => "",
    close: async () => {},
  };
}
