import { beforeAll, expect, test } from "vitest";
import type { Heard, RoomRecord } from "../../src/commands/context.ts";
import type { Catalogue } from "../../src/flows/scan/catalogue.ts";
import type { OfferKey } from "../../src/offers/offer.ts";
import { ourFilters } from "../support/words.ts";
import { NOTHING_KEPT } from "./catalogue.ts";
import { Chat, catalogueOf } from "./chat.ts";

let offers: Catalogue;
beforeAll(async () => {
  offers = await catalogueOf([
    {
      id: "2026-09-01-chorale-devops",
      text: "---\nroles: DevOps\nstartup: chorale\nopen: true\n---\n\n## Lieu\n\nLe poste est basé à Lyon.\n",
    },
    {
      id: "2026-08-01-lanterne-graphiste",
      text: "---\nroles: Graphiste\nstartup: lanterne\n---\n\nDessiner.\n",
      closed: true,
    },
  ]);
});
const [DEVOPS, GRAPHIC] = [1, 2] as OfferKey[];

/** A room with these subscriptions, which heard this of each offer. */
function roomOf(filters: readonly string[], heard: Heard = "nothing"): RoomRecord {
  return {
    ...NOTHING_KEPT,
    heard: async () => heard,
    subscriptions: async () =>
      filters.map((filter, index) => ({
        ...{ id: index, number: index + 1, filter, shown: filter, schedule: "immediate", configured: true },
        explain: (offer) => ourFilters.explain(filter, offer),
        matches: (offer) => ourFilters.matches(filter, offer),
      })),
  };
}

function why(filters: readonly string[], heard: Heard = "nothing", about = DEVOPS): Promise<string | null> {
  return new Chat(offers, { room: roomOf(filters, heard) }).say("!offres pourquoi", about);
}

test("an announcement names the subscriptions that let it in, and no others", async () => {
  expect(await why(["devops lieu:lyon -php", "graphiste", "chorale"], "told")).toBe(
    "DevOps : annoncée ici, pour ces abonnements :\n\n" +
      "• « devops lieu:lyon -php » :\ndevops : oui · lieu:lyon : oui · sans php : oui\n" +
      "• « chorale » : oui",
  );
});

test("an offer that was not announced has each subscription gone through, word by word", async () => {
  expect(await why(["devops lieu:nantes", "graphiste", "devops -lieu:lyon"])).toBe(
    "DevOps : pas annoncée ici, car aucun abonnement de ce salon ne la retient :\n\n" +
      "• « devops lieu:nantes » :\ndevops : oui · lieu:nantes : non\n" +
      "• « graphiste » : non\n" +
      "• « devops -lieu:lyon » :\ndevops : oui · sans lieu:lyon : non, elle le dit",
  );
});

test("a room without a subscription hears that there is none", async () => {
  expect(await why([])).toBe("DevOps n’est pas annoncée ici : ce salon n’a aucun abonnement.");
});

test.each<[Heard, OfferKey | undefined, RegExp]>([
  ["known", DEVOPS, /déjà ouverte quand ce salon s’est abonné/],
  ["queued", DEVOPS, /son annonce attend d’être envoyée ici/],
  ["failed", DEVOPS, /n’a pas pu être envoyée ici/],
  ["nothing", DEVOPS, /pas encore annoncée ici, mais retenue/],
  ["nothing", GRAPHIC, /fermée, et jamais annoncée ici/],
])("a matching offer of which the room heard: %s (%s)", async (heard, about, words) => {
  const said = await why([""], heard, about);
  expect(said).toMatch(words);
  expect(said).toMatch(/• Toutes les offres$/);
});

test("one that was announced, and matches nothing any more, is said as that", async () => {
  expect(await why(["graphiste"], "told")).toMatch(
    /annoncée ici ; aujourd’hui, aucun abonnement ne la retiendrait/,
  );
});

test("a number of the last list and a name are understood; without either, one line tells how to ask", async () => {
  const chat = new Chat(offers, { room: roomOf(["devops"], "told") });
  expect(await chat.say("!offres pourquoi")).toBe(
    "Répondez !offres pourquoi à une annonce, ou donnez un numéro de liste : !offres pourquoi 2.",
  );
  await chat.say("!offres");
  expect(await chat.say("!offres pourquoi 1 ?")).toMatch(/^DevOps : annoncée ici/);
  expect(await chat.say("!offres pourquoi 2026-08-01-lanterne-graphiste")).toMatch(/^Graphiste : /);
  expect(await chat.say("!offres pourquoi 9")).toBe(
    "Il n’y a pas de n° 9 : la liste n’a qu’une offre, !offre 1.",
  );
});

test("a question that is none about an offer is a search", async () => {
  const chat = new Chat(offers);
  expect(await chat.say("!offres pourquoi pas devops")).not.toMatch(/abonnement/);
});
