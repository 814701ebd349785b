import { beforeEach, expect, test } from "vitest";
import { tellFollowers } from "../../src/flows/follow/tell.ts";
import { updatePlace } from "../../src/flows/rooms/place.ts";
import type { Catalogue } from "../../src/flows/scan/catalogue.ts";
import type { RoomId } from "../../src/rooms/identifiers.ts";
import { unknownRoom } from "../../src/rooms/roomState.ts";
import { catalogueOf } from "../commands/chat.ts";
import { AGENT, BOT, MODERATOR, RoomChat } from "../commands/roomChat.ts";

const PRIVATE = "!nousdeux:tchap.example" as RoomId;
const DEVOPS = "2026-03-01-chorale-devops";

let offers: Catalogue;
beforeEach(async () => {
  offers = await catalogueOf([
    { id: DEVOPS, text: "---\nroles: DevOps\nopen: true\n---\n\nTenir la production.\n" },
  ]);
});

test("nothing of a person is left, and what waits for them does not come; rooms keep what they asked for", async () => {
  const chat = await RoomChat.open(offers);
  const place = await chat.store.write(async (tx) => {
    const room = {
      ...unknownRoom(PRIVATE),
      membership: "join",
      encrypted: false,
      admission: "welcome",
    } as const;
    await tx.rooms.save({ ...room, members: [MODERATOR, BOT] });
    const { id } = await tx.places.mention({ room: PRIVATE }, 2);
    await updatePlace(tx, PRIVATE, BOT);
    return id;
  });
  await chat.say("!offres abonner devops");
  await chat.say("!offres abonner graphiste", AGENT);
  await chat.say("!offres alerte devops");
  await chat.say(`!offre ${DEVOPS} suivre`);
  const row = [...offers.known.rows.values()][0];
  if (!row) throw new Error("no offer");
  const closed = { ...row, status: "closed", stood: "closed", closedAt: chat.now } as const;
  await chat.store.write(async (tx) => {
    await tx.offers.save([closed]);
    await tellFollowers(tx, "all", { now: chat.now, timezone: "Europe/Paris", wording: chat.parts.wording });
  });

  expect(await chat.say("!offres oublie-moi")).toMatch(
    /^C’est fait : vos alertes, les offres que vous suiviez et vos listes sont effacées, et votre nom partout/,
  );
  await chat.store.read(async (tx) => {
    expect(await tx.subscriptions.ofPlace(place)).toEqual([]);
    expect(await tx.follows.ofPerson(MODERATOR)).toEqual([]);
    expect((await tx.outbox.queuedIn(place)).filter(({ key }) => key.startsWith("follow:"))).toEqual([]);
    expect(await tx.audit.ofPlace(place, 9)).toEqual([]);
    expect(await tx.subscriptions.ofPlace(chat.place)).toMatchObject([{ shown: "devops", author: null }]);
  });
  const state = await chat.say("!offres état");
  expect(state).toMatch(/une personne a abonné ce salon : « devops »/);
  expect(state).not.toMatch(/camille/);
});

test.each(["oublie moi", "oubliez-moi", "efface-moi"])("« %s » says the same", async (typed) => {
  const chat = await RoomChat.open(offers);
  expect(await chat.say(`!offres ${typed}`)).toMatch(/^C’est fait/);
});
