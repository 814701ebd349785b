import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonical } from "../../src/search/query/canonical.ts";
import { LONGEST_QUERY, MOST_CHOICES, readQuery } from "../../src/search/query/query.ts";
import { ourLexicon } from "../support/words.ts";
import { TODAY } from "./offers.ts";

const lexicon = ourLexicon;
const read = (text: string) => readQuery(text, { lexicon, today: TODAY });
const meaning = (text: string) => canonical(read(text), { lexicon, today: TODAY });

describe("the same meaning has the same text", () => {
  test.each([
    ["développeuse·eur à Lyon", "developpeur lieu:lyon"],
    ["lieu:Lyon dev", "developpeur lieu:lyon"],
    ["Dev sur Lyon !", "developpeur lieu:lyon"],
    ["full stack", "fullstack"],
    ["full-stack", "fullstack"],
    ["dev ops", "devop"],
    ["PO", "product-owner"],
    ["chargée ou chargé de déploiement", "charge-deploiement"],
    ["python dev", "developpeur python"],
    ["dev python python", "developpeur python"],
  ])("%s → %s", (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

/** Each of the two wishes with its place, multiplied out. */
const BOTH = "bizdev|coach bizdev|lieu:nante coach|lieu:renne lieu:nante lieu:renne";

describe("sentences", () => {
  test.each([
    ["je cherche un poste de dev python en télétravail", "developpeur python télétravail"],
    ["y a-t-il des offres pour un débutant ?", "junior"],
    ["postes à Lyon hors dev", "-developpeur lieu:lyon"],
    ["hors développeur et designer à Paris", "-designer -developpeur lieu:pari"],
    ["coach à Nantes ou bizdev à Rennes", BOTH],
    ["coach à Nantes, bizdev à Rennes", BOTH],
    ["lieu:nantes coach et lieu:rennes bizdev", BOTH],
    ["coach à Nantes ou Rennes", "coach lieu:nante lieu:renne"],
    ["coach ou bizdev à Nantes", "bizdev|coach lieu:nante"],
    ["coach à Nantes ou bizdev", "bizdev|coach bizdev|lieu:nante"],
    ["coach et bizdev à Nantes", "bizdev|coach lieu:nante"],
    ["coach et agile", "agile coach"],
    ["je cherche un emploi de coach à Nantes ou de bizdev à Rennes", BOTH],
    ["apprentie coach pas trop loin de Nantes", "coach contrat:apprentissage lieu:nante"],
    ["pas de coach, pas de bizdev, à Nantes", "-bizdev -coach lieu:nante"],
    ["sauf coach, bizdev", "-bizdev -coach"],
    ["hors Nantes, Rennes, freelance", "-lieu:nante -lieu:renne contrat:freelance"],
    ["designer sans télétravail", "-télétravail designer"],
    ["une mission ruby on rails à distance", "ruby-rail télétravail"],
    ["est-ce qu’il y a un stage chez Tchap ?", "contrat:stage tchap"],
    ["dev en CDD ou freelance", "contrat:cdd contrat:freelance developpeur"],
    ["I am looking for a remote backend job in Paris", "backend lieu:pari télétravail"],
    ["devops, 100 % télétravail", "devop full-remote"],
    ["devops catégorie A 600 € par jour", 'catégorie:A devop paie:"600 euros"'],
    ["catégorie A, temps partiel", 'catégorie:A temps:"0,5 à 4,5 jours par semaine"'],
    ["catégorie A temps partiel", 'catégorie:A temps:"0,5 à 4,5 jours par semaine"'],
    ["catégorie B 6 mois devops", 'catégorie:B devop durée:"6 mois"'],
    ["devops 3 ans minimum 600 € par jour", 'devop durée:"36 mois ou plus" paie:"600 euros"'],
    ["devops depuis 7 jours télétravail complet", "depuis:2026-03-03 devop full-remote"],
    ["devops / Lyon", "devop lieu:lyon"],
    ["coach / bizdev / Nantes", "bizdev|coach lieu:nante"],
    ["devops, chez Tchap", "devop tchap"],
    ["chez Tchap, chez Pix", "pix|tchap"],
    ["chez Tchap, Pix", "pix|tchap"],
    ["devops en télétravail complet", "devop full-remote"],
    ["devops en télétravail à 100 %", "devop full-remote"],
    ["designer en stage de fin d’études", "contrat:stage designer"],
    ["devops 650/j", 'devop paie:"650 euros"'],
    ["devops, 2 600 par mois minimum", 'devop paie:"2600 euros ou plus"'],
    ["recherche utilisateur", "user-researcher"],
    ["bonjour, que proposez-vous ?", ""],
  ])("%s → %s", (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });

  test("a name that is also a word is a place only after a preposition", () => {
    expect(meaning("dev à Nice")).toBe("developpeur lieu:nice");
    expect(meaning("nice dev")).toBe("developpeur nice");
  });

  test("a word keeps the brackets that it opened, when it is told", () => {
    expect(
      read("alternant(e), (69)")
        .choices.flatMap(({ facets }) => facets)
        .map(({ text }) => text),
    ).toEqual(["alternant(e)", "69"]);
  });

  test("a typed place, contract or day is told with the words that meant it", () => {
    expect(read("dev à La Défense en CDD").choices.flatMap(({ facets }) => facets)).toMatchObject([
      { kind: "place", name: "La Défense", text: "La Défense", firm: false },
      { kind: "contract", contract: "CDD", firm: false },
    ]);
  });
});

describe("field words", () => {
  test.each([
    ["startup:tchap", "startup:tchap"],
    ["startup : Tchap", "startup:tchap"],
    ['startup:"Pass Culture"', 'startup:"pass culture"'],
    ['-lieu:"Saint Denis"', '-lieu:"saint deni"'],
    ["contrat:alternance", "contrat:alternance"],
    ["contrat:apprentissage", "contrat:apprentissage"],
    ["-php", "-php"],
    ["-chef-de-produit", "-chef-produit"],
    ['"chargé de projet"', '"charge projet"'],
    ["«chargé de projet»", '"charge projet"'],
    ["depuis:7j", "depuis:2026-03-03"],
    ["depuis:2sem", "depuis:2026-02-24"],
    ["depuis 7 jours", "depuis:2026-03-03"],
    ["depuis hier", "depuis:2026-03-09"],
    ["cette semaine", "depuis:2026-03-03"],
    ["depuis:2026-01-31", "depuis:2026-01-31"],
  ])("%s → %s", (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });

  test.each([
    ["contrat:truc", "contrat", "truc", null],
    ["contrat:cddd", "contrat", "cddd", "CDD"],
    ["lieu:lion", "lieu", "lion", "Lyon"],
    ["lieu:", "lieu", "", null],
    ["statut:titulair", "statut", "titulair", "titulaire"],
    ["depuis:demain", "depuis", "demain", "7j"],
    ["dev lieu:paris,atlantide", "lieu", "atlantide", null],
  ])("%s is refused with the nearest value", (text, field, value, nearest) => {
    expect(read(text).refusal).toEqual({ kind: "value", field, value, nearest });
  });

  test("a field word asks for what is said, plain words only prefer it", () => {
    expect(read("lieu:lyon").choices[0]?.facets[0]?.firm).toBe(true);
    expect(read("à lyon").choices[0]?.facets[0]?.firm).toBe(false);
  });
});

describe("bounds", () => {
  test("only so many words and characters are read, and it says so", () => {
    const many = Array.from({ length: 40 }, (_, at) => `mot${at}`).join(" ");
    expect(read(many).choices).toHaveLength(MOST_CHOICES);
    expect(read(many).truncated).toBe(true);
    expect(read("a".repeat(LONGEST_QUERY + 1)).truncated).toBe(true);
    expect(read("devops").truncated).toBe(false);
  });

  test("reading never throws, and what it gives can be read again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        expect(() => read(canonical(read(text), { lexicon, today: TODAY }))).not.toThrow();
      }),
    );
  });
});
