import process from "node:process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outlineOf } from "../../../src/offers/body/outline.ts";
import { sentencesOf } from "../../../src/offers/facts/sentences.ts";
import { foldInPlace } from "../../../src/text/fold.ts";
import { factsOf } from "./anOffer.ts";

const MEBIBYTE = 1024 * 1024;

describe("hostile bodies", () => {
  it.each([
    "a",
    "[",
    "[a](",
    "<a href=",
    "a@",
    "a.",
    "Paris ",
    "- a\n",
    "https://a",
    "télétravail 1 à 2 ",
    "contrat de 3 mois, ",
    "80 % ",
    "entre 3 et ",
    "*_",
    "La Le Saint ",
  ])("of 1 MiB of %j cost under a second of CPU", (piece) => {
    const body = piece.repeat(Math.ceil(MEBIBYTE / piece.length));
    const before = process.cpuUsage();
    factsOf(body);
    const { user } = process.cpuUsage(before);
    expect(user / 1e6).toBeLessThan(1);
  });

  it("never throw, whatever they hold", () => {
    const pieces = fc.constantFrom(
      "[",
      "](",
      ")",
      "mailto:",
      "<a href=",
      "\ufffc",
      "\u0000",
      "İ",
      "각",
      "🙂",
      "\n",
      "\n---\n",
      "# ",
      "- ",
      "Paris ",
      "télétravail ",
      "31/02/2021",
      "avant le ",
      "jusqu'au ",
      "https://",
      "a@b.fr",
      "React ",
      "1 à 2 jours par semaine ",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: "binary" }))), (parts) => {
        const facts = factsOf(parts.join(""), { title: parts.slice(0, 3).join("") });
        expect(JSON.stringify(facts)).not.toMatch(/\ufffc/);
      }),
    );
  });

  it("take odd values of the front matter for nothing", () => {
    const odd = [null, 12, {}, [[]], new Date(Number.NaN), "", "__proto__"];
    for (const value of odd) {
      const fields = { contrat: value, techno: value, junior: value, externalURL: value };
      expect(factsOf("Bonjour", { fields })).toMatchObject({
        contracts: [],
        skills: [],
        junior: null,
        applyUrls: [],
      });
    }
  });
});

describe("folding", () => {
  it("keeps every position", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => foldInPlace(text).length === text.length));
    expect(foldInPlace("ÉTÉ – L’Œuvre « à » 10 €")).toBe('ete - l\'œuvre " a " 10 €');
  });
});

describe("sentences", () => {
  it("lose markup, keep dots within words, and know their heading", () => {
    const [heading, first, second] = sentencesOf(
      outlineOf("## Modalités\n\n- Chargé.e **de** [projet](https://example.org), en Node.js. Ensuite ?"),
    );
    expect(heading).toMatchObject({ text: "Modalités", isHeading: true });
    expect(first).toMatchObject({ topic: "terms", heading: "modalites", bullet: true });
    expect(first?.text).toMatch(/^Chargé\.e de projet .*, en Node\.js\.$/);
    expect(first?.addresses).toEqual([
      { kind: "url", value: "https://example.org", label: "projet", hidden: false, start: 18, end: 18 },
    ]);
    expect(second?.text).toBe("Ensuite ?");
  });
});
