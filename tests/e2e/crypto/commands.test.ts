import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { eventually } from "../../support/until.ts";
import { offer, put, type Run, ready } from "../bot/process.ts";
import type { Foreign, Read } from "./foreign.ts";
import { newSealedScene, plain, type SealedScene } from "./scene.ts";

const CLOCK = join(import.meta.dirname, "../bot/shiftedClock.ts");
const HORN = offer("Sonneuse ou sonneur de corne", { body: "Souffler dans la corne quand la brume vient." });
const BOAT = offer("Batelière ou batelier", { body: "Porter l'huile de la lampe, quel que soit le temps." });

/** What the bot said in a room as this person's client shows it, edits left out. */
function said(person: Foreign, { bot }: SealedScene, room: string): Read[] {
  return person
    .read(room)
    .filter(
      ({ sender, content }) => sender === bot.userId && content["m.relates_to"]?.rel_type !== "m.replace",
    );
}

/** The message of the bot that contains the text, once it is there. */
async function hears(person: Foreign, scene: SealedScene, room: string, text: RegExp): Promise<Read> {
  const found = (all: readonly Read[]) => all.find(({ body }) => text.test(plain(body)));
  const all = await eventually(
    async () => person.read(room).filter(({ sender }) => sender === scene.bot.userId),
    (messages) => found(messages) !== undefined,
  );
  return found(all) as Read;
}

/** The bot's answer to what somebody says in a room, and its event. */
async function ask(
  person: Foreign,
  scene: SealedScene,
  room: string,
  content: string | object,
): Promise<{ readonly asked: string; readonly answer: Read; readonly text: string }> {
  const asked = await person.say(room, content as string);
  const [answer] = await eventually(
    async () =>
      said(person, scene, room).filter(
        (one) => one.content["m.relates_to"]?.["m.in_reply_to"]?.event_id === asked,
      ),
    (answers) => answers.length > 0,
  );
  if (!answer) throw new RangeError("no answer");
  return { asked, answer, text: plain(answer.body) };
}

const replyTo = (event: string, body: string) => ({
  msgtype: "m.text",
  body,
  "m.relates_to": { "m.in_reply_to": { event_id: event } },
});
const editOf = (event: string, body: string) => ({
  msgtype: "m.text",
  body: `* ${body}`,
  "m.new_content": { msgtype: "m.text", body },
  "m.relates_to": { rel_type: "m.replace", event_id: event },
});

/** Nothing stayed closed for them, nothing came in clear, and the homeserver has no text of the bot's. */
async function allSealed(people: readonly Foreign[], { bot }: SealedScene, room: string): Promise<void> {
  for (const person of people) {
    const messages = person.read(room).filter(({ sender }) => sender === bot.userId);
    expect(messages.filter(({ failure, encrypted }) => failure !== null || !encrypted)).toEqual([]);
  }
  const [one] = people;
  const raw = await one?.client.http.authedRequest<{ chunk: { type: string; sender: string }[] }>(
    "GET" as never,
    `/rooms/${encodeURIComponent(room)}/messages`,
    { dir: "b", limit: "200" },
  );
  const own = raw?.chunk.filter(({ sender, type }) => sender === bot.userId && type !== "m.room.member");
  expect(new Set(own?.map(({ type }) => type))).toEqual(new Set(["m.room.encrypted"]));
}

test("lists, cards in reply, pages, edits in place of commands and messages taken back", async () => {
  const scene = await newSealedScene();
  const { strict, other, sealed, bot } = scene;
  await ready(await scene.start());
  await hears(strict, scene, sealed, /Bonjour/);

  const list = await ask(strict, scene, sealed, "!offres");
  expect(list.text).toMatch(/^\d+ offres ouvertes\n1\. /);
  // In reply to the list of somebody else, by number.
  const card = await ask(other, scene, sealed, replyTo(list.answer.id, "!offre 2"));
  expect(card.text).toMatch(/Postuler|Candidat/);
  const why = await ask(strict, scene, sealed, "!offres pourquoi 1");
  expect(why.text).toContain("déjà ouverte quand ce salon s’est abonné");
  // A mention instead of the prefix; what it names is within what is sealed.
  const mention = {
    msgtype: "m.text",
    body: "crieur devops",
    "m.mentions": { user_ids: [bot.userId] },
  };
  expect((await ask(other, scene, sealed, mention)).text).toContain("« devops »");

  // A command that is edited has one answer, which changes in place.
  const typo = await ask(strict, scene, sealed, "!offres graphiste");
  await strict.say(sealed, editOf(typo.asked, "!offres figma"));
  await hears(strict, scene, sealed, /« figma »/);
  const answers = () => said(strict, scene, sealed).filter(({ id }) => id === typo.answer.id);
  await eventually(
    async () => answers()[0]?.body ?? "",
    (body) => plain(body).includes("« figma »"),
  );
  // One that is taken back leaves nothing of its answer.
  await strict.client.redactEvent(sealed, typo.asked);
  await eventually(
    async () => answers()[0]?.body ?? "",
    (body) => plain(body).includes("La question a été supprimée"),
  );
  await allSealed([strict, other], scene, sealed);
});

