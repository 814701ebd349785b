import { beforeEach, describe, expect, test } from "vitest";
import { Follower } from "../../src/flows/follow/follower.ts";
import { updatePlace } from "../../src/flows/rooms/place.ts";
import type { Catalogue } from "../../src/flows/scan/catalogue.ts";
import type { KnownOffer } from "../../src/offers/catalogue.ts";
import type { Facts } from "../../src/offers/offer.ts";
import type { RoomId } from "../../src/rooms/identifiers.ts";
import { unknownRoom } from "../../src/rooms/roomState.ts";
import { catalogueOf } from "../commands/chat.ts";
import { AGENT, BOT, MODERATOR, RoomChat, textOf } from "../commands/roomChat.ts";
import { clockAt } from "../support/clock.ts";

const DEVOPS = "2026-03-01-chorale-devops";
const DRAWER = "2026-02-01-lanterne-dessin";
const PRIVATE = "!nousdeux:tchap.example" as RoomId;
const DAY = 24 * 3_600_000;

let offers: Catalogue;
beforeEach(async () => {
  offers = await catalogueOf([
    { id: DEVOPS, text: "---\nroles: DevOps\nopen: true\n---\n\nTenir la production.\n" },
    { id: DRAWER, text: "---\nroles: Graphiste\n---\n\nDessiner.\n", closed: true },
  ]);
});

/** A room of Dominique's and the bot's alone, in which commands are typed, or another one beside it. */
async function withPrivate(change: object = {}): Promise<RoomChat> {
  const chat = await RoomChat.open(offers);
  await openPrivate(chat, change);
  return chat;
}

async function openPrivate(chat: RoomChat, change: object = {}): Promise<void> {
  await chat.store.write(async (tx) => {
    const room = {
      ...unknownRoom(PRIVATE),
      membership: "join",
      encrypted: false,
      admission: "welcome",
    } as const;
    await tx.rooms.save({ ...room, joinedAt: 5, members: [AGENT, BOT], ...change });
    await tx.places.mention({ room: PRIVATE }, 2);
    await updatePlace(tx, PRIVATE, BOT);
  });
}

const inPrivate = (chat: RoomChat, text: string) => chat.ask(text, AGENT, { room: PRIVATE });
const follows = (chat: RoomChat, person = AGENT) =>
  chat.store.read(async (tx) => (await tx.follows.ofPerson(person)).map(({ offer }) => offer));

/** A follower over this store, and what Dominique heard of it so far, without the line on how to stop. */
function follower(chat: RoomChat) {
  const known = new Map(offers.known.rows);
  const work = () =>
    new Follower({
      ...{ store: chat.store, wording: chat.parts.wording, timezone: "Europe/Paris", onNews: () => {} },
      clock: clockAt(() => chat.now),
      known: () => known,
    });
  let standing = work();
  return {
    turn: () => standing.turn(),
    restart: () => (standing = work()),
    async change(id: string, change: Partial<KnownOffer>, facts: Partial<Facts> = {}): Promise<void> {
      const before = [...known.values()].find((one) => one.id === id);
      if (!before) throw new Error(`There is no ${id}.`);
      const offer = { ...before.offer, ...change.offer, facts: { ...before.offer.facts, ...facts } };
      const after = { ...before, ...change, offer };
      known.set(after.key, after);
      await chat.store.write((tx) => tx.offers.save([after]));
      await standing.turn();
    },
    async heard(): Promise<string[]> {
      const place = await chat.store.read((tx) => tx.places.ofRoom(PRIVATE));
      const rows = place === null ? [] : await chat.store.read((tx) => tx.outbox.queuedIn(place.id));
      return rows.filter(({ key }) => key.startsWith("follow:")).map((row) => textOf(row));
    },
  };
}

