import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Offer } from "../../src/offers/offer.ts";
import { readQuery } from "../../src/search/query/query.ts";
import {
  filterExplainer,
  filterMatcher,
  matchesFilter,
  readFilter,
} from "../../src/search/ranking/filter.ts";
import { SearchIndex } from "../../src/search/searchIndex.ts";
import { ourLexicon } from "../support/words.ts";
import { keyOf, type OfferSays, offerSaying, TODAY } from "./offers.ts";

const lexicon = ourLexicon;

function takes(filter: string, offer: Offer): boolean {
  const reading = readFilter(filter, lexicon);
  if (!reading.ok) throw new Error(reading.problem.kind);
  return matchesFilter(reading.query, offer, lexicon);
}

describe("a filter takes an offer", () => {
  test.each<[string, string, OfferSays]>([
    ["devops", "DevOps Senior", {}],
    ["devops", "Administrateur système", {}],
    ["dev ops", "DevOps Senior", {}],
    ["développeuse python", "Dev back", { skills: ["Python"] }],
    ["tchap", "Designer", { startup: "tchap" }],
    ["développement", "Une personne", { domains: ["Développement"] }],
    ["cdd", "Designer", { contracts: ["CDD"] }],
    ["lieu:lyon", "Designer", { places: ["Paris", "Lyon"] }],
    ["bretagne", "Designer", { places: ["Rennes"] }],
    ["télétravail", "Designer", { remote: "partial" }],
    ["junior", "Designer junior", {}],
    ["stage", "Designer (stage)", {}],
    ['"chef de produit"', "Chef de produit numérique", {}],
    ['"chargée de développement"', "Un·e chargé·e de développement", {}],
    ["déploiement", "Chargé·e de déploiement", {}],
    ['"développement territorial"', "Chargé(e) de développement territorial", {}],
    ["-php", "Dev", { body: "PHP" }],
    ["designer lieu:paris lieu:lyon", "Designer", { places: ["Lyon"] }],
    ["chauffeuse", "Chauffeur de bus", {}],
    ["startup:e-chauffeur", "Dev", { startup: "e-chauffeur" }],
    ["", "Tout", {}],
  ])("%j takes « %s » %j", (filter, title, says) => {
    expect(takes(filter, offerSaying(title, says))).toBe(true);
  });
});

describe("a filter does not take an offer", () => {
  test.each<[string, string, OfferSays]>([
    ["devops", "Développeur", { body: "un peu de devops" }],
    ["devopz", "DevOps", {}],
    ["devo", "DevOps", {}],
    ["développeur", "Business developer", {}],
    ["développeur python", "Développeur", { skills: ["Ruby"] }],
    ["lieu:lyon", "Designer", { places: ["Paris"], remote: "full" }],
    ["lieu:lyon", "Designer", {}],
    ["full remote", "Designer", { remote: "partial" }],
    ["junior", "Designer", { junior: null }],
    ["backend", "Développeur fullstack", {}],
    ['"produit chef"', "Chef de produit", {}],
    ["designer -figma", "Designer", { skills: ["Figma"] }],
    ["-déploiement", "Chargé·e de déploiement", {}],
    ["designer hors Paris", "Designer", { places: ["Paris"] }],
    ["tchap", "Designer", { file: "offre-tchap.md" }],
    ["chauffeur", "Dev", { startup: "e-chauffeur" }],
    ["agent d'accueil", "Agent de communication", { domains: ["Accueil"] }],
  ])("%j does not take « %s » %j", (filter, title, says) => {
    expect(takes(filter, offerSaying(title, says))).toBe(false);
  });
});

test("a filter with a receding day or more words than are read is refused", () => {
  expect(readFilter("devops depuis:7j", lexicon)).toEqual({ ok: false, problem: { kind: "since" } });
  expect(readFilter("a".repeat(300), lexicon)).toEqual({ ok: false, problem: { kind: "too-long" } });
});

