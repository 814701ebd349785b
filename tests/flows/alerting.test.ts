import { beforeEach, describe, expect, test } from "vitest";
import { updatePlace } from "../../src/flows/rooms/place.ts";
import type { Catalogue } from "../../src/flows/scan/catalogue.ts";
import type { RoomId, UserId } from "../../src/rooms/identifiers.ts";
import { unknownRoom } from "../../src/rooms/roomState.ts";
import { catalogueOf } from "../commands/chat.ts";
import { AGENT, BOT, EXTERNAL, RoomChat } from "../commands/roomChat.ts";

const PRIVATE = "!nousdeux:tchap.example" as RoomId;

let offers: Catalogue;
let chat: RoomChat;
beforeEach(async () => {
  offers = await catalogueOf([
    {
      id: "2026-03-01-chorale-devops",
      text: "---\nroles: DevOps\nopen: true\n---\n\nTenir la production.\n",
    },
    { id: "2026-02-01-lanterne-dessin", text: "---\nroles: Graphiste\nopen: true\n---\n\nDessiner.\n" },
  ]);
  chat = await RoomChat.open(offers);
  await privateOf(AGENT);
});

async function privateOf(person: UserId): Promise<void> {
  await chat.store.write(async (tx) => {
    const room = {
      ...unknownRoom(PRIVATE),
      membership: "join",
      encrypted: false,
      admission: "welcome",
    } as const;
    await tx.rooms.save({ ...room, members: [person, BOT] });
    await tx.places.mention({ room: PRIVATE }, 2);
    await updatePlace(tx, PRIVATE, BOT);
  });
}

const inPrivate = async (text: string, person = AGENT) =>
  (await chat.ask(text, person, { room: PRIVATE })).text;
const alerts = () =>
  chat.store.read(async (tx) => {
    const place = await tx.places.ofRoom(PRIVATE);
    return place === null
      ? []
      : (await tx.subscriptions.ofPlace(place.id)).map(({ shown, schedule }) => [shown, schedule]);
  });

describe("typed in any room", () => {
  test("an alert begins in the person's own, whatever they may in this one, which is told nothing", async () => {
    const { text, event } = await chat.ask("!offres alerte devops chaque jour à 9h", AGENT);
    expect(text).toBe(
      "C’est noté : notre salon à deux est abonné à un résumé des nouvelles offres « devops », chaque jour à 9 h. La suite se passe là-bas. Une offre ouverte y répond aujourd’hui.",
    );
    expect(await alerts()).toEqual([["devops", "daily 9:00"]]);
    expect(await chat.subscriptions()).toEqual([]);
    expect(await chat.audit(event)).toBeNull();
    expect(await chat.say("!offres alerte devops chaque jour à 9h", AGENT)).toBe(
      "Vous avez déjà cette alerte : je continue dans notre salon à deux.",
    );
  });

  test("nobody reads which alerts there are", async () => {
    await chat.say("!offres alerte devops", AGENT);
    await chat.say("!offres alerte graphiste", AGENT);
    const said = "Cela reste entre nous : tapez alertes dans notre salon à deux.";
    for (const typed of [
      "alertes",
      "mes alertes",
      "alerte",
      "alerte stop",
      "alerte stop 9",
      "alerte stop juriste",
    ])
      expect(await chat.say(`!offres ${typed}`, AGENT)).toBe(said);
    expect(await chat.say("!offres alerte stop 2", AGENT)).toBe("C’est noté : votre alerte est arrêtée.");
    expect(await alerts()).toEqual([["devops", "immediate"]]);
    expect(await chat.say("!offres alerte stop tout", AGENT)).toBe("C’est noté : votre alerte est arrêtée.");
    expect(await alerts()).toEqual([]);
  });

  test("an edit takes its alert back, and this room is still told nothing", async () => {
    const { event } = await chat.ask("!offres alerte devops", AGENT);
    await chat.ask("!offres alerte graphiste", AGENT, { replaces: event });
    expect(await alerts()).toEqual([["graphiste", "immediate"]]);
    await chat.ask("!offres", AGENT, { replaces: event });
    expect(await alerts()).toEqual([]);
    expect(await chat.audit(event)).toBeNull();
  });

  test.each([
    ["alerte lieu:lion", /^Je ne connais pas ce lieu.*!offres alerte lieu:Lyon/],
    ["alerte devops à 27h", /^Je ne comprends pas ce rythme.*!offres alerte devops chaque jour à 9h/],
  ])("%s gets the right form of an alert", async (typed, line) => {
    expect(await chat.say(`!offres ${typed}`, AGENT)).toMatch(line);
    expect(await alerts()).toEqual([]);
  });

  test("without a room of one's own the line says what to do", async () => {
    const other = await RoomChat.open(offers);
    expect(await other.say("!offres alerte devops", AGENT)).toMatch(
      /^Cela reste entre nous, et nous n’avons pas encore de salon à deux.* tapez-y : !offres alerte devops\.$/,
    );
    expect(await other.say("!offres alerte stop", AGENT)).toMatch(/^Cela reste entre nous/);
    expect(await other.subscriptions()).toEqual([]);
  });

  test("of people from outside nobody is alerted", async () => {
    await privateOf(EXTERNAL);
    expect(await chat.say("!offres alerte devops", EXTERNAL)).toMatch(/^Une personne externe peut chercher/);
    expect(await alerts()).toEqual([]);
  });
});

describe("in the person's own room", () => {
  test("alerts are what that room is subscribed to, by either word", async () => {
    expect(await inPrivate("!offres alerte devops")).toMatch(/^C’est noté : ce salon est abonné à chaque/);
    expect(await inPrivate("!offres abonner graphiste")).toMatch(/^C’est noté/);
    expect(await inPrivate("!offres alertes")).toMatch(
      /^2 abonnements dans ce salon\n1\. « devops » · dès qu’elle paraît\n2\. « graphiste »/,
    );
    expect(await inPrivate("!offres alerte stop")).toMatch(/^Lequel \?/);
    expect(await inPrivate("!offres alerte stop 1")).toMatch(/^C’est noté : l’abonnement n° 1, « devops »/);
    expect(await alerts()).toEqual([["graphiste", "immediate"]]);
  });
});
