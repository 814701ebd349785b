import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chainsOf } from "../../src/search/language/chains.ts";
import { stem } from "../../src/search/language/inflection.ts";
import { readChain, stemsOf } from "../../src/search/language/normalise.ts";
import { fold } from "../../src/text/fold.ts";

describe("written forms", () => {
  test.each([
    "développeur",
    "Développeuse",
    "développeurs",
    "DÉVELOPPEUSES",
    "développeur·euse",
    "développeur·se",
    "développeur·se·s",
    "développeu·r·se·s",
    "développeuse·eur",
    "développeur•euse",
    "développeur‧se",
    "développeur.euse",
    "développeur.se",
    "développeurs.ses",
    "développeur/euse",
    "développeur/se",
    "développeur-euse",
    "développeur-se",
    "développeur(euse)",
    "développeur(se)",
    "développeur(se)s",
    "développeurs.se(s)",
    "développeur·(euse)",
    "développeur(-euse)",
    "developpeur",
    "developpeuse",
    "de\u0301veloppeur",
    "développ\u00adeur",
  ])("%s is a développeur", (form) => {
    expect(stemsOf(form)).toEqual(["developpeur"]);
  });

  test.each([
    ["développeuse ou développeur", ["developpeur", "developpeur"]],
    ["Développeur/Développeuse", ["developpeur", "developpeur"]],
    ["Chargé·e de déploiement", ["charge", "deploiement"]],
    ["CHARGÉE DE DÉPLOIEMENT", ["charge", "deploiement"]],
    ["Administrat.eur.rice système", ["administrateur", "systeme"]],
    ["Chef(fe) de produit (H/F)", ["chef", "produit"]],
    ["intrapreneur·e", ["intrapreneur"]],
    ["l’infirmière d'une œuvre", ["infirmier", "oeuvre"]],
    ["qu'aujourd’hui", ["aujourd", "hui"]],
    ["les outils régionaux", ["outil", "regional"]],
    ["développement", ["developpement"]],
  ])("%s", (text, stems) => {
    expect(stemsOf(text)).toEqual(stems);
  });
});

describe("names of the trade", () => {
  test.each([
    ["Node.js", "node"],
    ["NodeJS", "node"],
    ["node", "node"],
    ["Vue.js", "vue"],
    ["C++", "cpp"],
    ["C#", "csharp"],
    [".NET", "dotnet"],
  ])("%s is %s", (text, name) => {
    expect(stemsOf(text)).toEqual([name]);
  });

  test("a hyphen also joins: full-stack may be asked for as fullstack", () => {
    expect(readChain("full-stack")).toMatchObject({ parts: ["full", "stack"], joined: "fullstack" });
  });

  test("a slash does not join two words", () => {
    expect(readChain("ux/ui")).toMatchObject({ parts: ["ux", "ui"], joined: null });
  });

  test("a host name is told from words", () => {
    expect(readChain("data.gouv.fr")).toMatchObject({ host: true, joined: "datagouvfr" });
    expect(readChain("chargé.e")).toMatchObject({ host: false });
  });
});

describe("any text", () => {
  test("a stem is its own stem", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."aeiostruxlnfbj".split("")), maxLength: 14 }),
        (word) => {
          expect(stem(stem(word))).toBe(stem(word));
        },
      ),
    );
  });

  test("folding twice changes nothing more", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { examples: [["\u1fef"]] },
    );
  });

  test("endless runs are read in no time and give no words", () => {
    expect(stemsOf("a".repeat(200_000))).toEqual([]);
    expect(chainsOf("(".repeat(200_000))).toEqual([]);
    expect(stemsOf("a·".repeat(100_000))).toEqual([]);
  });
});
