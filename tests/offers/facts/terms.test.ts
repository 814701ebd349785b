import { describe, expect, it } from "vitest";
import { factsOf } from "./anOffer.ts";

describe("duration", () => {
  it.each([
    ["Poste ouvert pour un premier contrat de 6 mois renouvelable.", "6 mois renouvelables"],
    ["- Durée : 3 à 4 mois", "3 à 4 mois"],
    ["Un CDD de trois ans.", "3 ans"],
    ["Mission à temps plein jusqu'à fin juillet.", "jusqu'à fin juillet"],
    ["- Date de fin : 31/10/2021", "jusqu'au 31 octobre 2021"],
    ["Contrat de 100 jours sur 6 mois.", "100 jours sur 6 mois"],
    ["- Disponibilité de huit mois au moins", "8 mois minimum"],
    ["- Rythme : 2 jours par semaine, pendant 5 mois renouvelables", "5 mois renouvelables"],
    ["- Durée : de mi-mai à fin août 2021", "mi-mai à fin août 2021"],
    [
      "- 3/5, et 5/5 possible jusqu'à fin avril\n- Durée : jusqu'au moins fin août",
      "jusqu'au moins fin août",
    ],
  ])("reads %s", (body, duration) => {
    expect(factsOf(body).duration).toBe(duration);
  });

  it.each([
    "La mission commence par un essai d'un mois et demi.",
    "Vous avez 3 ans d'expérience.",
    "Sur une durée de 2 ans, l'État finance la formation de conseillers.",
    "Après 2 ans d'existence, le service grandit.",
    "Développer en moins de 6 mois une première version.",
  ])("reads none in %s", (body) => {
    expect(factsOf(body).duration).toBeNull();
  });
});

describe("working time", () => {
  it.each([
    ["- Rythme : 4 jours par semaine", "4 jours par semaine"],
    ["- Temps partiel accepté (80 % minimum)", "Temps partiel (80 % minimum) accepté"],
    ["- Charge : 3/5e", "3/5e"],
    ["Contrat de 6 mois à temps plein.", "temps plein"],
    ["- Charge : 2,5 à 3 jours / semaine", "2,5 à 3 jours par semaine"],
    ["- Charge : entre 2 et 3 jours par semaine", "2 à 3 jours par semaine"],
    ["- Charge : temps plein ou ⅗", "temps plein ou 3/5"],
    [
      "Pour cet objectif, nous cherchons un renfort à un rythme de 3 jours par semaine.",
      "3 jours par semaine",
    ],
    ["- Un contrat freelance, à raison d'un jour par semaine", "un jour par semaine"],
    ["## Modalités\n\n- Freelance à temps plein ou 4/5", "temps plein ou 4/5"],
  ])("reads %s", (body, time) => {
    expect(factsOf(body).time).toBe(time);
  });

  it.each([
    "- Télétravail possible 2 jours par semaine",
    "Le droit de télétravailler à raison de 2 jours par semaine.",
    "Une présence de 3 jours par semaine à Paris est demandée.",
    "- Télétravail à temps complet",
    "Le taux de satisfaction est de 95 %.",
    "- Diplôme de niveau bac +4/5",
  ])("reads none in %s", (body) => {
    expect(factsOf(body).time).toBeNull();
  });
});

describe("start", () => {
  it.each([
    ["Démarrage dès que possible.", "dès que possible"],
    ["- Début de la mission : ASAP", "dès que possible"],
    ["- Début souhaité : 1er septembre", "1er septembre 2021"],
    ["Démarrage en janvier.", "janvier 2022"],
    ["## Date de début\n\nCourant avril 2021", "courant avril 2021"],
    ["Démarrage dès que possible pour une mission jusqu'à fin octobre.", "dès que possible"],
    ["Poste à pourvoir le 01/06/2021.", "1er juin 2021"],
    ["- Début de la mission : tout de suite !", "dès que possible"],
    ["- Début : dès que tu le souhaites", "dès que possible"],
    ["- Démarrage en nov. 2021", "novembre 2021"],
    ["Un poste en CDD, à partir du 1er avril, dans l'équipe de la start-up.", "1er avril 2021"],
    ["## Modalités\n\n- Durée : dès que possible (un mois avant le lancement)", "dès que possible"],
    ["Poste à pourvoir, 30 jours à répartir entre mai et juillet.", "mai 2021"],
    ["- CDD de 6 mois (avril à septembre 2022) à Brest", "avril 2022"],
    ["- CDD de 4 mois (novembre à février 2022) à Brest", "novembre 2021"],
  ])("reads %s", (body, start) => {
    expect(factsOf(body).start).toBe(start);
  });

  it.each([
    "_Poste ouvert le 01/02/2021_",
    "La startup a démarré en juin 2020.",
    "Un développeur nous a rejoint début 2021.",
    "Testez une hypothèse dès demain.",
    "Les entretiens pour le poste auront lieu à partir du 28 septembre.",
  ])("reads none in %s", (body) => {
    expect(factsOf(body).start).toBeNull();
  });

  it("leaves a month without year when neither file nor date tells it", () => {
    expect(factsOf("Démarrage en juin.", { file: "phare.md", date: null }).start).toBe("juin");
  });
});

describe("pay", () => {
  it.each([
    ["- TJM envisagé : entre 400 et 550 € selon profil", [400, 550], "entre 400 et 550 € par jour"],
    ["- Salaire : 45-55k€", [45000, 55000], "45-55k€"],
    ["Le salaire est de 3 200,50 euros nets.", [3200.5], "3 200,50 euros nets"],
    ["- Taux journalier : jusqu'à 700€ HT/jour", [700], "jusqu'à 700€ HT/jour"],
  ])("reads %s", (body, payAmounts, pay) => {
    expect(factsOf(body)).toMatchObject({ payAmounts, pay });
  });

  it.each([
    "Le salaire dépend du profil.",
    "Vous gérez un budget de 200 000 €.",
    "Le service verse une aide de 500 euros.",
    "La rémunération suit la grille 2021.",
  ])("reads none in %s", (body) => {
    expect(factsOf(body)).toMatchObject({ payAmounts: [], pay: null });
  });
});
