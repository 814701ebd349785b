import { describe, expect, test } from "vitest";
import { ourLexicon as lexicon } from "../support/words.ts";
import { ask, INTRODUCTION, indexOf, offerSaying, titles } from "./offers.ts";

const index = indexOf(
  [
    offerSaying("Développeuse Python", { skills: ["Python"], places: ["Toulouse"], contracts: ["CDD"] }),
    offerSaying("Développeur Java", { skills: ["Java"], places: ["Lille"], contracts: ["freelance"] }),
    offerSaying("Développeuse web", { remote: "full", body: `${INTRODUCTION}Du Python, un peu.` }),
    offerSaying("Développeur Ruby", { remote: "full", contracts: ["stage"] }),
    offerSaying("Directrice des opérations", { startup: "hopital-ouvert" }),
    offerSaying("Responsable qualité", { statuses: ["titulaire"], categories: ["A"], time: "mi-temps" }),
    offerSaying("Designer", { contracts: ["CDD", "freelance"], payAmounts: [500, 700], startup: "guichet" }),
    offerSaying("Designer UX", { contracts: ["freelance"], payAmounts: [400, 450], date: "2026-03-05" }),
    offerSaying("Chargée de recrutement", { places: ["Lyon"], startup: "pole-formation" }),
    offerSaying("Coach", { places: ["Saint-Denis de La Réunion"] }),
    offerSaying("Bizdev", { places: ["Valence"], domains: ["Transition écologique"] }),
  ],
  lexicon,
);

describe("a list keeps its promise", () => {
  test("who is there first, then whom nothing keeps away; who is elsewhere never", () => {
    const { hits, complete, loosened, total } = ask(index, "dev Toulouse");
    expect(hits[0]).toMatchObject({ title: "Développeuse Python", complete: true });
    expect(hits.map(({ title }) => title)).not.toContain("Développeur Java");
    expect({ complete, total }).toEqual({ complete: 1, total: 3 });
    expect(loosened).toEqual([{ without: ["Toulouse"], near: [], count: 2 }]);
  });

  test("another contract contradicts, silence does not", () => {
    expect(titles(index, "stage dev").sort()).toEqual(["Développeur Ruby", "Développeuse web"]);
    expect(ask(index, "stage dev").loosened).toEqual([{ without: ["stage"], near: [], count: 1 }]);
  });

  test("a word that nobody says is named, and the rest is announced as loosened", () => {
    const { complete, unknown, loosened } = ask(index, "développeur cobol");
    expect({ complete, unknown }).toEqual({ complete: 0, unknown: ["cobol"] });
    expect(loosened).toMatchObject([{ without: ["cobol"], count: 4 }]);
  });

  test("a short word is not corrected into one that only texts hold, nor a known one into itself", () => {
    const passing = Array.from({ length: 5 }, (_, at) =>
      offerSaying(`Développeuse ${at}`, { body: "Du wysiwig, et un kola pour la route." }),
    );
    const jobs = indexOf([...passing, offerSaying("Économiste")], lexicon);
    expect(ask(jobs, "développeuse kobla")).toMatchObject({ corrections: [], unknown: ["kobla"] });
    expect(ask(jobs, "économiste statisticienne")).toMatchObject({
      corrections: [],
      unknown: ["statisticienne"],
    });
  });

  test("two demands that stand in one word are named once", () => {
    const { unknown, loosened } = ask(index, "designer cobol/fortran");
    expect(unknown).toEqual(["cobol/fortran"]);
    expect(loosened).toMatchObject([{ without: ["cobol/fortran"], count: 2 }]);
  });

  test("a mention in passing comes behind, as such", () => {
    const { hits, loosened } = ask(index, "dev python");
    expect(hits[0]).toMatchObject({ title: "Développeuse Python", complete: true });
    expect(loosened[0]).toMatchObject({ near: ["python"], count: 1 });
  });

  test("the job never yields to another word", () => {
    for (const text of ["dev qualité", "coach python senior", "bizdev ruby"])
      for (const title of titles(index, text)) expect(title, text).toMatch(/^(Dév|Coach|Bizdev)/);
  });

  test("without a good answer, no list", () => {
    for (const text of [
      "directeur d'hôpital",
      "infimier",
      "gestionnaire paie",
      "ingénieur nucléaire",
      "attaché de presse",
    ])
      expect(ask(index, text), text).toMatchObject({ total: 0, corrections: [] });
  });

  test("what helps on: the looser query, and its count", () => {
    expect(ask(index, "lieu:lille designer").help?.looser).toEqual({
      text: "designer",
      without: ["lieu:lille"],
      count: 2,
    });
  });

  test("a looser query keeps what is excluded, and says so", () => {
    const { help } = ask(index, "lieu:lille designer -ux");
    expect(help?.looser).toEqual({ text: "designer sauf ux", without: ["lieu:lille"], count: 1 });
    expect(titles(index, help?.looser?.text ?? "")).toEqual(["Designer"]);
  });

  test("where no demand is enough to drop, two are, and the job stays", () => {
    expect(ask(index, "lieu:lille contrat:stage coach").help?.looser).toEqual({
      text: "coach",
      without: ["lieu:lille", "contrat:stage"],
      count: 1,
    });
  });

  test("a trade whose last word is a small one elsewhere is no general word", () => {
    for (const text of ["ingénieur du son", "ingénieure son", "ingé son", "preneur de son"])
      expect(ask(index, text), text).toMatchObject({ total: 0, help: { word: null } });
    const studio = indexOf([offerSaying("Ingénieure du son"), offerSaying("Ingénieure qualité")], lexicon);
    expect(titles(studio, "ingénieur son")).toEqual(["Ingénieure du son"]);
    expect(titles(studio, "ingénieure")).toHaveLength(2);
  });

  test("another body of the same kind is no answer", () => {
    const bodies = indexOf(
      [
        offerSaying("Coach", { body: `${INTRODUCTION}Au ministère des Armées, à Paris.` }),
        offerSaying("Designer au ministère de la Culture"),
        offerSaying("Juriste", { body: `${INTRODUCTION}Pour le service de santé des armées.` }),
      ],
      lexicon,
    );
    expect(titles(bodies, "ministère des armées sauf développeur").sort()).toEqual(["Coach"]);
  });

  test("a neighbour's name in the text is no answer to who seeks a job", () => {
    const jobs = indexOf(
      [
        offerSaying("Géomaticienne"),
        offerSaying("Spécialiste des données géographiques"),
        offerSaying("Développeuse", {
          body: `${INTRODUCTION}## Vos missions\n\n${"De la cartographie pour chacun. ".repeat(6)}`,
        }),
        ...Array.from({ length: 12 }, (_, at) => offerSaying(`Coach ${at}`, { body: INTRODUCTION })),
      ],
      lexicon,
    );
    expect(titles(jobs, "cartographe")).toEqual(["Géomaticienne", "Spécialiste des données géographiques"]);
    expect(titles(jobs, "cartographie")).toContain("Développeuse");
  });

  test("an upper category that no offer names is nearly that of the category below", () => {
    expect(ask(index, "catégorie A+")).toMatchObject({
      complete: 0,
      loosened: [{ without: [], near: ["catégorie A+"], count: 1 }],
    });
    expect(ask(index, "catégorie B").total).toBe(0);
  });

  test("an unknown startup is refused with the nearest", () => {
    expect(ask(index, "startup:guichett").refusal).toEqual({
      kind: "value",
      field: "startup",
      value: "guichett",
      nearest: "guichet",
    });
  });
});

