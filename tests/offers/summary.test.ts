import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outlineOf } from "../../src/offers/body/outline.ts";
import { SUMMARY_LIMIT, summarise } from "../../src/offers/reading/summary.ts";

function summaryOf(body: string): string | null {
  return summarise(outlineOf(body));
}

describe("the summary", () => {
  it("lists the work before it names the mission", () => {
    const body = [
      "## Contexte",
      "Le service existe depuis 2020.",
      "## Mission :",
      "Au sein de l’équipe, vous veillerez au service.",
      "## Activités principales :",
      "- Maintenir les **environnements** ;",
      "- Documenter",
      "- Former les équipes",
    ].join("\n");
    expect(summaryOf(body)).toBe("Maintenir les environnements ; Documenter ; Former les équipes");
  });

  it.each([
    "## La mission",
    "### 🚀 Vos missions",
    "# Rôle et mission",
    "## Le poste",
    "**Descriptif du poste**",
    "Responsabilités\n=====",
    "Mission\n---",
    "## Ce que vous ferez",
    "## CE QUE TU FERAS",
  ])("comes from under %s", (heading) => {
    expect(
      summaryOf(
        `Bonjour à toutes et à tous.\n\n${heading}\n\nConcevoir le service.\n\n## Profil\n\nCurieux.`,
      ),
    ).toBe("Concevoir le service.");
  });

  it("reaches over sub-sections", () => {
    expect(summaryOf("## Mission\n### Web\nCoder.\n### Données\nCompter.\n## Profil\nCurieux.")).toBe(
      "Coder. Compter.",
    );
  });

  it.each([
    "## Durée de la mission",
    "## Lieu de la mission",
    "## Notre mission",
    "## La mission de beta.gouv.fr",
  ])("does not come from under %s", (heading) => {
    expect(summaryOf(`${heading}\nSix mois à Paris.\n## Le poste\nConcevoir le service.`)).toBe(
      "Concevoir le service.",
    );
  });

  it("else is the first paragraph that is not about beta.gouv.fr", () => {
    const body = [
      "## Qui sommes-nous ?",
      "beta.gouv.fr aide les administrations à construire des services.",
      "",
      "L’équipe Courriers cherche une personne",
      "pour rendre les courriers lisibles.",
      "",
      "Elle est à Lyon.",
    ].join("\n");
    expect(summaryOf(body)).toBe(
      "L’équipe Courriers cherche une personne pour rendre les courriers lisibles.",
    );
  });

  it("begins with the sentence that says who, where the one about the job says « elle »", () => {
    expect(summaryOf("Le port dort. La capitainerie veille. Elle cherche une vigie pour ses nuits.")).toBe(
      "La capitainerie veille. Elle cherche une vigie pour ses nuits.",
    );
    expect(summaryOf("La capitainerie veille. Il s'agit de compter les voiles, de la digue au phare.")).toBe(
      "Il s'agit de compter les voiles, de la digue au phare.",
    );
  });

  it("keeps the heading that ends with a colon, without its number, and joins items by one sign", () => {
    const body = [
      "## La mission pour laquelle on recrute",
      "### 1. Former les passeurs pour qu'ils lisent la carte :",
      "- les appeler ; et",
      "- les aider, ou",
      "- les remplacer.",
    ].join("\n");
    expect(summaryOf(body)).toBe(
      "Former les passeurs pour qu'ils lisent la carte : les appeler ; les aider ; les remplacer.",
    );
  });

  it("is absent rather than empty", () => {
    for (const body of ["", "\n\n", "## Mission\n", "https://exemple.fr", "<!--more-->"])
      expect(summaryOf(body)).toBeNull();
  });

  it("is cut between words", () => {
    const summary = summaryOf(`## Mission\n${"Rendre les courriers lisibles, ".repeat(20)}`) ?? "";
    expect(summary.length).toBeLessThanOrEqual(SUMMARY_LIMIT);
    expect(summary).toMatch(/[a-z]…$/);
    expect(summary.length).toBeGreaterThan(SUMMARY_LIMIT - 20);
  });

  it("is never longer than its limit, nor cut within a character", () => {
    const unit = fc.constantFrom("a", "mot ", "😀", "\n", "# Mission\n", "- ", ", ", "é");
    fc.assert(
      fc.property(fc.array(unit, { minLength: 100, maxLength: 700 }), (pieces) => {
        const summary = summaryOf(pieces.join("")) ?? "";
        expect(summary.length).toBeLessThanOrEqual(SUMMARY_LIMIT);
        expect(summary.isWellFormed()).toBe(true);
      }),
    );
  });
});
