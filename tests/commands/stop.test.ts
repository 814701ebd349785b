import { beforeAll, expect, test } from "vitest";
import type { RoomRecord } from "../../src/commands/context.ts";
import type { Catalogue } from "../../src/flows/scan/catalogue.ts";
import { ourFilters } from "../support/words.ts";
import { NOTHING_KEPT } from "./catalogue.ts";
import { Chat, catalogueOf } from "./chat.ts";

let offers: Catalogue;
beforeAll(async () => {
  offers = await catalogueOf([]);
});

/** A room with subscriptions, of the configuration or not. */
function room(configured: readonly boolean[], isPrivate = false): RoomRecord {
  return {
    ...NOTHING_KEPT,
    isPrivate: async () => isPrivate,
    subscriptions: async () =>
      configured.map((one, index) => ({
        ...{ id: index, number: index + 1, filter: "coach", shown: "coach", schedule: "immediate" },
        configured: one,
        explain: (offer) => ourFilters.explain("coach", offer),
        matches: (offer) => ourFilters.matches("coach", offer),
      })),
  };
}

test.each<[string, RoomRecord, string]>([
  [
    "a room",
    room([true, false]),
    "Pour que je n’annonce plus rien dans ce salon : !offres désabonner tout. Pour arrêter vos alertes : !offres alerte stop tout.",
  ],
  [
    "a room of the configuration",
    room([true]),
    "Ce que j’annonce ici est dans la configuration : seules les personnes qui m’administrent l’arrêtent. Pour un temps : !offres pause 3 jours.",
  ],
  [
    "a room that is told nothing",
    room([]),
    "Je n’annonce rien dans ce salon, je ne fais que répondre. Pour arrêter vos alertes : !offres alerte stop tout.",
  ],
  [
    "a person's own room",
    room([false], true),
    "Pour que je n’annonce plus rien ici : !offres alerte stop tout. Pour un temps : !offres pause 3 jours.",
  ],
  [
    "a person's own room where nothing comes",
    room([], true),
    "Je n’annonce rien ici, je ne fais que répondre. Les offres que vous suivez : !offres suivies.",
  ],
])("« stop » says which command ends what is announced in %s", async (_, kept, line) => {
  expect(await new Chat(offers, { room: kept }).say("!offres stop")).toBe(line);
});
