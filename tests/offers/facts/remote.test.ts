import { describe, expect, it } from "vitest";
import { factsOf } from "./anOffer.ts";

describe("remote work", () => {
  it.each([
    ["Le télétravail est la norme, nos locaux restent ouverts.", "full"],
    ["- Télétravail à 100 %", "full"],
    ["- Emplacement : full remote", "full"],
    ["Télétravail partiel ou total possible.", "full"],
    ["Nous travaillons essentiellement à distance.", "full"],
    ["- **Lieu** : télétravail", "full"],
    ["Le poste est en télétravail, avec un jour par mois à Paris.", "full"],
    ["- En télétravail : nous vivons entre Brest et Nancy", "full"],
    ["Vous êtes à l'aise en remote (possibilité aussi de venir dans nos bureaux).", "full"],
    ["**Lieu : Télétravail**", "full"],
    ["L'équipe est dispersée à travers la France et travaille à distance.", "full"],
    ["- Localisation : 4 rue du Phare, Brest, et en télétravail", "partial"],
    ["- Localisation : en télétravail et à Brest (2 fois par semaine)", "partial"],
    ["- Modalités : télétravail, besoin d'une présence régulière à Brest", "partial"],
    ["Poste à distance, partout en France.", "full"],
    ["Travail en mode hybride, deux jours au bureau.", "partial"],
    ["Le télétravail est possible.", "partial"],
    ["- Télétravail 2 jours par semaine", "partial"],
    ["Poste basé à Paris, avec possibilité de télétravail bien évidemment.", "partial"],
    ["Le télétravail est la norme, avec un jour par semaine dans les locaux.", "partial"],
    ["Pas de télétravail pour cette mission.", "none"],
    ["Le télétravail n'est pas possible.", "none"],
    ["Travail exclusivement sur site.", "none"],
  ])("reads %s as %s", (body, remote) => {
    expect(factsOf(body).remote).toBe(remote);
  });

  it.each([
    "Vous êtes à l'aise pour travailler à distance.",
    "- Capacité à travailler en équipe et à distance",
    "L'outil donne accès à distance aux données.",
    "Vous développerez une application hybride.",
    "Vous animerez des ateliers à distance ou en présentiel.",
  ])("reads nothing in %s", (body) => {
    expect(factsOf(body).remote).toBeNull();
  });

  it("lets what is granted win over what is refused for a while", () => {
    const body = "Pas de télétravail le premier mois.\n\nEnsuite, le télétravail est possible.";
    expect(factsOf(body).remote).toBe("partial");
  });

  it("keeps the words that say so, without markup", () => {
    expect(factsOf("- **Télétravail** [partiel](https://example.org/regles) bienvenu ;").remoteNote).toBe(
      "Télétravail partiel bienvenu",
    );
  });
});
