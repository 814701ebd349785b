import { beforeAll, describe, expect, test } from "vitest";
import type { Catalogue } from "../../src/flows/scan/catalogue.ts";
import { AGENCY } from "./agency.ts";
import { Chat, catalogueOf } from "./chat.ts";

/**
 * What people type and the gist of what they get, as a conversation: before each line Camille typed `!offres` and saw the
 * first eight of ten offers. A gist is the first line of the answer, or what the answer holds; null is silence.
 */

let offers: Catalogue;
beforeAll(async () => {
  offers = await catalogueOf(AGENCY);
});

const LIST = "10 offres ouvertes";
const PAGE_2 = "Suite : offres 9 à 10 sur 10";
const DEVOPS = "Ingénieure ou ingénieur DevOps";
const PYTHON = "Développeuse ou développeur Python";
const HELP = "!offres devops lyon : chercher (fautes permises, phrases aussi)";
const HELP_LINE =
  "Offres d’emploi : tapez !offres pour la liste, !offres devops pour chercher, !offres aide pour le reste.";
const HELLO =
  "Bonjour ! Pour les offres d’emploi, tapez !offres ou !offres devops ; !offres aide pour le reste.";
const THANKS = "Avec plaisir !";
const ONE_CARD = "Une fiche à la fois : !offre 1, puis !offre 2.";

async function gistOf(typed: string, direct = false): Promise<string | null> {
  const chat = new Chat(offers, { direct });
  await chat.say("!offres");
  const answer = await chat.say(typed);
  return answer?.split("\n")[0] ?? null;
}

type Exchange = readonly [typed: string, gist: string | RegExp | null];

function conversation(exchanges: readonly Exchange[], direct = false): void {
  test.each(exchanges)("%j → %s", async (typed, gist) => {
    const got = await gistOf(typed, direct);
    if (gist instanceof RegExp) expect(got).toMatch(gist);
    else expect(got).toBe(gist);
  });
}

describe("the list", () => {
  conversation([
    ["!offres", LIST],
    ["!OFFRES", LIST],
    ["! offres", LIST],
    ["!offres?", LIST],
    ["!offres !", LIST],
    ["!offres svp", LIST],
    ["!offres tout", LIST],
    ["!offres toutes les offres", LIST],
    ["**!offres**", LIST],
    ["`!offres`", LIST],
    ["!offres\n\nCamille Martin\nDINUM", LIST],
    ["Bonjour à tous\n!offres", LIST],
  ]);
});

describe("another page", () => {
  conversation([
    ["!offres suite", PAGE_2],
    ["!offres Suite.", PAGE_2],
    ["!offres suite svp", PAGE_2],
    ["!offres la suite stp", PAGE_2],
    ["!offres suivant", PAGE_2],
    ["!offres suivante", PAGE_2],
    ["!offre suivante", PAGE_2],
    ["!offres les suivantes ?", PAGE_2],
    ["!offres page suivante", PAGE_2],
    ["!offres plus", PAGE_2],
    ["!offres plus d’offres", PAGE_2],
    ["!offres encore !", PAGE_2],
    ["!offres page 2", PAGE_2],
    ["!offres page 1", "Suite : offres 1 à 8 sur 10"],
    ["!offres page deux", PAGE_2],
    ["!offres page 3", /^C’est tout : la liste a 2 pages\./],
    ["!offres page 0", /^C’est le début de la liste\./],
    ["!offres précédent", /^C’est le début de la liste\./],
    ["!offres precedente", /^C’est le début de la liste\./],
    ['!offres "suite"', /^Aucune offre ouverte/],
  ]);

  test("goes on, goes back, and ends", async () => {
    const chat = new Chat(offers);
    expect(await chat.say("!offres suite")).toMatch(/^Je ne vous ai pas encore montré de liste ici/);
    await chat.say("!offres");
    expect(await chat.say("!offres suite")).toContain("9. Comptable");
    expect(await chat.say("!offres suite")).toMatch(/^C’est tout/);
    expect(await chat.say("!offres précédent")).toMatch(/^Suite : offres 1 à 8 sur 10/);
  });
});

