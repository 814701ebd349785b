import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OfferKey } from "../../src/offers/offer.ts";
import type { Standing } from "../../src/offers/standing.ts";
import { readQuery } from "../../src/search/query/query.ts";
import { SearchIndex } from "../../src/search/searchIndex.ts";
import { anOffer } from "../support/anOffer.ts";
import { ourLexicon } from "../support/words.ts";

const WORDS = [
  "phare",
  "développeuse",
  "python",
  "Lyon",
  "produit",
  "œuvre",
  "designer",
  "React",
  "télétravail",
];
const QUERIES = [
  "",
  ...WORDS,
  '"phare produit"',
  "devlopeuse",
  "dév",
  "lieu:Lyon",
  "contrat:CDD",
  "startup:phare",
];

/** An offer that follows from its number alone. */
function numbered(number: number) {
  const word = (at: number) => WORDS[(number * 7 + at * at) % WORDS.length] ?? "";
  return anOffer({
    id: `2026-01-0${1 + (number % 9)}-offre-${number}`,
    title: `${word(1)} ${word(2)}`,
    startup: number % 3 === 0 ? "phare" : `Service ${word(3)}`,
    facts: {
      places: number % 2 === 0 ? ["Lyon"] : [],
      contracts: number % 4 === 0 ? ["CDD"] : [],
      skills: [word(4)],
    },
    body: `## Mission\n\n${[5, 6, 7, 8, 9].map(word).join(" ")} mot${number}\n\n## Profil\n\n${word(10)}`,
  });
}

type Held = Map<OfferKey, { offer: ReturnType<typeof anOffer>; standing: Standing }>;

function searched(index: SearchIndex) {
  return QUERIES.map((text) => {
    const query = readQuery(text, { lexicon: ourLexicon, today: "2026-02-01" });
    return [text, index.search(query, { standing: "all", limit: 50 })];
  });
}

const deed = fc.record({
  key: fc.nat(12),
  number: fc.nat(40),
  remove: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
});

function play(
  index: SearchIndex,
  held: Held,
  deeds: readonly { key: number; number: number; remove: boolean }[],
): void {
  for (const { key, number, remove } of deeds) {
    const one = key as OfferKey;
    if (remove) {
      index.remove(one);
      held.delete(one);
      continue;
    }
    const entry = {
      offer: numbered(number),
      standing: number % 5 === 0 ? ("closed" as const) : ("open" as const),
    };
    index.replace(one, entry.offer, entry.standing);
    held.set(one, entry);
  }
}

describe("an index that was written down", () => {
  test("answers as it did, and goes on as the one that stayed", () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), fc.array(deed, { maxLength: 15 }), (before, after) => {
        const stayed = new SearchIndex(ourLexicon);
        const held: Held = new Map();
        play(stayed, held, before);
        const back = SearchIndex.decode(stayed.encode(), ourLexicon, (key) => held.get(key));
        expect(back.size).toBe(stayed.size);
        expect(searched(back)).toEqual(searched(stayed));
        play(stayed, new Map(held), after);
        play(back, new Map(held), after);
        expect(searched(back)).toEqual(searched(stayed));
      }),
      { numRuns: 60, seed: 20261128 },
    );
  });

  test("is without the offers that changed since, and finds what they say once they are given", () => {
    const index = new SearchIndex(ourLexicon);
    const held: Held = new Map();
    play(
      index,
      held,
      [1, 2, 3].map((key) => ({ key, number: key, remove: false })),
    );
    const bytes = index.encode();
    const changed = 2 as OfferKey;
    const back = SearchIndex.decode(bytes, ourLexicon, (key) =>
      key === changed ? undefined : held.get(key),
    );
    expect(back.size).toBe(2);
    const hits = (text: string) =>
      back.search(readQuery(text, { lexicon: ourLexicon, today: "2026-02-01" }), {
        standing: "all",
        limit: 9,
      }).hits;
    expect(hits("mot2").map(({ key }) => key)).not.toContain(changed);
    back.replace(changed, numbered(30), "open");
    expect(hits("mot30").map(({ key }) => key)).toEqual([changed]);
  });

  test("is read from any place in memory, and refused when it is cut short", () => {
    const index = new SearchIndex(ourLexicon);
    const held: Held = new Map();
    play(index, held, [{ key: 1, number: 1, remove: false }]);
    const bytes = index.encode();
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    const back = SearchIndex.decode(shifted.subarray(1), ourLexicon, (key) => held.get(key));
    expect(searched(back)).toEqual(searched(index));
    expect(() => SearchIndex.decode(bytes.slice(0, -8), ourLexicon, (key) => held.get(key))).toThrow();
    expect(() => SearchIndex.decode(new Uint8Array(2), ourLexicon, () => undefined)).toThrow();
  });
});
