import { describe, expect, it } from "vitest";
import { factsOf } from "./anOffer.ts";

describe("contracts", () => {
  it.each([
    ["Poste ouvert pour un·e indépendant·e (en portage).", ["freelance"]],
    ["## Statut\n\n- Freelance / prestation", ["freelance"]],
    ["- Rémunération : TJM selon profil", ["freelance"]],
    ["Si vous êtes indépendant·e, une société vous porte.", ["freelance"]],
    ["Poste ouvert en CDI ou en CDD de 18 mois.", ["CDI", "CDD"]],
    ["Poste ouvert pour un CDD vacataire de 6 mois.", ["CDD", "vacation"]],
    ["## Modalités\n\n- Stage de 6 mois ou alternance", ["stage", "alternance"]],
    ["- Contrat d'apprentissage de deux ans", ["apprentissage"]],
    ["## Modalités\n\n- Ouvert aux contractuels et fonctionnaires\n- CDD de 3 ans", ["CDD", "autre"]],
    ["Une convention de mise à disposition avec votre administration est possible.", ["mise à disposition"]],
    ["## Modalités\n\n- Ouvert à : titulaires", ["autre"]],
  ])("reads %s", (body, contracts) => {
    expect(factsOf(body).contracts).toEqual(contracts);
  });

  it("reads `contrat` and the title", () => {
    expect(factsOf("", { fields: { contrat: "indépendent" } }).contracts).toEqual(["freelance"]);
    expect(factsOf("", { title: "Designer en CDI" }).contracts).toEqual(["CDI"]);
  });

  it.each([
    "La plateforme aide les élèves à trouver des stages de 3e.",
    "Des milliers de contrats en alternance restent non pourvus chaque année.",
    "L'équipe est composée d'une cheffe de produit freelance et d'un stagiaire.",
    "Nous cherchons une personne qui a fait l'expérience du travail en freelance.",
    "Vous êtes titulaire d'un master et le contrat social vous intéresse.",
    "Le poste contribue à la mise à disposition d'outils.",
    "Vous êtes une personne indépendante et curieuse.",
    "Cette offre n'est pas ouverte à la prestation.",
  ])("does not take %s", (body) => {
    expect(factsOf(body).contracts).toEqual([]);
  });
});
