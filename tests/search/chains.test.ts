import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ChainTable } from "../../src/search/index/chainTable.ts";
import { ChainWalk, chainsOf, hashOf } from "../../src/search/language/chains.ts";

/** Words and what stands between them, so that chains of every kind come about. */
const PIECES =
  "phare œuvre 𝐀mer ÉTÉ e\u0301té 2024 n° ² a . .net net · _ - / ' ’ ( ) (-) ·( + ++ # , ; \u00ad 😀 \ud835".split(
    " ",
  );
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...PIECES, " ", "\n"), fc.string({ unit: "binary", maxLength: 3 })))
  .map((pieces) => pieces.join(""));

function walked(text: string): { chain: string; hash: number }[] {
  const walk = new ChainWalk();
  const found: { chain: string; hash: number }[] = [];
  walk.begin(text);
  while (walk.next()) found.push({ chain: walk.text.slice(walk.start, walk.end), hash: walk.hash });
  return found;
}

describe("a walk from chain to chain", () => {
  test("meets the chains that the pattern finds, each with its hash", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(walked(text)).toEqual(chainsOf(text).map((chain) => ({ chain, hash: hashOf(chain) })));
      }),
      { numRuns: 2000 },
    );
  });

  test("is over endless runs in no time", () => {
    for (const run of ["a", "(", "a·", "a(", "😀", ".", ".net"]) walked(run.repeat(100_000));
    expect(walked("(".repeat(100_000))).toEqual([]);
  });
});

describe("a table of chains", () => {
  test("tells for a place in a text the number of the chain there, whatever hashes they share", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ maxLength: 8 }), { maxLength: 50 }),
        fc.string(),
        (chains, other) => {
          const table = new ChainTable();
          // Three hashes for all of them.
          for (const chain of chains) table.add(chain, chain.length % 3);
          const text = `${other}${chains.join("")}${other}`;
          let start = other.length;
          for (const [at, chain] of chains.entries()) {
            expect(table.find(text, start, start + chain.length, chain.length % 3)).toBe(at + 1);
            start += chain.length;
          }
          if (!chains.includes(other)) expect(table.find(text, 0, other.length, other.length % 3)).toBe(0);
          expect(table.size).toBe(chains.length);
        },
      ),
    );
  });

  test("grows", () => {
    const table = new ChainTable();
    const words = Array.from({ length: 40_000 }, (_, at) => `mot${at}`);
    for (const word of words) table.add(word, hashOf(word));
    expect(words.every((word, at) => table.find(word, 0, word.length, hashOf(word)) === at + 1)).toBe(true);
    expect(table.size).toBe(words.length);
  });
});