describe("a card", () => {
  conversation([
    ["!offre 1", DEVOPS],
    ["!offres 1", DEVOPS],
    ["!Offre 1 ?", DEVOPS],
    ["! offre 1", DEVOPS],
    ["!offre1", DEVOPS],
    ["!offre n°1", DEVOPS],
    ["!offre n° 1", DEVOPS],
    ["!offre N°1", DEVOPS],
    ["!offre no 1", DEVOPS],
    ["!offre numéro 1", DEVOPS],
    ["!offre #1", DEVOPS],
    ["!offre 01", DEVOPS],
    ["!offre 1️⃣", DEVOPS],
    ["!offre 1.", DEVOPS],
    ["!offre 1)", DEVOPS],
    ["!offre 1 stp", DEVOPS],
    ["!offre 1, s’il vous plaît", DEVOPS],
    ["!offre la 1", DEVOPS],
    ["!offre la 1re", DEVOPS],
    ["!offre la fiche 1", DEVOPS],
    ["!offre l’offre 1", DEVOPS],
    ["!offre **1**", DEVOPS],
    ["!offre un", DEVOPS],
    ["!offre la première", DEVOPS],
    ["!offres deux", PYTHON],
    ["!offre le deuxième stp", PYTHON],
    ["!offre 1 en détail", DEVOPS],
    ["!offre 1 la suite", DEVOPS],
    ["!offre 2 lien", PYTHON],
    ["!offres comment postuler à la 2 ?", PYTHON],
    ["!offres plus d’infos sur la 1", DEVOPS],
    ["!offre un ou deux", ONE_CARD],
    ["!offres et la 2 ?", PYTHON],
    ["!offres c’est où la 1 ?", DEVOPS],
    ["!offres quel est le salaire de la 2 ?", PYTHON],
    ["!offre 1 tout", DEVOPS],
    ["!offre 2", PYTHON],
    ["!offre 10", "Coach agile"],
    ["!offre 2026-11-20-phare-devops", DEVOPS],
    ["!offre 2026–11–20–phare–devops", DEVOPS],
    ["!offre 2026-11-20-PHARE-devops.md", DEVOPS],
    ["!offre 2026-11-20-phare-devopps", /^Je ne connais pas d’offre/],
    ["!offre 0", /^Il n’y a pas de n° 0 : la liste va de 1 à 10/],
    ["!offre -1", /^Il n’y a pas de n° -1/],
    ["!offre 9999", /^Il n’y a pas de n° 9999/],
    ["!offre 11", /^Il n’y a pas de n° 11/],
    ["!offre 1 2", ONE_CARD],
    ["!offre 1 et 2", ONE_CARD],
    ["!offre 1,2", ONE_CARD],
    ["!offre 1-2", ONE_CARD],
    ["!offre", /^Répondez !offre à une annonce/],
    ["!offres 2020", /pour « 2020 »$/],
  ]);

  test("of the announcement that is replied to, whole on request", async () => {
    const chat = new Chat(offers);
    expect(await chat.say("!offre", 2 as never)).toMatch(/^Développeuse ou développeur Python\n/);
    expect(await chat.say("!offre tout", 2 as never)).toContain("CDI à Paris.");
    expect(await chat.say("!offre", "several")).toMatch(/^Ce message parle de plusieurs offres/);
  });

  test("that cannot be shown leaves the list as it was", async () => {
    const chat = new Chat(offers);
    await chat.say("!offres python");
    for (const wrong of [
      "!offre 0",
      "!offre 99",
      "!offre 1 et 2",
      "!offres page 9",
      "!offres lieu:",
      "!offres de la",
    ]) {
      await chat.say(wrong);
    }
    expect(await chat.say("!offre 1")).toMatch(/^Développeuse ou développeur Python\n/);
  });
});

