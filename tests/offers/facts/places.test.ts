import { describe, expect, it } from "vitest";
import { factsOf } from "./anOffer.ts";

describe("places where one works", () => {
  it.each([
    ["Le poste est basé à Clermont-Ferrand.", ["Clermont-Ferrand"]],
    ["- Lieu : Saint Étienne ou Besançon", ["Saint-Étienne", "Besançon"]],
    ["Deux jours de présence par semaine à Aix en Provence.", ["Aix-en-Provence"]],
    ["- Nos bureaux : 12 rue des Lilas, 75011 Paris", ["Paris"]],
    ["Nos bureaux sont dans le 7ème arrondissement.", ["Paris"]],
    ["- Localisation : 3 place du Marché, 69003", ["Lyon"]],
    ["Poste basé en région Bretagne.", ["Bretagne"]],
    ["On se retrouve le lundi dans nos locaux, avenue du Phare (15e).", ["Paris"]],
    ["Télétravail flexible, avec la possibilité de travailler depuis Angers.", ["Angers"]],
    ["## Lieu\n\nParis (La Défense)", ["La Défense"]],
    ["Poste basé dans le Lot, avec une réunion par mois à Tours.", ["Lot", "Tours"]],
    [
      "Le poste est ouvert en Bourgogne Franche Comté et en Ile-de-France.",
      ["Bourgogne-Franche-Comté", "Île-de-France"],
    ],
    ["Télétravail complet, un séminaire par trimestre à la Défense.", ["La Défense"]],
  ])("reads %s", (body, places) => {
    expect(factsOf(body).places).toEqual(places);
  });

  it("reads the title's", () => {
    expect(factsOf("", { title: "Dév front basé·e à Nancy / Metz" }).places).toEqual(["Nancy", "Metz"]);
  });

  it.each([
    "L'entretien se fera à Lyon ou en visio.",
    "L'équipe est dispersée à travers la France (Toulouse, Bordeaux).",
    "* Inès, chargée de produit basée à Angers",
    "Le service est expérimenté à Rouen et déployé en Bretagne.",
    "Vous travaillerez avec la métropole de Rennes et le ministère de la Défense.",
    "Le poste contribue à l'accord de Paris.",
    "- Nos bureaux : 5 rue de Lyon",
    "Vous organiserez les tours de table et les tests, le poste est varié, c'est nice.",
    "Nous travaillons à distance depuis Dijon, Orléans et Créteil.",
  ])("does not take %s", (body) => {
    expect(factsOf(body).places).toEqual([]);
  });
});
