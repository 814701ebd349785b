import { describe, expect, it } from "vitest";
import { fingerprintOf } from "../../src/offers/body/fingerprint.ts";
import { outlineOf } from "../../src/offers/body/outline.ts";
import { sectionsOf } from "../../src/offers/reading/sections.ts";
import { isSimilar, jaccard, shingles } from "../../src/offers/tracking/shingles.ts";

const BODY =
  "## Mission\n\nAu sein de l’équipe, vous rendrez les courriers lisibles pour toutes et tous, à Lyon ou ailleurs.";

function ofBody(body: string) {
  return shingles(
    sectionsOf(outlineOf(body))
      .map(({ text }) => text)
      .join("\n"),
  );
}

describe("the fingerprint of a body", () => {
  it("does not see white space", () => {
    expect(fingerprintOf(`\n${BODY.replaceAll(" ", "\u00a0 \t")}\n\n`)).toBe(fingerprintOf(BODY));
    expect(fingerprintOf(BODY)).toMatch(/^[0-9a-f]{64}$/);
  });

  it("sees everything else", () => {
    expect(fingerprintOf(BODY.replace("Lyon", "lyon"))).not.toBe(fingerprintOf(BODY));
    expect(fingerprintOf(BODY.replace("à Lyon", "àLyon"))).not.toBe(fingerprintOf(BODY));
  });
});

describe("similarity", () => {
  it("does not see case, accents, markup or white space", () => {
    const other = BODY.replace("## Mission", "**MISSION**").replace("équipe", "EQUIPE").replaceAll(" ", "\n");
    expect(jaccard(ofBody(BODY), ofBody(other))).toBe(1);
  });

  it("is the share of three-word shingles that two bodies have in common", () => {
    expect(jaccard(shingles("a b c d"), shingles("a b c e"))).toBe(1 / 3);
    expect(jaccard(shingles("a b c"), shingles("c b a"))).toBe(0);
    expect(jaccard(shingles("a b c d e"), shingles("b c d"))).toBe(1 / 3);
    expect(jaccard(shingles("a b"), shingles("a  b"))).toBe(1);
  });

  it("of an empty body is nothing", () => {
    expect(jaccard(shingles(""), shingles("***"))).toBe(0);
  });

  it("is enough from 0.7 on", () => {
    const words = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => `mot${from + index}`).join(" ");
    // Shingles: 0–99 and 15–114 share 85 of 115 (0.739); 0–99 and 20–119 share 80 of 120 (0.667).
    expect(isSimilar(shingles(words(0, 102)), shingles(words(15, 117)))).toBe(true);
    expect(isSimilar(shingles(words(0, 102)), shingles(words(20, 122)))).toBe(false);
  });
});