test("subscribing, pausing, one list afterwards, and digests at their moment, struck when an offer closes", async () => {
  const scene = await newSealedScene({ seeds: false });
  const { strict, other, sealed } = scene;
  scene.settings = { ...scene.settings, rooms: [] };
  scene.node = ["--import", CLOCK];
  const at = (iso: string) => writeFile(join(scene.folder, "clock"), `${Date.parse(iso) - Date.now()}`);
  await at("2026-12-01T07:50:00Z");
  const run = await scene.start();
  await ready(run);
  await hears(strict, scene, sealed, /Bonjour/);

  expect((await ask(other, scene, sealed, "!offres abonner phare")).text).toMatch(/il faut pouvoir retirer/);
  expect((await ask(strict, scene, sealed, "!offres abonner")).text).toMatch(/^C’est noté/);
  await hears(other, scene, sealed, / a abonné ce salon /);
  expect((await ask(strict, scene, sealed, "!offres pause jusqu'à demain 9h")).text).toMatch(/demain à 9 h/);
  await put(scene, "corne.md", HORN);
  await put(scene, "barque.md", BOAT);
  await seen(run, 2);
  expect((await ask(other, scene, sealed, "!offres abonnements")).text).toMatch(/^1 abonnement/);
  expect(said(other, scene, sealed).filter(({ body }) => body.startsWith("📢"))).toEqual([]);
  await ask(strict, scene, sealed, "!offres reprendre");
  await hears(other, scene, sealed, /^📢 2 nouvelles offres\n/);

  expect((await ask(strict, scene, sealed, "!offres désabonner tout")).text).toMatch(/^C’est noté/);
  expect((await ask(strict, scene, sealed, "!offres abonner chaque jour à 9h")).text).toMatch(/^C’est noté/);
  await put(scene, "phare.md", offer("Gardienne ou gardien de phare"));
  await seen(run, 3);
  await at("2026-12-01T08:00:00Z");
  const digest = await hears(other, scene, sealed, /^📢 Résumé : 1 nouvelle offre\n1\. Gardienne/);
  const card = await ask(other, scene, sealed, replyTo(digest.id, "!offre 1"));
  expect(card.text).toContain("Vous tenez la lanterne");
  await put(scene, "phare.md", offer("Gardienne ou gardien de phare", { open: false }));
  await eventually(
    async () => said(other, scene, sealed).find(({ id }) => id === digest.id)?.body ?? "",
    (body) => /Fermée le 1er décembre 2026/.test(plain(body)),
  );
  await allSealed([strict, other], scene, sealed);
});

test("in an encrypted direct room: alerts and followed offers, asked for there and in another room", async () => {
  const scene = await newSealedScene({ seeds: false });
  const { strict, sealed, bot } = scene;
  scene.settings = { ...scene.settings, rooms: [] };
  await put(scene, "2026-11-25-phare.md", offer("Gardienne ou gardien de phare"));
  await ready(await scene.start());
  await hears(strict, scene, sealed, /Bonjour/);
  const direct = await strict.createRoom([bot.userId]);
  await hears(strict, scene, direct, /Bonjour/);

  expect((await ask(strict, scene, sealed, "!offres alerte sonneuse")).text).toMatch(/^C’est noté/);
  await put(scene, "2026-11-26-corne.md", HORN);
  const told = await hears(strict, scene, direct, /^📢 Nouvelle offre : Sonneuse/);
  expect(told).toMatchObject({ encrypted: true, failure: null });
  // There nothing needs a prefix.
  expect((await ask(strict, scene, direct, "alertes")).text).toMatch(/^1 abonnement.*\n1\. « sonneuse »/);
  expect((await ask(strict, scene, direct, replyTo(told.id, "!offre"))).text).toContain("Sonneuse");

  expect((await ask(strict, scene, direct, "2026-11-25-phare suivre")).text).toMatch(
    /^C’est noté : vous suivez/,
  );
  await put(scene, "2026-11-25-phare.md", offer("Gardienne ou gardien de phare").replace("CDD", "CDI"));
  await hears(strict, scene, direct, /^🔔 Offre modifiée : Gardienne/);
  await put(scene, "2026-11-25-phare.md", offer("Gardienne ou gardien de phare", { open: false }));
  await hears(strict, scene, direct, /^🔔 Offre fermée .*: Gardienne/);
  expect((await ask(strict, scene, direct, "suivies")).text).toMatch(/Gardienne/);
  expect((await ask(strict, scene, direct, "alerte stop 1")).text).toMatch(/^C’est noté/);
  // In the room of several nothing of it was said.
  expect(said(strict, scene, sealed).filter(({ body }) => /Sonneuse|🔔/.test(body))).toEqual([]);
  await allSealed([strict], scene, direct);
});

/** The bot has stored that so many offers were published. */
function seen(run: Run, count: number): Promise<unknown> {
  return eventually(
    async () => run.output().split('"change":"published"').length - 1,
    (published) => published >= count,
  );
}