describe("a search", () => {
  conversation([
    ["!offres devops", "1 offre ouverte pour « devops »"],
    ["! offres devops", "1 offre ouverte pour « devops »"],
    ["!offres: devops", "1 offre ouverte pour « devops »"],
    ["!offres : devops", "1 offre ouverte pour « devops »"],
    ["!offres, devops", "1 offre ouverte pour « devops »"],
    ["!offre devops", "1 offre ouverte pour « devops »"],
    ["!offres devops ?", "1 offre ouverte pour « devops »"],
    ["!offres devops svp", "1 offre ouverte pour « devops »"],
    ["!offres devops, merci d’avance !", "1 offre ouverte pour « devops »"],
    ["!offres bonjour, devops", "1 offre ouverte pour « devops »"],
    ["!offres devops\n\nCordialement,\nCamille", "1 offre ouverte pour « devops »"],
    ["!offres devops\n!offres python", "1 offre ouverte pour « devops »"],
    ["`!offres devops`", "1 offre ouverte pour « devops »"],
    ["！offres devops", "1 offre ouverte pour « devops »"],
    ["\u2068!offres devops\u2069", "1 offre ouverte pour « devops »"],
    ["!offres « devops »", "1 offre ouverte pour « devops »"],
    ["!offres DÉVOPS", "1 offre ouverte pour « DÉVOPS »"],
    ["!offres aide à domicile", /« aide à domicile »$/],
    ["!offres plombier", "Aucune offre ouverte pour « plombier »"],
    ["!offres fermées archiviste", "1 offre fermée pour « archiviste »"],
    ["!offres fermés archiviste", "1 offre fermée pour « archiviste »"],
    ["!offres clôturées archiviste", "1 offre fermée pour « archiviste »"],
    ["!offres fermées", "2 offres fermées"],
    ["!offres pourvues", "2 offres fermées"],
    ["!offres archivées archiviste", "1 offre fermée pour « archiviste »"],
    ["!offres archiviste", "Aucune offre ouverte pour « archiviste »"],
    ["!offres stage 6 mois", "1 offre ouverte pour « stage 6 mois »"],
    ["!offres stage 3 mois", "Aucune offre ouverte pour « stage 3 mois »"],
    ["!offres cdd d’un an", "1 offre ouverte pour « cdd d’un an »"],
    ["!offres les annonces de septembre", "1 offre ouverte pour « les annonces de septembre »"],
  ]);

  test("is told once what it says twice", async () => {
    expect(await new Chat(offers).say("!offres débutant ou sans expérience")).toMatch(
      /^Compris : ouvert aux juniors$/m,
    );
  });

  test("says how a duration was understood, and what it could not compare", async () => {
    const answer = await new Chat(offers).say("!offres cdd au moins 2 ans, 5 ans d’expérience");
    expect(answer).toMatch(
      /^4 offres ouvertes .*\nCompris : durée : 2 ans ou plus\nSans tenir compte de « 5 ans d’expérience »,/,
    );
  });

  test("that finds nothing helps on", async () => {
    const chat = new Chat(offers);
    expect(await chat.say("!offres archiviste")).toContain("\n1 offre fermée : !offres fermées archiviste\n");
    expect(await chat.say("!offres plombier")).toMatch(/\n!offres : les 10 offres ouvertes$/);
  });

  test("shows the month of old offers, and télétravail where it was asked for", async () => {
    const chat = new Chat(offers);
    expect(await chat.say("!offres coach")).toContain("Ancre · Paris · CDD 3 ans · nov. 2020");
    expect(await chat.say("!offres télétravail")).toMatch(
      /Phare · Lyon · CDD 3 ans · télétravail 2 j\.|télétravail partiel/,
    );
  });
});

describe("a search that cannot be read", () => {
  conversation([
    ["!offres lieu:", /^Il manque ce que vous cherchez après lieu: : !offres lieu:lyon\./],
    ["!offres lieu:lion", /^Je ne connais pas ce lieu : « lion »\. Vouliez-vous dire !offres lieu:/],
    ["!offres contrat:xyz", /^Je ne connais pas ce contrat : « xyz »/],
    ["!offres depuis:demain", /^Je ne connais pas cette date : « demain »/],
    ["!offres junior -junior", "« junior -junior » demande et écarte la même chose : retirez l’un des deux."],
    ["!offres qui es-tu ?", /^Je ne vois pas quoi chercher/],
    ["!offres t’es qui ?", /^Je ne vois pas quoi chercher/],
    ["!offres de la", /^Je ne vois pas quoi chercher dans « de la »/],
    ["!offres 10 ans d’expérience", /^Je ne sais pas comparer « 10 ans d’expérience » .*!offres senior\.$/],
    ["!offres durée:siècle", /^Je ne connais pas cette durée : « siècle »\. Vouliez-vous dire/],
  ]);
});

