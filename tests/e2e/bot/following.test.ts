import { expect, onTestFinished, test } from "vitest";
import { Client } from "../../../synapse/client.ts";
import { eventually } from "../../support/until.ts";
import { newAccount } from "../../synapse/homeserver.ts";
import { newScene, offer, put, ready } from "./process.ts";

const FILE = "2026-11-25-phare.md";

test("whoever follows an offer, or has an alert, is told in private, once, whatever dies when", async () => {
  const scene = await newScene({ seeds: false });
  await put(scene, FILE, offer("Gardienne ou gardien de phare"));
  const colleague = await Client.open(await newAccount("collegue"));
  onTestFinished(() => colleague.close());
  await scene.agent.invite(scene.room, colleague.userId);
  await colleague.join(scene.room);
  const first = await scene.start();
  await ready(first);
  await scene.agent.say(scene.room, "!offre 2026-11-25-phare suivre");
  await eventually(scene.said, (said) =>
    said.some(({ text }) => /^C’est noté : vous suivez Gardienne.*Je vous écris en direct/.test(text)),
  );

  // They write first, instead of accepting.
  const room = await scene.agent.createRoom({ name: "Nous deux", invite: [scene.bot.userId] });
  const heard = async (): Promise<string[]> =>
    (await scene.agent.messages(room)).flatMap(({ sender, content }) =>
      sender === scene.bot.userId && content !== null
        ? [String(content.body).replaceAll(/[\u00a0\u202f]/g, " ")]
        : [],
    );
  await eventually(heard, (all) => all.length > 0);
  await eventually(heard, (all) => all.some((text) => /^Nous avons un salon à deux/.test(text)));
  await scene.agent.say(room, "2026-11-25-phare suivre");
  await eventually(heard, (all) => all.some((text) => /^Vous suivez déjà Gardienne/.test(text)));
  await first.kill("SIGKILL");

  const news = async () => (await heard()).filter((text) => text.startsWith("🔔"));
  await put(scene, FILE, offer("Gardienne ou gardien de phare").replace("CDD", "CDI"));
  const second = await scene.start();
  const [edited] = await eventually(news, (all) => all.length > 0);
  expect(edited).toMatch(/^🔔 Offre modifiée : Gardienne ou gardien de phare\n.*CDI\nAvant : .*CDD/);
  await second.kill("SIGKILL");

  const third = await scene.start();
  await ready(third);
  await put(scene, FILE, offer("Gardienne ou gardien de phare", { open: false }).replace("CDD", "CDI"));
  await eventually(news, (all) => all.length > 1);
  await put(scene, FILE, offer("Gardienne ou gardien de phare").replace("CDD", "CDI"));
  const all = await eventually(news, (told) => told.length > 2);
  expect(all.map((text) => text.split("\n")[0]?.replace(/ le .* 20\d\d/, ""))).toEqual([
    "🔔 Offre modifiée : Gardienne ou gardien de phare",
    "🔔 Offre fermée : Gardienne ou gardien de phare",
    "🔔 Offre rouverte : Gardienne ou gardien de phare",
  ]);

  await scene.agent.say(scene.room, "!offres alerte sonneuse");
  await eventually(scene.said, (said) =>
    said.some(({ text }) => /^C’est noté : notre salon à deux/.test(text)),
  );
  await put(scene, "2026-11-26-corne.md", offer("Sonneuse de corne", { body: "## Mission\n\nSonner." }));
  await eventually(heard, (said) => said.some((text) => /^📢 Nouvelle offre : Sonneuse/.test(text)));
  await scene.agent.say(room, "alertes");
  await eventually(heard, (said) => said.some((text) => /^1 abonnement.*\n1\. « sonneuse »/.test(text)));

  await scene.agent.say(room, "suivies");
  await eventually(heard, (said) => said.some((text) => /^Vous suivez 1 offre\n1\. Gardienne/.test(text)));
  await scene.agent.say(room, "1 oublier");
  await eventually(heard, (said) => said.some((text) => /^C’est noté : vous ne suivez plus/.test(text)));
  await scene.agent.say(room, "oublie-moi");
  await eventually(heard, (said) => said.some((text) => /^C’est fait : vos alertes/.test(text)));
  await scene.agent.say(room, "alertes");
  await eventually(heard, (said) => said.some((text) => /^Ce salon n’a aucun abonnement/.test(text)));
});
