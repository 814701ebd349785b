import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { meaningOf } from "../../src/search/query/canonical.ts";
import { readQuery } from "../../src/search/query/query.ts";
import { currentFilter, filterMatcher, readFilter } from "../../src/search/ranking/filter.ts";
import { ourLexicon as lexicon } from "../support/words.ts";
import { offerSaying, TODAY } from "./offers.ts";

const config = join(import.meta.dirname, "../../config");
const ours = ["synonymes.yaml", "tournures.yaml", "lieux.yaml", "competences.txt"]
  .map((file) => readFileSync(join(config, file), "utf8"))
  .join(" ");
/** Every word of our files, and words whose stems are small words, courtesy or places. */
const WORDS = [
  ...new Set(ours.match(/[\p{L}\p{N}][\p{L}\p{N}'’+#-]*/gu) ?? []),
  ..."données besoins équipes domaines types lieux départements recherches sons étés hors-sol parus notes vos rentes nantes parisien court".split(
    " ",
  ),
  ...[
    "6 mois",
    "au moins un an",
    "2 à 3 ans",
    "moins de 3 semaines",
    "de longue durée",
    "dès que possible",
    "septembre 2026",
    "à partir de mai 2026",
    "durée:6 mois ou plus",
  ],
];
const word = fc.constantFrom(...WORDS);
const text = fc
  .tuple(
    word,
    fc.array(fc.tuple(fc.constantFrom(" ", " ou ", ", ", "|", " de ", " -", " sauf ", " à "), word), {
      maxLength: 3,
    }),
  )
  .map(([first, rest]) => rest.reduce((before, [glue, next]) => before + glue + next, first));

/** What a filter demands as typed, and as it is stored. */
function meanings(filter: string): { typed: readonly string[]; stored: readonly string[] } | null {
  const read = readFilter(filter, lexicon);
  if (!read.ok) return null;
  return { typed: meaningOf(readQuery(filter, { lexicon, today: TODAY })), stored: meaningOf(read.query) };
}

describe("a filter's canonical text", () => {
  test("demands what was typed, word for word, for every word alone", () => {
    for (const one of WORDS) {
      const both = meanings(one);
      if (both === null) continue;
      expect(both.stored, one).toEqual(both.typed);
      expect(both.stored, one).not.toEqual([]);
    }
  });

  test("demands what was typed, word for word, for words together", () => {
    fc.assert(
      fc.property(text, (filter) => {
        const both = meanings(filter);
        if (both !== null) expect(both.stored).toEqual(both.typed);
      }),
      { numRuns: 1500 },
    );
  });

  test("is its own canonical text", () => {
    fc.assert(
      fc.property(text, (filter) => {
        const read = readFilter(filter, lexicon);
        if (read.ok) expect(currentFilter(read.filter, lexicon)).toBe(read.filter);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["données", "mot:donne"],
    ["transport données", "mot:donne transport"],
    ["data science", "data-scientist"],
    ["science, data", "data|science"],
    ["devops ou android", "android|devop"],
    ["rhône", "lieu:rhone"],
    ["DROM", 'lieu:"outre mer"'],
    ["pôle emploi", "france-travail"],
    ["conseillère emploi", "conseiller emploi"],
    ["chargé de recrutement", "charge recrutement"],
    ["chef d’équipe", "chef equipe"],
    ["mission locale", "local mission"],
    ["poste pas dev ni design", "-designer -developpeur"],
    ["je ne veux pas de dev", "-developpeur"],
    ["du design mais pas en freelance", "-contrat:freelance designer"],
    ["sauf Paris et Lyon", "-lieu:lyon -lieu:pari"],
    ["n’y a-t-il pas un poste à Lyon ?", "lieu:lyon"],
    [
      "dev python ou designer figma",
      "mot:designer|mot:developpeur mot:designer|mot:python mot:developpeur|mot:figma mot:figma|mot:python",
    ],
    ["télétravail ou lyon", "lieu:lyon|télétravail"],
    ["développeuse à Lyon ou à Brest", "developpeur lieu:brest lieu:lyon"],
    ["lieu:paris,lyon contrat:cdi,cdd", "contrat:cdd contrat:cdi lieu:lyon lieu:pari"],
    ["designer pas UI", "-ui designer"],
    ["autre chose que dev", "-developpeur"],
    ["statut:titulaire ou catégorie A", "catégorie:A|statut:titulaire"],
    ["dev TJM 600 € ou plus", 'developpeur paie:"600 euros ou plus"'],
    ["dev 2 jours par semaine", 'developpeur temps:"2 jours par semaine"'],
    ["dev dans le 69", "developpeur lieu:rhone"],
    ["stage 6 mois", 'contrat:stage durée:"6 mois"'],
    ["stage de 4 à 6 mois", 'contrat:stage durée:"4 à 6 mois"'],
    ["au moins un an", 'durée:"12 mois ou plus"'],
    ["18 mois ou un an et demi", 'durée:"18 mois"'],
    ["6 semaines", 'durée:"1,5 mois"'],
    ["mission courte", 'durée:"3 mois ou moins"'],
    ["dev pas plus de 6 mois", 'developpeur durée:"6 mois ou moins"'],
    ["dev sauf stage 2 mois", '-durée:"stage 2 mois" developpeur'],
    ["dev sauf stage, 2 mois", '-contrat:stage developpeur durée:"2 mois"'],
    ["sauf stage, 2 mois", '-contrat:stage durée:"2 mois"'],
    ["pas de mise à disposition de 3 ans", '-durée:"mise à disposition 36 mois"'],
    ["coach septembre 2026", "coach début:2026-09-01..2026-09-30"],
    ["circuit court", "circuit court"],
    ['"chef de produit" -"chef de projet"', '"chef produit" -"chef projet"'],
  ])("of %s is %s", (filter, expected) => {
    expect(readFilter(filter, lexicon)).toMatchObject({ ok: true, filter: expected });
  });
});

describe("a stored filter of an earlier version keeps its meaning", () => {
  test.each([
    ["developpeur lieu:lyon", "developpeur lieu:lyon"],
    ["contrat:cdd contrat:freelance developpeur", "contrat:cdd contrat:freelance developpeur"],
    ["lieu:idf", 'lieu:"ile de france"'],
    ["titulaire", "statut:titulaire"],
    ["-product-owner", "-product-owner"],
    ["", ""],
  ])("%s is %s today", (stored, today) => {
    expect(currentFilter(stored, lexicon)).toBe(today);
  });

  test("one that cannot be read any more lets nothing in", () => {
    const matches = filterMatcher(lexicon);
    for (const stored of ["contrat:xyz", "lieu:atlantide", "de la"])
      expect(matches(stored, offerSaying("Développeuse", { places: ["Lyon"] })), stored).toBe(false);
  });
});

describe("a filter is refused", () => {
  test.each([
    ["de la", { kind: "nothing" }],
    ["bonjour", { kind: "nothing" }],
    ["emploi", { kind: "nothing" }],
    ["tout", { kind: "everything" }],
    ["lieu:", { kind: "value", field: "lieu", value: "" }],
    ["startup:", { kind: "value", field: "startup", value: "" }],
    ["contrat:xyz", { kind: "value", field: "contrat", value: "xyz" }],
    ["lieu:lion", { kind: "value", field: "lieu", nearest: "Lyon" }],
    ["contrat:cdi,cddd", { kind: "value", field: "contrat", nearest: "CDD" }],
    ["lieu:paris -lieu:paris", { kind: "contradiction" }],
    ["junior -junior", { kind: "contradiction", text: "junior" }],
    ["depuis:7j", { kind: "since" }],
    ["les annonces de mai 2022", { kind: "since" }],
    ["durée:siècle", { kind: "value", field: "durée", value: "siècle", nearest: "6 mois" }],
    ["dev 5 ans d'expérience", { kind: "unread", text: "5 ans d'expérience" }],
  ])("%s", (filter, problem) => {
    expect(readFilter(filter, lexicon)).toMatchObject({ ok: false, problem });
  });

  test("but words that nobody has said yet are taken", () => {
    expect(readFilter("xyzzy", lexicon)).toMatchObject({ ok: true, filter: "xyzzy" });
  });
});
