import { expect, onTestFinished, test } from "vitest";
import { Client } from "../../../synapse/client.ts";
import { apiPath, textField } from "../../../synapse/request.ts";
import { recordOf } from "../../../synapse/timeline.ts";
import { eventually } from "../../support/until.ts";
import { newAccount } from "../../synapse/homeserver.ts";
import { newScene, offer, put, ready } from "./process.ts";

test("a forged mark, a flood and others' edits open no second room, and take nothing from anybody", async () => {
  const scene = await newScene({ seeds: false, filter: "nulle" });
  await put(scene, "2026-11-25-phare.md", offer("Gardienne de phare"));
  const colleague = await Client.open(await newAccount("collegue"));
  onTestFinished(() => colleague.close());
  await scene.agent.invite(scene.room, colleague.userId);
  await colleague.join(scene.room);
  await ready(await scene.start());
  const { agent, bot, room } = scene;
  const answered = (pattern: RegExp) =>
    eventually(scene.said, (said) => said.some(({ text }) => pattern.test(text)));
  await answered(/^Bonjour/);

  // A room of somebody else's that bears the mark is one like any other.
  const forged = textField(
    await agent.request("POST", apiPath("createRoom"), {
      preset: "private_chat",
      creation_content: { "fr.gouv.beta.crieur.direct": "x".repeat(32) },
      invite: [bot.userId],
    }),
    "room_id",
  );
  await agent.waitForText(forged, "je suis Crieur");

  // Nobody's alert is taken back by another one's edit.
  const asked = await colleague.say(room, "!offres alerte phare");
  await answered(/^C’est noté : notre salon à deux est abonné à chaque nouvelle offre « phare »/);
  await agent.say(room, "!offres", { edits: asked });
  await answered(/^1 offre ouverte/);
  expect((await scene.said()).filter(({ edits }) => edits > 0)).toEqual([]);

  for (let number = 0; number < 30; number += 1) await colleague.say(room, `!offres alerte phare${number}`);
  await answered(/minute/);
  const invited = async () => {
    const sync = await colleague.request("GET", `${apiPath("sync")}?timeout=0`);
    return Object.keys(recordOf(recordOf(sync.rooms).invite));
  };
  const rooms = await eventually(invited, (all) => all.length > 0);
  expect(rooms).toHaveLength(1);
  await agent.join(rooms[0] ?? "").then(
    () => expect.unreachable("somebody else came in"),
    ({ status }) => expect(status).toBe(403),
  );

  // What administrators say of offers, nobody else says.
  await agent.say(room, "!offre 2026-11-25-phare pourvue");
  await agent.say(room, "!offres phare");
  await answered(/^1 offre ouverte pour « phare »\n1\. Gardienne de phare/);
});