describe("the last list, narrowed", () => {
  conversation([
    ["!offres et python", "1 offre sur les 10 de votre liste : « python »"],
    ["!offres et développeuse kubernetes", /^Aucune des 10 offres de votre liste ne va avec/],
    ["!offres et plombier", /^Aucune des 10 offres de votre liste ne va avec « plombier »/],
    ["!offres mais pas python", /^9 offres sur les 10 de votre liste : « sans python »/],
    ["!offres mais pas de python", /^9 offres sur les 10/],
    ["!offres mais en python", "1 offre sur les 10 de votre liste : « en python »"],
    ["!offres sans python", /^9 offres sur les 10 de votre liste : « sans python »/],
    ["!offres et 6 mois", "1 offre sur les 10 de votre liste : « 6 mois »"],
    ["!offres sans stage de 6 mois", /^9 offres sur les 10/],
    ["!offres et 5 ans d’expérience", /^Je ne sais pas comparer/],
  ]);

  test("again and again, numbers meaning what is shown", async () => {
    const chat = new Chat(offers);
    await chat.say("!offres");
    await chat.say("!offres sans python");
    expect(await chat.say("!offre 2")).toMatch(/^Développeuse ou développeur PHP\n/);
    expect(await chat.say("!offres et devops")).toMatch(/^1 offre sur les 9 de votre liste/);
    expect(await chat.say("!offre 1")).toMatch(/^Ingénieure ou ingénieur DevOps\n/);
  });
});

describe("help", () => {
  conversation([
    ["!offres aide", HELP],
    ["!offres aide ?", HELP],
    ["!offres help", HELP],
    ["!offres tu peux m’aider ?", HELP],
    ["!offres j’ai pas compris", HELP],
    ["!offres comment ça marche ?", HELP],
    ["!offres what can you do?", HELP],
    ["!offres -h", HELP],
    ["!offre aide", HELP],
    ["!offres aide suite", "!offres suite"],
    ["!offres aide !offre", "!offre 2"],
    ["!offres aide fermées", "!offres fermées devops"],
    ["!aide", HELP_LINE],
    ["!aide !", HELP_LINE],
    ["!aide offres", HELP_LINE],
    ["!help", HELP_LINE],
    ["!ofres", HELP_LINE],
    ["!ofres devops", HELP_LINE],
    ["!offers devops", HELP_LINE],
    ["!offresdevops", HELP_LINE],
    ["!offres bonjour", HELLO],
    ["!offres bonjour tout le monde !", HELLO],
    ["!offres merci, c’est top", THANKS],
    ["!offres merci", THANKS],
    ["!offres merci beaucoup !", THANKS],
  ]);
});

