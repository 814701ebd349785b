import { expect, test } from "vitest";
import { eventually } from "../../support/until.ts";
import { offer, put, ready } from "../bot/process.ts";
import { newSealedScene, plain, reads, saidTo } from "./scene.ts";

test("an encrypted room is served like any other: welcome, commands, threads, announcements, edits, strikes", async () => {
  const scene = await newSealedScene();
  const { strict, other, sealed } = scene;
  const run = await scene.start();
  await ready(run);
  for (const person of [strict, other]) await reads(person, scene, "Bonjour");

  // A command, answered beside it; then one in a thread, answered there.
  const asked = await strict.say(sealed, "!offres devops");
  const answer = await reads(strict, scene, "« devops »");
  expect(answer).toMatchObject({ encrypted: true, failure: null, type: "m.room.message" });
  expect(answer.content["m.relates_to"]?.["m.in_reply_to"]).toEqual({ event_id: asked });
  await other.say(sealed, {
    msgtype: "m.text",
    body: "!offres figma",
    "m.relates_to": { rel_type: "m.thread", event_id: asked },
  });
  const threaded = await reads(other, scene, "« figma »");
  expect(threaded.content["m.relates_to"]).toMatchObject({ rel_type: "m.thread", event_id: asked });

  // An announcement, edited, then struck.
  await put(scene, "phare.md", offer("Gardienne ou gardien de phare"));
  const announced = await reads(strict, scene, "Gardienne ou gardien de phare");
  await other.say(sealed, {
    msgtype: "m.text",
    body: "!offre",
    "m.relates_to": { "m.in_reply_to": { event_id: announced.id } },
  });
  await reads(other, scene, "Vous tenez la lanterne");
  await put(scene, "phare.md", offer("Gardienne ou gardien du grand phare"));
  const shown = (text: string) =>
    eventually(
      async () => saidTo(strict, scene).find(({ id }) => id === announced.id)?.body ?? "",
      (body) => plain(body).includes(text),
    );
  await shown("grand phare");
  await put(scene, "phare.md", offer("Gardienne ou gardien du grand phare", { open: false }));
  await shown("Offre fermée le");

  // Each once, all readable for both, and nothing of the bot in clear on the homeserver.
  for (const person of [strict, other]) {
    const originals = () =>
      saidTo(person, scene).filter(({ content }) => content["m.relates_to"]?.rel_type !== "m.replace");
    await eventually(
      async () => originals().filter(({ body }) => plain(body).includes("Offre fermée le")),
      (struck) => struck.length === 1,
    );
    expect(saidTo(person, scene).filter(({ failure, encrypted }) => failure !== null || !encrypted)).toEqual(
      [],
    );
    expect(originals().filter(({ body }) => plain(body).includes("« devops »"))).toHaveLength(1);
  }
  const raw = await strict.client.http.authedRequest<{ chunk: { type: string; sender: string }[] }>(
    "GET" as never,
    `/rooms/${encodeURIComponent(sealed)}/messages`,
    { dir: "b", limit: "100" },
  );
  const own = raw.chunk.filter(({ sender, type }) => sender === scene.bot.userId && type !== "m.room.member");
  expect(own.length).toBeGreaterThan(5);
  expect(new Set(own.map(({ type }) => type))).toEqual(new Set(["m.room.encrypted"]));
  expect(run.output()).not.toMatch(/"level":(50|60)/);
});

test("somebody who comes later reads what is said from then on, and a device that goes is not written to", async () => {
  const scene = await newSealedScene({ seeds: false });
  const { strict, sealed } = scene;
  await ready(await scene.start());
  await reads(strict, scene, "Bonjour");
  const { openForeign } = await import("./foreign.ts");
  const { newAccount } = await import("../../synapse/homeserver.ts");
  const late = await openForeign(await newAccount("zoe"), { excludes: true });
  await strict.client.invite(sealed, late.userId);
  await late.client.joinRoom(sealed);
  await late.say(sealed, "!offres aide");
  const help = await reads(late, scene, "!offres");
  expect(help.failure).toBeNull();
  await strict.client.kick(sealed, late.userId);
  const { client } = strict;
  await eventually(
    async () => client.getRoom(sealed)?.getMember(late.userId)?.membership,
    (membership) => membership === "leave",
  );
  await put(scene, "phare.md", offer("Gardienne ou gardien de phare"));
  await reads(strict, scene, "gardien de phare");
  expect(saidTo(late, scene).some(({ body }) => body.includes("phare"))).toBe(false);
});
