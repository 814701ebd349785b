import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Catalogue } from "../../src/flows/scan/catalogue.ts";
import { AGENCY } from "./agency.ts";
import { catalogueOf } from "./chat.ts";
import { RoomChat } from "./roomChat.ts";

/** What people type to change what they are told, in their own words: none of it is a search. */

let offers: Catalogue;
let chat: RoomChat;
beforeAll(async () => {
  offers = await catalogueOf(AGENCY);
});
beforeEach(async () => {
  chat = await RoomChat.open(offers);
  await chat.say("!offres abonner devops");
});

describe("a subscription ends", () => {
  test.each([
    "supprimer l'abonnement 1",
    "supprimer l’abonnement n° 1",
    "arrête mon abonnement devops",
    "annuler abonnement devops",
    "abonnement supprimer 1",
    "stop abonnement 1",
  ])("by « %s »", async (typed) => {
    expect(await chat.say(`!offres ${typed}`)).toMatch(/^C’est noté : l’abonnement n° 1, « devops »/);
  });

  test.each(["stop 1", "supprimer 1", "supprimer tous les abonnements", "ne plus m'envoyer d'offres"])(
    "where it is not said of what, « %s » says how",
    async (typed) => {
      expect(await chat.say(`!offres ${typed}`)).toMatch(/!offres désabonner/);
      expect(await chat.say("!offres abonnements")).toMatch(/devops/);
    },
  );
});

describe("a pause ends", () => {
  test.each(["pause stop", "annuler la pause", "fin de la pause", "pause terminée", "arrêter la pause"])(
    "by « %s »",
    async (typed) => {
      await chat.say("!offres pause 3 jours");
      expect(await chat.say(`!offres ${typed}`)).toMatch(/^C’est noté : je reprends mes annonces ici/);
    },
  );
});

describe("an alert is asked for", () => {
  test.each([
    "préviens-moi quand un poste de devops sort",
    "préviens moi pour devops",
    "prévenez-moi dès qu'un poste devops paraît",
    "tiens-moi au courant des offres devops",
    "notifie-moi devops",
    "alerte devops",
  ])("by « %s »", async (typed) => {
    expect(await chat.say(`!offres ${typed}`)).toMatch(
      /^C’est noté : notre salon à deux est abonné à chaque nouvelle offre « (?:un poste (?:de )?)?devops »,/,
    );
  });

  test.each(["alerte supprimer 1", "supprimer mon alerte 1", "plus d'alertes"])(
    "and « %s » begins none",
    async (typed) => {
      expect(await chat.say(`!offres ${typed}`)).not.toMatch(/^C’est noté/);
    },
  );
});

test.each([
  ["comment s'abonner ?", "abonner"],
  ["comment suivre une offre", "suivre"],
  ["comment créer une alerte", "alerte"],
  ["comment faire pour m'abonner ?", "abonner"],
])("« %s » shows the help of « %s »", async (typed, topic) => {
  expect(await chat.say(`!offres ${typed}`)).toBe(await chat.say(`!offres aide ${topic}`));
});
