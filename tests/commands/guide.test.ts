import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { PersonRecord } from "../../src/commands/context.ts";
import type { Catalogue } from "../../src/flows/scan/catalogue.ts";
import { late } from "../../src/messages/apology.ts";
import { NOTHING_KEPT } from "./catalogue.ts";
import { Chat, catalogueOf } from "./chat.ts";

const ROOT = join(import.meta.dirname, "../..");
const GUIDE = readFileSync(join(ROOT, "docs/guide-agents.md"), "utf8");
const SEEDS = join(ROOT, "offers");

let offers: Catalogue;
beforeAll(async () => {
  const files = readdirSync(SEEDS).filter((name) => name.endsWith(".md"));
  offers = await catalogueOf(
    files.map((name) => {
      const text = readFileSync(join(SEEDS, name), "utf8");
      return { id: name.replace(/\.md$/, ""), text, closed: !/^open: true/m.test(text) };
    }),
  );
});

/** Every command that the guide shows, and what the answer of it begins with, after `!offres`. */
const COMMANDS: Readonly<Record<string, RegExp>> = {
  "!aide": /^Offres d’emploi : tapez !offres/,
  "!offre": /^Répondez !offre à une annonce/,
  "!offre 1": /^Développeuse Principale/,
  "!offre1": /^Développeuse Principale/,
  "!offre 2": /^Architecte Système/,
  "!offre n° 2": /^Architecte Système/,
  "!offre la première": /^Développeuse Principale/,
  "!offre 1 suivre": /^C’est noté : vous suivez Développeuse Principale/,
  "!offre suivre": /^Répondez !offre suivre à une annonce/,
  "!offre 2 oublier": /^C’est noté : vous ne suivez plus Architecte/,
  "!offres suivies": /^Cela reste entre nous : tapez suivies/,
  "!offre 2 svp": /^Architecte Système/,
  "!offre 2 tout": /^Architecte Système(?:.|\n)*Publiée le 10 février 2022, à retrouver avec/,
  "!offre 99": /^Il n’y a pas de n° 99 : la liste va de 1 à 4/,
  "!offre 1 et 2": /^Une fiche à la fois : !offre 1, puis !offre 2\./,
  "!offre 2022-02-10-tchap-devops": /^Architecte Système/,
  "! offres": /^4 offres ouvertes\n/,
  "!offres": /^4 offres ouvertes\n/,
  "!offres alerte devops lyon": /^C’est noté : notre salon à deux est abonné .*« devops lyon »/,
  "!offres alerte devops chaque jour à 9h":
    /^C’est noté : .* un résumé des nouvelles offres « devops », chaque jour à 9 h/,
  "!offres oublie-moi": /^C’est fait : vos alertes/,
  "!offres alertes": /^Cela reste entre nous : tapez alertes/,
  "!offres alerte stop 1": /^Cela reste entre nous : tapez alertes/,
  "!offres stop": /^Je n’annonce rien dans ce salon/,
  "!offres comment postuler ?": /^La fiche d’une offre dit comment postuler : !offre 1 pour la première/,
  "!offres alerte stop tout": /^Cela reste entre nous : tapez alertes/,
  "!offres aide": /^!offres devops lyon : chercher/,
  "!offres aide suite": /^!offres suite\nLa page suivante/,
  "!offres aide à domicile": /« aide à domicile »/,
  '!offres "suite"': /« suite »/,
  "!offres devops": /pour « devops »\n1\. Architecte Système/,
  "!offres: devops": /pour « devops »\n1\. Architecte Système/,
  "!offres développeuse python lyon": /« développeuse python lyon »/,
  "!offres et lyon": /de votre liste : « lyon »\n1\. Architecte Système/,
  "!offres sans php": /« sans php »/,
  "!offres fermées devops": /^(?:1 offre fermée|Aucune offre fermée)/,
  "!offres je cherche un poste de dev junior en télétravail":
    /« je cherche un poste de dev junior en télétravail »/,
  "!offres kubernets": /^1 offre ouverte pour « kubernets »\nCompris : kubernetes/,
  "!offres page 2": /^C’est tout : la liste tient en une page/,
  "!offres plombier": /^Aucune offre ouverte pour « plombier »\n!offres : les 4 offres ouvertes$/,
  "!offres pourquoi": /^Répondez !offres pourquoi à une annonce/,
  "!offres pourquoi 2": /^Architecte Système.* n’est pas annoncée ici : ce salon n’a aucun abonnement/,
  "!offres précédent": /^C’est le début/,
  "!offres suite": /^C’est tout : la liste tient en une page/,
  "!offres suite ?": /^C’est tout : la liste tient en une page/,
};

/** Camille has a room with the bot, and follows the offer 2. */
const CAMILLE: PersonRecord = {
  privateRoom: async () => "elsewhere",
  isSealed: async () => true,
  room: async () => NOTHING_KEPT,
  newRoom: () => NOTHING_KEPT,
  follows: async () => offers.newest("open").slice(1, 2),
};

describe("the guide for agents", () => {
  const shown = [...GUIDE.matchAll(/`(! ?[a-z][^`]*)`|Camille : (!.+)/gu)].map(
    (found) => found[1] ?? found[2] ?? "",
  );

  test("shows these commands, and no others", () => {
    expect([...new Set(shown)].sort()).toEqual(Object.keys(COMMANDS).sort());
  });

  test.each(Object.entries(COMMANDS))("%s is answered as it says", async (typed, answer) => {
    const chat = new Chat(offers, { person: CAMILLE });
    await chat.say("!offres");
    expect(await chat.say(typed)).toMatch(answer);
  });

  test("quotes conversations as they go", async () => {
    const blocks = [...GUIDE.matchAll(/```\n(Camille : [^`]+)```/g)].map((found) => found[1] ?? "");
    expect(blocks.length).toBeGreaterThan(2);
    for (const block of blocks) {
      const chat = new Chat(offers);
      for (const exchange of block.split(/^Camille : /m).filter((part) => part !== "")) {
        const [typed = "", ...lines] = exchange.trimEnd().split("\n");
        const answer = (await chat.say(typed)) ?? "";
        const quoted = lines
          .map((line) => line.replace(/^(?:Crieur {2}: | {10})/, ""))
          .filter((line) => line !== "…");
        for (const line of quoted) expect(answer.split("\n")).toContain(line);
      }
    }
  });

  test("quotes the excuse as it is said, and a mention as it is read", async () => {
    expect(GUIDE.replace(/\s+/g, " ")).toContain(late().text.replaceAll("\u00a0", " ").replaceAll("’", "'"));
    expect(await new Chat(offers).say("@Crieur devops")).toMatch(/pour « devops »/);
    expect(await new Chat(offers, { direct: true }).say("bonjour")).toMatch(/^Bonjour !/);
  });
});
