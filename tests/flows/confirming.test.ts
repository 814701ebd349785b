import { beforeAll, describe, expect, test } from "vitest";
import type { Catalogue } from "../../src/flows/scan/catalogue.ts";
import type { EventId } from "../../src/rooms/identifiers.ts";
import { catalogueOf } from "../commands/chat.ts";
import { AGENT, MODERATOR, ROOM, RoomChat } from "../commands/roomChat.ts";

const DEVOPS = "2026-03-01-chorale-devops";
let offers: Catalogue;
beforeAll(async () => {
  offers = await catalogueOf([
    { id: DEVOPS, text: "---\nroles: DevOps\nopen: true\n---\n\nTenir la production.\n" },
    { id: "2026-02-01-lanterne-dessin", text: "---\nroles: Graphiste\n---\n\nDessiner.\n", closed: true },
  ]);
});

const said = async (room: RoomChat) =>
  (await room.store.read((tx) => tx.confirmations.all())).map(({ says, person }) => [says, person]);

describe("in the room of the administrators", () => {
  test.each([
    [
      "!offre 1 pourvue",
      "filled",
      /^C’est noté : DevOps est pourvue\. Il reste à la fermer dans 2026-03-01-chorale-devops\.md/,
    ],
    ["!offre 1 est pourvue !", "filled", /^C’est noté : DevOps est pourvue/],
    ["!offres 1 toujours ouverte", "open", /^C’est noté : DevOps est toujours ouverte/],
    ["! offre n° 1 ouverte", "open", /^C’est noté : DevOps est toujours ouverte/],
    [`!offre ${DEVOPS} pourvue`, "filled", /^C’est noté/],
    [`!offre ${DEVOPS} est encore à pourvoir`, "open", /^C’est noté/],
  ])("%s is noted", async (typed, says, answer) => {
    const room = await RoomChat.open(offers, {}, ROOM);
    await room.say("!offres", AGENT);
    expect(await room.say(typed, AGENT)).toMatch(answer);
    expect(await said(room)).toEqual([[says, AGENT]]);
  });

  test("the last word stands, and an edit takes its own back", async () => {
    const room = await RoomChat.open(offers, {}, ROOM);
    await room.say(`!offre ${DEVOPS} ouverte`);
    const { event } = await room.ask(`!offre ${DEVOPS} pourvue`);
    expect(await said(room)).toMatchObject([["filled", MODERATOR]]);
    await room.ask(`!offre ${DEVOPS}`, undefined, { replaces: event as EventId });
    expect(await said(room)).toEqual([]);
  });

  test("of a closed offer there is nothing to note", async () => {
    const room = await RoomChat.open(offers, {}, ROOM);
    expect(await room.say("!offre 2026-02-01-lanterne-dessin pourvue")).toMatch(/déjà fermée/);
    expect(await said(room)).toEqual([]);
  });

  test("without an offer one line tells how to say it", async () => {
    const room = await RoomChat.open(offers, {}, ROOM);
    expect(await room.say("!offre pourvue")).toBe(
      "Répondez !offre pourvue à une annonce, ou donnez un numéro de liste : !offre 2 pourvue.",
    );
  });
});

test("in any other room nothing is noted, and the answer says where to turn", async () => {
  const room = await RoomChat.open(offers);
  expect(await room.say(`!offre ${DEVOPS} pourvue`)).toBe(
    `Seul mon salon d’administration peut noter cela. Le contact de l’offre est sur sa fiche : !offre ${DEVOPS}.`,
  );
  expect(await said(room)).toEqual([]);
});

test("what only ends with such a word is a search", async () => {
  const room = await RoomChat.open(offers, {}, ROOM);
  expect(await room.say("!offres devops ouverte")).not.toMatch(/C’est noté|administration/);
  expect(await said(room)).toEqual([]);
});