describe("a person follows an offer", () => {
  test.each([
    "!offre 1 suivre",
    "!offres suivre 1",
    "!offre n° 1 suis",
    `!offre ${DEVOPS} suivre`,
    "!offres suivez l'offre 1",
    "! offre 1 à suivre svp",
  ])("%s", async (typed) => {
    const chat = await withPrivate();
    await chat.say("!offres", AGENT);
    expect(await chat.say(typed, AGENT)).toBe(
      "C’est noté : vous suivez DevOps. Je vous dirai dans notre salon à deux quand elle change ou ferme.",
    );
    expect(await follows(chat)).toHaveLength(1);
    expect(await follows(chat, MODERATOR)).toEqual([]);
    expect(await chat.say(typed, AGENT)).toBe(
      "Vous suivez déjà DevOps : je vous en parle dans notre salon à deux.",
    );
  });

  test("in their own room, where the answer says what comes there, and lists what they follow", async () => {
    const chat = await withPrivate();
    expect((await inPrivate(chat, `!offre ${DEVOPS} suivre`)).text).toMatch(/Je vous dirai ici quand/);
    expect((await inPrivate(chat, `!offre ${DRAWER} suivre`)).text).toBe(
      "C’est noté : vous suivez Graphiste, qui est fermée. Je vous dirai ici si elle rouvre.",
    );
    expect((await inPrivate(chat, "!offres suivies")).text).toMatch(
      /^Vous suivez 2 offres\n1\. DevOps\n2\. Offre fermée le 2 octobre 2026 : Graphiste\n/,
    );
    expect((await inPrivate(chat, "!offre 2 oublier")).text).toBe(
      "C’est noté : vous ne suivez plus Graphiste.",
    );
    expect(await follows(chat)).toEqual([offers.byId(DEVOPS)?.key]);
    expect((await inPrivate(chat, `!offre ${DRAWER} oublier`)).text).toMatch(/^Vous ne suivez pas Graphiste/);
  });

  test("and in a room of others nobody reads what", async () => {
    const chat = await withPrivate();
    await chat.say(`!offre ${DEVOPS} suivre`, AGENT);
    expect(await chat.say("!offres suivies", AGENT)).toBe(
      "Cela reste entre nous : tapez suivies dans notre salon à deux.",
    );
  });

  test.each([
    ["no room of their own", null],
    ["one with an address", { aliases: ["#nous:tchap.example"] }],
    ["one with somebody else", { members: [AGENT, BOT, MODERATOR] }],
    ["one that is encrypted", { encrypted: true }],
    ["one that the bot left", { membership: "leave" }],
    ["one of somebody else's", { members: [MODERATOR, BOT] }],
  ])("with %s they are invited into one", async (_, change) => {
    const chat = change === null ? await RoomChat.open(offers) : await withPrivate(change);
    expect(await chat.say(`!offre ${DEVOPS} suivre`, AGENT)).toMatch(
      /^C’est noté : vous suivez DevOps\. Je vous dirai dans notre salon à deux quand elle change ou ferme\. Je vous écris en direct : acceptez mon invitation/,
    );
    expect(await follows(chat)).toHaveLength(1);
    expect(await chat.store.read((tx) => tx.directWishes.all())).toMatchObject([{ state: "wanted" }]);
    expect(await chat.say(`!offre ${DEVOPS} suivre`, AGENT)).toMatch(
      /^Vous suivez déjà DevOps.* Je vous ai écrit en direct : acceptez mon invitation/,
    );
    expect(await chat.say("!offres suivies", AGENT)).toBe(
      "Cela reste entre nous : acceptez mon invitation, puis tapez suivies dans notre salon à deux.",
    );
  });

  test("fifty at most", async () => {
    const chat = await withPrivate();
    await chat.say(`!offre ${DRAWER} suivre`, AGENT);
    await chat.store.write(async (tx) => {
      const [one] = await tx.follows.ofPerson(AGENT);
      const row = [...offers.known.rows.values()][0];
      if (!one || !row) throw new Error("nothing is followed");
      for (let key = 100; key < 149; key += 1) {
        await tx.offers.save([{ ...row, key: key as never, id: `autre-${key}` as never }]);
        await tx.follows.begin({ ...one, offer: key as never });
      }
    });
    expect(await chat.say(`!offre ${DEVOPS} suivre`, AGENT)).toMatch(/^Vous suivez déjà 50 offres/);
    expect(await follows(chat)).toHaveLength(50);
  });

  test("an edit takes back what the message did, either way", async () => {
    const chat = await withPrivate();
    const { event } = await chat.ask(`!offre ${DEVOPS} suivre`, AGENT);
    await chat.ask(`!offre ${DRAWER} suivre`, AGENT, { replaces: event });
    expect(await follows(chat)).toEqual([offers.byId(DRAWER)?.key]);
    const ended = await chat.ask(`!offre ${DRAWER} oublier`, AGENT);
    expect(await follows(chat)).toEqual([]);
    await chat.ask("!offres", AGENT, { replaces: ended.event });
    expect(await follows(chat)).toEqual([offers.byId(DRAWER)?.key]);
    const again = await chat.ask(`!offre ${DEVOPS} suivre`, AGENT);
    const reply = await chat.row(`reply:${again.event}:0`);
    await chat.send(reply, "$reponse");
    await chat.ask("sans prefixe", AGENT, { replaces: again.event });
    expect(await follows(chat)).toEqual([offers.byId(DRAWER)?.key]);
    const edit = await chat.store.read(async (tx) => reply && (await tx.outbox.waitingEdit(reply.id)));
    expect(textOf(edit)).toMatch(/ce qu’il avait réglé est annulé/);
  });

  test("words that only sound like it are a search", async () => {
    const chat = await withPrivate();
    for (const typed of [
      "!offres suivre des projets",
      "!offres devops à suivre",
      "!offres oublier la routine",
    ])
      await chat.say(typed, AGENT);
    expect(await follows(chat)).toEqual([]);
  });
});