test("matching by canonical text is the same matching", () => {
  const matches = filterMatcher(lexicon);
  const offer = offerSaying("Développeuse", { places: ["Lyon"] });
  expect(matches("developpeur lieu:lyon", offer)).toBe(true);
  expect(matches("designer", offer)).toBe(false);
  expect(matches("", offer)).toBe(true);
});

const WORDS =
  'devops|dev ops|développeuse|chargé de déploiement|product owner|PO|designer|UX/UI|react|node.js|tchap|data.gouv.fr|pass culture|lyon|à Rennes|Paris|CDD|stage|junior|télétravail|hors dev|-react|"product owner"|lieu:lyon|contrat:cdd|startup:tchap|full remote|science|data|xyzzy|back-end|Nice|chauffeur|-chauffeur|e-chauffeur|chef de cuisine|responsable|6 mois|au moins un an|durée:3-6mois|mission courte|-durée:36mois|3 ans|septembre 2026|dès que possible|à partir de mai 2026'.split(
    "|",
  );
const phrase = fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }).map((words) => words.join(" "));
const anyOffer = fc
  .record({
    title: phrase,
    startup: fc.constantFrom(null, "tchap", "data.gouv.fr", "pass-culture", "Node", "e-chauffeur"),
    skills: fc.subarray(["React", "Node.js", "Python"]),
    places: fc.subarray(["Lyon", "Paris", "Rennes"]),
    contracts: fc.subarray(["CDD", "stage", "freelance"] as const),
    remote: fc.constantFrom(null, "full", "partial", "none" as const),
    junior: fc.constantFrom(null, true, false),
    start: fc.constantFrom(null, "septembre 2026", "dès que possible"),
    duration: fc.constantFrom(null, "6 mois", "CDD 3 ans", "3 mois renouvelables", "4 à 6 mois"),
    body: phrase,
  })
  .map(({ title, ...says }) => offerSaying(title, says));

describe("for any filter", () => {
  test("whatever it takes, the search finds", () => {
    fc.assert(
      fc.property(phrase, fc.array(anyOffer, { minLength: 1, maxLength: 8 }), (text, offers) => {
        const reading = readFilter(text, lexicon);
        if (!reading.ok) return;
        const index = new SearchIndex(lexicon);
        for (const [at, offer] of offers.entries()) index.replace(keyOf(String(at)), offer, "open");
        for (const query of [reading.query, readQuery(text, { lexicon, today: TODAY })]) {
          const found = index.search(query, { standing: "open", limit: 100 }).hits.map((hit) => hit.key);
          const taken = offers.flatMap((offer, at) =>
            matchesFilter(query, offer, lexicon) ? [keyOf(String(at))] : [],
          );
          expect(found).toEqual(expect.arrayContaining(taken));
        }
      }),
      { numRuns: 400 },
    );
  });

  test("its canonical text means the same and is its own canonical text", () => {
    fc.assert(
      fc.property(phrase, anyOffer, (text, offer) => {
        const reading = readFilter(text, lexicon);
        if (!reading.ok) return;
        const again = readFilter(reading.filter, lexicon);
        expect(again.ok && again.filter).toBe(reading.filter);
        expect(filterMatcher(lexicon)(reading.filter, offer)).toBe(
          matchesFilter(reading.query, offer, lexicon),
        );
      }),
      { numRuns: 400 },
    );
  });
});

test("what a filter makes of an offer, told demand by demand, is what it does", () => {
  const explain = filterExplainer(lexicon);
  fc.assert(
    fc.property(phrase, anyOffer, (text, offer) => {
      const reading = readFilter(text, lexicon);
      if (!reading.ok) return;
      const demands = explain(text, offer);
      expect(demands.every(({ met }) => met)).toBe(matchesFilter(reading.query, offer, lexicon));
      expect(demands.length > 0).toBe(reading.filter !== "");
    }),
    { numRuns: 400 },
  );
});

test("a filter without any word is refused, for it would take every offer", () => {
  for (const text of ["🦄", "a".repeat(60), "???", '""'])
    expect(readFilter(text, lexicon), text).toEqual({ ok: false, problem: { kind: "nothing" } });
  expect(readFilter("  ", lexicon)).toMatchObject({ ok: true, filter: "" });
});
