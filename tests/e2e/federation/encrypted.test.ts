import { dirname } from "node:path";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { login } from "../../../synapse/accounts.ts";
import { eventually } from "../../support/until.ts";
import { newAccount } from "../../synapse/homeserver.ts";
import { offer, put, ready } from "../bot/process.ts";
import { type Foreign, openForeign, type Read } from "../crypto/foreign.ts";
import { plain, signDevice } from "../crypto/scene.ts";
import { type FederatedScene, newFederatedScene } from "./scene.ts";

let scene: FederatedScene;
afterEach(({ task }) => {
  if (task.result?.state === "fail") process.stderr.write(`--- output of crieur\n${scene.output()}\n`);
});

const said = (person: Foreign, room: string): Read[] =>
  person.read(room).filter(({ sender }) => sender === scene.bot.userId);

/** Waits until this person can read a message of the bot with that text. */
async function reads(person: Foreign, room: string, text: string): Promise<void> {
  await eventually(
    async () => said(person, room),
    (all) => all.some(({ body, failure }) => failure === null && plain(body).includes(text)),
  );
}

/** For what is tried again after half a minute, then after a minute, as long as a homeserver did not answer. */
async function inTheEnd(act: () => Promise<void>, tries = 3): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (tries === 1) throw error;
    await inTheEnd(act, tries - 1);
  }
}

test("an encrypted room with people of two homeservers: all read what is answered and announced, also when one of the two was away while keys were claimed", async () => {
  scene = await newFederatedScene();
  onTestFinished(() => scene.end());
  const { bot, federation, offers } = scene;
  const [ours, theirs] = federation.servers;
  if (!ours || !theirs) throw new RangeError("two homeservers were to start");
  await signDevice({ bot, folder: dirname(offers) });
  const near = await openForeign(await newAccount("lea", ours), { excludes: true });
  const far = await openForeign(await newAccount("max", theirs), { excludes: true });
  const room = await far.createRoom([bot.userId, near.userId]);
  await eventually(
    async () => near.client.getRoom(room)?.getMyMembership(),
    (membership) => membership === "invite",
  );
  await near.client.joinRoom(room, { viaServers: [theirs.serverName] });
  const run = await scene.start([room]);
  await ready(run);
  for (const person of [near, far]) await reads(person, room, "Bonjour");
  for (const person of [near, far]) {
    await person.say(room, `!offres ${person === near ? "ici" : "ailleurs"}`);
    for (const reader of [near, far]) await reads(reader, room, person === near ? "« ici »" : "« ailleurs »");
  }
  await put({ offers }, "phare.md", offer("Gardienne ou gardien de phare"));
  for (const person of [near, far]) await reads(person, room, "Gardienne ou gardien de phare");

  // A new device there, and its homeserver is away before anybody has written to it.
  const user = far.userId.slice(1, far.userId.indexOf(":"));
  const second = await openForeign(await login(theirs.url, { user, password: user }), { signed: false });
  await eventually(
    async () => (await near.client.getCrypto()?.getUserDeviceInfo([far.userId], true))?.get(far.userId)?.size,
    (devices) => devices === 2,
  );
  await theirs.kill();
  await near.say(room, "!offres seule");
  await reads(near, room, "« seule »");
  const body = "Souffler dans la corne quand la brume vient.";
  await put({ offers }, "corne.md", offer("Sonneuse ou sonneur de corne", { body }));
  await eventually(
    async () => scene.output(),
    (output) => output.includes("do not answer for the keys of their people"),
  );
  // Answers go on meanwhile; what is announced waits for those who are away.
  await near.say(room, "!offres vigie");
  await reads(near, room, "« vigie »");
  expect(said(near, room).some(({ body }) => body.includes("Sonneuse"))).toBe(false);

  await theirs.restart();
  for (const person of [near, far, second])
    await inTheEnd(() => reads(person, room, "Sonneuse ou sonneur de corne"));
  await far.say(room, "!offres amarre");
  for (const person of [near, far, second]) await reads(person, room, "« amarre »");
  const raw = await near.client.http.authedRequest<{ chunk: { type: string; sender: string }[] }>(
    "GET" as never,
    `/rooms/${encodeURIComponent(room)}/messages`,
    { dir: "b", limit: "200" },
  );
  const own = raw.chunk.filter(({ sender, type }) => sender === bot.userId && type !== "m.room.member");
  expect(new Set(own.map(({ type }) => type))).toEqual(new Set(["m.room.encrypted"]));
}, 300_000);