describe("a query is read by roles", () => {
  test.each([
    ["poste pas dev ni design", /^(?!Dév|Designer)/],
    ["autre chose que dev", /^(?!Dév)/],
    ["je ne veux pas de dev", /^(?!Dév)/],
    ["designer pas UX", /^Designer$/],
    ["dev ou designer", /^(Dév|Designer)/],
    ["dev python ou designer UX", /^(Dév|Designer)/],
    ["chargé de recrutement", /^Chargée de recrutement$/],
    ["fonctionnaire titulaire", /^Responsable qualité$/],
    ["catégorie A", /^Responsable qualité$/],
    ["un poste à mi-temps", /^Responsable qualité$/],
    ["TJM de 600 € ou plus", /^Designer$/],
    ["designer TJM 420", /^Designer/],
    ["dans le 69", /^Chargée de recrutement$/],
    ["Rhône", /^Chargée de recrutement$/],
    ["outre-mer", /^Coach$/],
    ["DROM", /^Coach$/],
    ["Drôme", /^Bizdev$/],
    ["écologie", /^Bizdev$/],
    ["depuis le 01/03/2026", /^Designer UX$/],
    ["depuis mars", /^Designer UX$/],
    ["publiés depuis 1 semaine", /^Designer UX$/],
    ["les annonces de mars", /^Designer UX$/],
    ["resp qualité", /^Responsable qualité$/],
    ["lieu:lyon,toulouse", /^(Chargée de recrutement|Développeuse Python)$/],
    ["contrat:stage,cdd dev", /^Développeu(se Python|r Ruby)$/],
    ["lieu:toulouse | designer", /^(Développeuse Python|Designer)/],
  ])("%s", (text, expected) => {
    const found = titles(index, text);
    expect(found).not.toEqual([]);
    for (const title of found) expect(title).toMatch(expected);
  });

  test("Saint-Denis de La Réunion is in no other region", () => {
    expect(titles(index, "Saint-Denis de La Réunion")).toEqual(["Coach"]);
    expect(titles(index, "Île-de-France")).toEqual([]);
  });

  test("who wants no freelance post may want one that is a CDD as well", () => {
    expect(titles(index, "du design mais pas en freelance")).toEqual(["Designer"]);
  });

  test("excluded words are told", () => {
    expect(ask(index, "designer pas UX").excluded).toEqual(["UX"]);
  });
});
