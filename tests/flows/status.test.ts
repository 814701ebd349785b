import { beforeEach, describe, expect, test } from "vitest";
import type { Catalogue } from "../../src/flows/scan/catalogue.ts";
import type { OutboxId } from "../../src/ports/index.ts";
import { AGENCY } from "../commands/agency.ts";
import { catalogueOf } from "../commands/chat.ts";
import { ADMINISTRATOR, AGENT, BOT, MODERATOR, ROOM, RoomChat } from "../commands/roomChat.ts";
import { frozen, queue, send } from "../support/outbox.ts";

let offers: Catalogue;
let chat: RoomChat;
beforeEach(async () => {
  offers = await catalogueOf(AGENCY);
  chat = await RoomChat.open(offers);
});

const MINUTE = 60_000;

/** A message of the room that was given up. */
function lose(room: RoomChat, key: string, place = room.place): Promise<OutboxId> {
  return room.store.write(async (tx) => {
    const id = await queue(tx, place, key, "announcement", { createdAt: room.now });
    await tx.outbox.freeze(id, frozen(id));
    await tx.outbox.dead(id, "M_TOO_LARGE: event too large", room.now);
    return id;
  });
}

const unseen = async (room: RoomChat) => (await room.store.read((tx) => tx.outbox.givenUp())).length;

describe("a room asks how it is served", () => {
  test("and hears that nothing comes, and how to begin", async () => {
    expect(await chat.say("!offres état")).toBe(
      "Ce salon n’a aucun abonnement : je n’y annonce rien (!offres abonner devops pour commencer).\n" +
        "Rien n’y a encore été annoncé.\n\nTout va bien ici.",
    );
  });

  test("what was announced, what waits, and who changed what", async () => {
    await chat.say("!offres abonner devops");
    await chat.store.write(async (tx) => {
      await send(tx, await queue(tx, chat.place, "a"));
      await queue(tx, chat.place, "b", "announcement", { createdAt: chat.now });
    });
    const state = await chat.say("!offres état", AGENT);
    expect(state).toMatch(/^Ce salon a 1 abonnement : !offres abonnements pour le voir\./);
    expect(state).toMatch(/\n1 annonce envoyée, la dernière /);
    expect(state).toMatch(
      /Derniers changements :\nAujourd’hui à 10 h, [cC]amille.* a abonné ce salon : « devops »/,
    );
  });

  test("what it asked to hear once more is no announcement", async () => {
    await chat.say("!offres abonner devops");
    const { event } = await chat.ask("!offres rattrapage");
    await chat.send(await chat.row(`copy:${event}`), "$copie");
    expect(await chat.say("!offres état")).toContain("Rien n’y a encore été annoncé.");
  });

  test("who paused it, or gave it quiet hours", async () => {
    await chat.say("!offres calme 20h-8h");
    expect(await chat.say("!offres état")).toMatch(
      /Heures calmes : de 20 h à 8 h \(camille.*, aujourd’hui à 10 h\)\./,
    );
    await chat.say("!offres pause 3h");
    expect(await chat.say("!offres état")).toMatch(/rien jusqu’à 13 h \(camille.*, aujourd’hui à 10 h\)\./);
  });

  test("what waits for more than a minute is a trouble, unless the room is paused", async () => {
    await chat.store.write((tx) => queue(tx, chat.place, "a", "announcement", { createdAt: chat.now }));
    expect(await chat.say("!offres état")).not.toContain("⚠️");
    chat.now += 5 * MINUTE;
    expect(await chat.say("!offres état")).toMatch(
      /⚠️ 1 message en attente, depuis aujourd’hui à 10 h : le serveur tarde\./,
    );
    await chat.say("!offres pause 2 jours");
    expect(await chat.say("!offres état")).toMatch(
      /Je n’y annonce rien jusqu’au lundi 30 novembre 2026 à 10 h 05 \(camille.*\)\.\n/,
    );
    expect(await chat.say("!offres état")).not.toContain("⚠️");
  });

  test("what was given up there, until somebody who may configure it has seen that", async () => {
    await lose(chat, "a");
    expect(await chat.say("!offres état", AGENT)).toMatch(
      /⚠️ Un message n’a pas pu être envoyé .*\nRaison : le message est trop long/,
    );
    expect(await chat.say("!offres état", MODERATOR)).toMatch(/⚠️ Un message n’a pas pu être envoyé/);
    expect(await chat.say("!offres état", MODERATOR)).toMatch(/Tout va bien ici/);
  });

  test("but not what was given up in other rooms, which stays unseen", async () => {
    const other = await chat.store.write(
      async (tx) => (await tx.places.mention({ room: "!autre" as never }, 1)).id,
    );
    await lose(chat, "a", other);
    expect(await chat.say("!offres état")).toMatch(/Tout va bien ici/);
    expect(await unseen(chat)).toBe(1);
  });
});

describe("how the whole bot is", () => {
  test("is nobody's business in a room but the administrators', who are told where to ask", async () => {
    expect(await chat.say("!offres état", MODERATOR)).not.toContain("L’ensemble");
    expect(await chat.say("!offres état", ADMINISTRATOR)).toMatch(
      /Pour l’ensemble : !offres état en message direct, ou dans le salon d’administration\./,
    );
  });

  test("is told in the administrators' room, and what was given up anywhere is seen then", async () => {
    chat = await RoomChat.open(offers, {}, ROOM);
    const other = await chat.store.write(
      async (tx) => (await tx.places.mention({ room: "!autre" as never }, 1)).id,
    );
    await lose(chat, "a", other);
    const state = await chat.say("!offres état", AGENT);
    expect(state).toMatch(
      /L’ensemble va bien\.\n1 salon servi ; 14 offres ouvertes ; 0 message en attente\.\nDernière synchronisation il y a 2 s\. Version 0\.1\.0\.$/,
    );
    expect(await unseen(chat)).toBe(0);
  });

  test("is told to an administrator in private", async () => {
    chat = await RoomChat.open(offers, { members: [ADMINISTRATOR, BOT], memberCount: 2 });
    expect(await chat.say("!offres état", ADMINISTRATOR)).toContain("L’ensemble va bien.");
    chat = await RoomChat.open(offers, { members: [AGENT, BOT], memberCount: 2 });
    expect(await chat.say("!offres état", AGENT)).not.toContain("L’ensemble");
  });
});
