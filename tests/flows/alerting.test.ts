import { beforeEach, describe, expect, test } from "vitest";
import { updatePlace } from "../../src/flows/rooms/place.ts";
import type { Catalogue } from "../../src/flows/scan/catalogue.ts";
import type { PlaceId, RoomId, UserId } from "../../src/rooms/identifiers.ts";
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

  test("without a room of one's own it begins all the same, and they are invited, once", async () => {
    const other = await RoomChat.open(offers);
    expect(await other.say("!offres alertes", AGENT)).toMatch(/^Cela reste entre nous, et nous n’avons pas/);
    expect(await other.say("!offres alerte stop", AGENT)).toMatch(/^Cela reste entre nous, et nous n’avons/);
    expect(other.wishes).toBe(0);
    expect(await other.say("!offres alerte devops", AGENT)).toBe(
      "C’est noté : notre salon à deux est abonné à chaque nouvelle offre « devops », dès qu’elle paraît. Une offre ouverte y répond aujourd’hui. Je vous écris en direct : acceptez mon invitation, la suite se passe là-bas. Ce salon-là ne sera pas chiffré, car je ne lis pas encore les messages chiffrés.",
    );
    expect(await other.say("!offres alerte graphiste", AGENT)).toMatch(
      / Je vous ai écrit en direct : acceptez mon invitation, la suite se passe là-bas\.$/,
    );
    expect(await other.say("!offres alerte devops", AGENT)).toMatch(
      /^Vous avez déjà cette alerte\. Je vous ai/,
    );
    expect(await other.say("!offres alertes", AGENT)).toBe(
      "Cela reste entre nous : acceptez mon invitation, puis tapez alertes dans notre salon à deux.",
    );
    const wishes = await other.store.read((tx) => tx.directWishes.all());
    expect(wishes).toMatchObject([{ state: "wanted", room: null, cause: "$commande5" }]);
    const place = wishes[0]?.place as PlaceId;
    const standing = await other.store.read((tx) => tx.subscriptions.ofPlace(place));
    expect(standing.map(({ shown }) => shown)).toEqual(["devops", "graphiste"]);
    expect(await other.subscriptions()).toEqual([]);
    expect(await other.say("!offres alerte stop tout", AGENT)).toBe(
      "C’est noté : vos 2 alertes sont arrêtées.",
    );
  });

  test("an encrypted room is promised where there are keys, and an edit takes the alert back", async () => {
    const other = await RoomChat.open(offers);
    await other.store.write((tx) => tx.session.setKeys("good", "D"));
    const { event, text } = await other.ask("!offres alerte devops", AGENT);
    expect(text).toMatch(/la suite se passe là-bas\.$/);
    await other.ask("!offres", AGENT, { replaces: event });
    expect(await other.store.read(async (tx) => [...(await tx.subscriptions.places())])).toEqual([]);
  });

  test("who left their room is asked again into it", async () => {
    await chat.say("!offres alerte devops", AGENT);
    await chat.store.write(async (tx) => {
      const known = await tx.rooms.get(PRIVATE);
      if (known) await tx.rooms.save({ ...known, members: [BOT] });
      await updatePlace(tx, PRIVATE, BOT);
    });
    expect(await chat.say("!offres alerte devops", AGENT)).toMatch(
      /^Vous avez déjà cette alerte\. Je vous écris en direct/,
    );
    expect(await chat.store.read((tx) => tx.directWishes.all())).toMatchObject([
      { state: "made", room: PRIVATE },
    ]);
  });

  test("with people of servers whose invitations are not accepted no room is opened", async () => {
    const other = await RoomChat.open(offers);
    const stranger = "@zoe:ailleurs.example" as UserId;
    const refusal = /^Cela reste entre nous, dans un salon à deux, et je n’en ouvre pas avec les personnes/;
    for (const typed of ["alerte devops", "alertes", "alerte stop 1", "suivies"])
      expect(await other.say(`!offres ${typed}`, stranger)).toMatch(refusal);
    expect(await other.say("!offre 2026-03-01-chorale-devops suivre", stranger)).toMatch(refusal);
    expect(await other.store.read((tx) => tx.directWishes.all())).toEqual([]);
  });

  test("of people from outside nobody is alerted, whether or not they have a room", async () => {
    expect(await chat.say("!offres alerte devops", EXTERNAL)).toMatch(/^Une personne externe peut chercher/);
    await privateOf(EXTERNAL);
    expect(await chat.say("!offres alerte devops", EXTERNAL)).toMatch(/^Une personne externe peut chercher/);
    expect(await alerts()).toEqual([]);
    expect(chat.wishes).toBe(0);
  });
});

describe("in the person's own room", () => {
  test("who writes there before they were greeted is answered there", async () => {
    await chat.store.write(async (tx) => {
      const place = await tx.places.ofRoom(PRIVATE);
      if (place) await tx.places.setState(place.id, "waiting", "its person was not greeted yet");
    });
    expect(await inPrivate("!offres alerte devops")).toMatch(/^C’est noté : ce salon est abonné/);
    expect(await inPrivate("!offres alertes")).toMatch(/^1 abonnement dans ce salon/);
    expect(chat.wishes).toBe(0);
  });

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