describe("whoever follows an offer is told", () => {
  async function followed(typed = DEVOPS) {
    const chat = await withPrivate();
    await chat.say(`!offre ${typed} suivre`, AGENT);
    const at = follower(chat);
    await at.turn();
    expect(await at.heard()).toEqual([]);
    return { chat, at };
  }

  test("when it changes in what matters, with what it said before; once", async () => {
    const { at } = await followed();
    await at.change(DEVOPS, {}, { places: ["Lyon"] });
    await at.change(DEVOPS, {}, { places: ["Brest"], skills: ["kubernetes"] });
    await at.turn();
    const heard = await at.heard();
    expect(heard).toHaveLength(2);
    expect(heard[0]).toMatch(/^🔔 Offre modifiée : DevOps\nLyon\n/);
    expect(heard[1]).toMatch(/^🔔 Offre modifiée : DevOps\nBrest\nAvant : Lyon\n/);
    await at.change(DEVOPS, {}, { skills: ["docker"] });
    expect(await at.heard()).toHaveLength(2);
  });

  test("when it closes, and when it opens again", async () => {
    const { chat, at } = await followed();
    await at.change(DEVOPS, { status: "closed", stood: "closed", closedAt: chat.now });
    await at.change(DEVOPS, { status: "removed" });
    await at.change(DEVOPS, { status: "open", stood: "open", opening: 2 });
    const heard = await at.heard();
    expect(heard.map((text) => text.split("\n")[0])).toEqual([
      "🔔 Offre fermée le 28 novembre 2026 : DevOps",
      "🔔 Offre rouverte : DevOps",
    ]);
    expect(heard[1]).toMatch(/répondez offre pour sa fiche, oublier pour ne plus la suivre/);
  });

  test("when its file is gone for good", async () => {
    const { at } = await followed();
    await at.change(DEVOPS, { status: "missing" });
    expect(await at.heard()).toEqual([]);
    await at.change(DEVOPS, { status: "removed" });
    expect(await at.heard()).toHaveLength(1);
  });

  test("three days before its end, and anew where that moves", async () => {
    const { chat, at } = await followed();
    await at.change(DEVOPS, {}, { deadline: "2026-12-05" });
    expect(await at.heard()).toHaveLength(1);
    chat.now += 3 * DAY;
    await at.turn();
    expect(await at.heard()).toHaveLength(1);
    chat.now += DAY;
    await at.turn();
    await at.turn();
    chat.now += DAY;
    await at.turn();
    expect(await at.heard()).toHaveLength(2);
    expect((await at.heard())[1]).toMatch(/^🔔 Bientôt la fin, le 5 décembre 2026 : DevOps\n/);
    await at.change(DEVOPS, {}, { deadline: "2026-12-09" });
    chat.now += 4 * DAY;
    await at.turn();
    expect(await at.heard()).toHaveLength(4);
    expect((await at.heard())[3]).toMatch(/^🔔 Bientôt la fin, le 9 décembre 2026/);
  });

  test("in the change itself where that brings its end near", async () => {
    const { chat, at } = await followed();
    await at.change(DEVOPS, {}, { deadline: "2026-11-29" });
    expect(await at.heard()).toHaveLength(1);
    expect((await at.heard())[0]).toMatch(/^🔔 Offre modifiée : DevOps\nElle prend fin demain\./);
    chat.now += DAY / 2;
    await at.turn();
    expect(await at.heard()).toHaveLength(1);
  });

  test("once, whenever the bot dies: what it remembers decides nothing", async () => {
    const { at } = await followed();
    await at.change(DEVOPS, {}, { places: ["Lyon"] });
    at.restart();
    await at.turn();
    expect(await at.heard()).toHaveLength(1);
  });

  test("of what changed while the bot was down", async () => {
    const { at } = await followed();
    at.restart();
    await at.change(DEVOPS, {}, { places: ["Lyon"] });
    expect(await at.heard()).toHaveLength(1);
  });

  test("later, and as things are then, where there is no room to say it in", async () => {
    const { chat, at } = await followed();
    await openPrivate(chat, { members: [AGENT, BOT, MODERATOR] });
    await at.change(DEVOPS, {}, { places: ["Lyon"] });
    await at.change(DEVOPS, { status: "closed", stood: "closed", closedAt: chat.now });
    expect(await at.heard()).toEqual([]);
    await openPrivate(chat);
    await at.turn();
    await at.turn();
    expect((await at.heard()).map((text) => text.split("\n")[0])).toEqual([
      "🔔 Offre fermée le 28 novembre 2026 : DevOps",
    ]);
  });

  test("that it reopened, where it closed and opened again meanwhile", async () => {
    const { chat, at } = await followed();
    await openPrivate(chat, { members: [AGENT, BOT, MODERATOR] });
    await at.change(DEVOPS, { status: "closed", stood: "closed", closedAt: chat.now });
    await at.change(DEVOPS, { status: "open", stood: "open", opening: 2 });
    await openPrivate(chat);
    await at.turn();
    expect((await at.heard()).map((text) => text.split("\n")[0])).toEqual(["🔔 Offre rouverte : DevOps"]);
  });

  test("once their room may be disturbed again, as things are then", async () => {
    const { chat, at } = await followed();
    await inPrivate(chat, "!offres pause 2 jours");
    await at.change(DEVOPS, {}, { places: ["Lyon"] });
    await at.change(DEVOPS, {}, { places: ["Brest"] });
    expect(await at.heard()).toEqual([]);
    chat.now += 2 * DAY;
    await at.turn();
    expect((await at.heard()).map((text) => text.split("\n").slice(0, 2))).toEqual([
      ["🔔 Offre modifiée : DevOps", "Brest"],
    ]);
  });

  test("no more once they said so, in reply to what they were told", async () => {
    const { chat, at } = await followed();
    await at.change(DEVOPS, {}, { places: ["Lyon"] });
    const place = await chat.store.read((tx) => tx.places.ofRoom(PRIVATE));
    const [row] = await chat.store.read((tx) => tx.outbox.queuedIn(place?.id as never));
    await chat.send(row ?? null, "$nouvelle");
    const reply = { room: PRIVATE, inReplyTo: "$nouvelle" as never };
    expect((await chat.ask("!offre", AGENT, reply)).text).toMatch(/^DevOps\n/);
    expect((await chat.ask("!offres oublier", AGENT, reply)).text).toMatch(/vous ne suivez plus DevOps/);
    await at.change(DEVOPS, {}, { places: ["Brest"] });
    expect(await at.heard()).toEqual([]);
  });
});

test("what somebody follows is no business of the room where they say so", async () => {
  const chat = await withPrivate();
  const { event } = await chat.ask(`!offre ${DEVOPS} suivre`, AGENT);
  expect(await chat.audit(event)).toBeNull();
});
