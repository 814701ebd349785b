import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Catalogue } from "../../src/flows/scan/catalogue.ts";
import { catalogueOf } from "./chat.ts";
import { AGENT, EXTERNAL, RoomChat } from "./roomChat.ts";

const ROOT = join(import.meta.dirname, "../..");
const GUIDE = readFileSync(join(ROOT, "docs/guide-salons.md"), "utf8");
const SEEDS = join(ROOT, "offers");

let offers: Catalogue;
let chat: RoomChat;
beforeAll(async () => {
  const files = readdirSync(SEEDS).filter((name) => name.endsWith(".md"));
  offers = await catalogueOf(
    files.map((name) => {
      const text = readFileSync(join(SEEDS, name), "utf8");
      return { id: name.replace(/\.md$/, ""), text, closed: !/^open: true/m.test(text) };
    }),
  );
});
beforeEach(async () => {
  chat = await RoomChat.open(offers);
});

/** Every command that the guide shows, and how its answer begins where the room follows « devops » already. */
const COMMANDS: Readonly<Record<string, RegExp>> = {
  "!offres abonnements": /^1 abonnement dans ce salon\n1\. « devops » · dès qu’elle paraît\n/,
  "!offres abonner": /^C’est noté : ce salon est abonné à toutes les nouvelles offres/,
  "!offres abonner devops": /^Ce salon est déjà abonné à chaque nouvelle offre « devops »/,
  "!offres abonner devops -stage": /^C’est noté : .*« devops -stage ».*\nCompris : sauf contrat : stage/,
  "!offres abonner devops en semaine à 8h": /^C’est noté : .*« devops », du lundi au vendredi à 8 h ;/,
  "!offres abonner devops le lundi et le jeudi à 8h30":
    /le lundi et le jeudi à 8 h 30 ; le prochain viendra lundi/,
  "!offres abonner devops lieu:lyon chaque jour à 9h": /« devops lieu:lyon », chaque jour à 9 h ;/,
  "!offres abonner devops ou sre": /^C’est noté : .*« devops ou sre »/,
  "!offres abonner développeuse télétravail": /« développeuse télétravail »(?:.|\n)*2 offres ouvertes/,
  "!offres abonner kubernets": /même fermée/,
  "!offres abonner lieu:lion": /^Je ne connais pas ce lieu/,
  "!offres abonner startup:tchap": /^C’est noté : .*« startup:tchap »/,
  "!offres aide abonner": /^!offres abonner devops chaque jour à 9h\n/,
  "!offres désabonner 1": /^C’est noté : l’abonnement n° 1, « devops »/,
  "!offres désabonner devops": /^C’est noté : l’abonnement n° 1, « devops »/,
  "!offres désabonner tout": /^C’est noté : l’abonnement n° 1, « devops »/,
  "!offres essai": /^Voici un essai/,
  "!offres calme": /^Ce salon n’a pas d’heures calmes/,
  "!offres calme 20h-8h": /^C’est noté : de 20 h à 8 h, je n’annonce rien ici/,
  "!offres calme non": /^C’est noté : plus d’heures calmes ici/,
  "!offres pause": /^C’est noté : je n’annonce plus rien ici jusqu’au samedi 5 décembre/,
  "!offres pause 3 jours": /^C’est noté : je n’annonce plus rien ici jusqu’au mardi 1er décembre/,
  "!offres pause jusqu'à demain 14h": /^C’est noté : je n’annonce plus rien ici jusqu’à demain à 14 h/,
  "!offres pause jusqu'à lundi 9h": /^C’est noté : je n’annonce plus rien ici jusqu’au lundi 30 novembre/,
  "!offres pourquoi": /^Répondez/,
  "!offres reprendre": /^Ce salon n’est pas en pause/,
  "!offres état": /^Ce salon a 1 abonnement : !offres abonnements pour le voir\./,
  "!offres rattrapage 5": /^2 offres ouvertes répondent aux abonnements de ce salon : les voici/,
};

describe("the guide for rooms", () => {
  const shown = [...GUIDE.matchAll(/`(!offres [a-zé][^`]*)`|Camille : (!.+)/gu)].map(
    (found) => found[1] ?? found[2] ?? "",
  );

  test("shows these commands, and no others", () => {
    expect([...new Set(shown)].sort()).toEqual(Object.keys(COMMANDS).sort());
  });

  test.each(Object.entries(COMMANDS))("%s is answered as it says", async (typed, answer) => {
    await chat.say("!offres abonner devops");
    expect(await chat.say(typed)).toMatch(answer);
  });

  test("quotes conversations as they go", async () => {
    const blocks = [...GUIDE.matchAll(/```\n(Camille : [^`]+)```/g)].map((found) => found[1] ?? "");
    expect(blocks.length).toBe(5);
    for (const block of blocks) {
      const own = await RoomChat.open(offers);
      for (const exchange of block.split(/^Camille : /m).filter((part) => part !== "")) {
        const [typed = "", ...lines] = exchange.trimEnd().split("\n");
        const answer = await own.say(typed);
        const quoted = lines
          .map((line) => line.replace(/^(?:Crieur {2}: | {10})/, ""))
          .filter((line) => line !== "…");
        for (const line of quoted) expect(answer.split("\n")).toContain(line);
      }
    }
  });

  test("says who may: others are refused, with what is missing", async () => {
    for (const typed of Object.keys(COMMANDS).filter((one) =>
      /!offres (?:abonner|désabonner|essai|pause|reprendre|calme .)/.test(one),
    )) {
      expect(await chat.say(typed, AGENT)).toMatch(/^Pour régler ce que j’annonce ici, il faut pouvoir/);
      expect(await chat.say(typed, EXTERNAL)).toMatch(/^Une personne externe/);
    }
    expect(await chat.subscriptions()).toEqual([]);
  });
});