describe("what a room is told of is never a search", () => {
  conversation([
    ["!offres abonner devops", /^C’est noté : ce salon est abonné à chaque nouvelle offre « devops »/],
    ["!offres désabonner", /^Ce salon n’a aucun abonnement/],
    ["!offres abonnements", /^Ce salon n’a aucun abonnement : je n’y annonce rien/],
    ["!offres rattrapage 3", /^Ce salon n’a aucun abonnement/],
    ["!offres essai", /^Voici un essai/],
    ["!offres état ?", /^Ce salon n’a aucun abonnement : je n’y annonce rien/],
    [
      "!offres abonner stage 6 mois",
      /^C’est noté : ce salon est abonné à chaque nouvelle offre « stage 6 mois »/,
    ],
    ["!offres abonner dev 5 ans d’expérience", /^Je ne sais pas comparer .*!offres abonner junior/],
    ["!offres abonner les annonces de mai", /^Une date de parution n’a pas de sens ici/],
    ["!offres état de l'art", /« état de l'art »/],
    ["!offres essai clinique", /« essai clinique »/],
  ]);
});

describe("who wants to hear no more", () => {
  const NOTHING_COMES = /^Je n’annonce rien dans ce salon, .* !offres alerte stop tout\.$/;
  conversation([
    ["!offres stop", NOTHING_COMES],
    ["!offres STOP !!", NOTHING_COMES],
    ["!offres arrête", NOTHING_COMES],
    ["!offres arrête de m’envoyer des messages stp", NOTHING_COMES],
    ["!offres ne m’envoie plus rien", NOTHING_COMES],
    ["!offres je ne veux plus recevoir d’offres", NOTHING_COMES],
    ["!offres comment me désabonner ?", NOTHING_COMES],
    ["!offres stop covid", /« stop covid »/],
    ["!offres je ne veux plus de stage", /« je ne veux plus de stage »/],
  ]);
  conversation([["stop", NOTHING_COMES]], true);
});

describe("who wants to apply", () => {
  const WHERE =
    "La fiche d’une offre dit comment postuler : !offre 1 pour la première de votre liste, !offre 10 pour la dernière.";
  conversation([
    ["!offres comment on postule ?", WHERE],
    ["!offres postuler", WHERE],
    ["!offres comment postuler à cette offre ?", WHERE],
    ["!offres je voudrais postuler", WHERE],
    ["!offres comment postuler à la 2", PYTHON],
    ["!offres je postule à la 1", DEVOPS],
    ["!offres postuler 2026-11-20-phare-devops", DEVOPS],
    ["!offres comment postuler chez phare ?", /« comment postuler chez phare/],
  ]);

  test("is shown the card of the announcement that is replied to, and of a list of one", async () => {
    const chat = new Chat(offers);
    expect(await chat.say("!offres comment on postule ?")).toMatch(
      /: cherchez-la, par exemple !offres devops, puis/,
    );
    expect(await chat.say("!offres comment on postule ?", 2 as never)).toMatch(
      /^Développeuse ou développeur Python\n/,
    );
    await chat.say("!offres devops");
    expect(await chat.say("!offres comment postuler")).toContain("emploi@agence.example");
  });
});

describe("a mention", () => {
  conversation([
    ["Crieur devops", "1 offre ouverte pour « devops »"],
    ["@crieur devops", "1 offre ouverte pour « devops »"],
    ["Crieur [Essai] : devops", "1 offre ouverte pour « devops »"],
    ["@crieur:tchap.example devops", "1 offre ouverte pour « devops »"],
    ["https://tchap.gouv.fr/#/user/@crieur:tchap.example devops", "1 offre ouverte pour « devops »"],
    ["[Crieur](https://matrix.to/#/@crieur:tchap.example) !offre 1", DEVOPS],
    ["Crieur, offre 1 svp", DEVOPS],
    ["Crieur ?", HELP_LINE],
    ["Crieur bonjour", HELLO],
    ["Merci @crieur:tchap.example !", THANKS],
  ]);
});

describe("what is not meant for the bot", () => {
  conversation([
    ["bonjour", null],
    ["devops", null],
    ["les offres sont bien", null],
    ["!meteo lyon", null],
    ["!aide tchapbot", null],
    ["> !offres devops", null],
    ["crieurs et colporteurs", null],
  ]);
});

describe("a direct room", () => {
  conversation(
    [
      ["bonjour", HELLO],
      ["Bonsoir !", HELLO],
      ["merci !", THANKS],
      ["ok super", THANKS],
      ["aide", HELP],
      ["?", HELP_LINE],
      ["devops", "1 offre ouverte pour « devops »"],
      ["offres", LIST],
      ["offres d’emploi", LIST],
      ["quelles sont les offres ?", /^10 offres ouvertes/],
      ["je cherche du travail", /^10 offres ouvertes/],
      ["i don’t want php", /^9 offres ouvertes/],
      ["offres devops", "1 offre ouverte pour « devops »"],
      ["offre 1", DEVOPS],
      ["1", DEVOPS],
      ["la 2 stp", PYTHON],
      ["suite", PAGE_2],
      ["fermées archiviste", "1 offre fermée pour « archiviste »"],
      ["!ofres devops", HELP_LINE],
      ["Bonjour,\n\ndevops\n\nCamille", "1 offre ouverte pour « devops »"],
      ["👍", null],
    ],
    true,
  );
});
