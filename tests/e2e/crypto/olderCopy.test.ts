import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runIn } from "../../cli/inProcess.ts";
import { eventually } from "../../support/until.ts";
import { sharedHomeserver } from "../../synapse/homeserver.ts";
import { offer, put, ready } from "../bot/process.ts";
import { newSealedScene, plain, reads, saidTo } from "./scene.ts";

test("a copy of the store that is put back says nothing in encrypted rooms, names it, and goes on with another device", async () => {
  const scene = await newSealedScene({ encryption: { rotation_period_msgs: 2 } });
  const { strict, other, sealed, bot, folder } = scene;
  const first = await scene.start();
  await ready(first);
  await strict.say(sealed, "!offres devops");
  await reads(strict, scene, "« devops »");
  await writeFile(join(folder, "at.yaml"), JSON.stringify(scene.settings));
  expect(await runIn(folder, ["backup", "copy.db", "--config", "at.yaml"])).toMatchObject({ code: 0 });

  // The bot goes on: an announcement and an answer, with keys that the copy does not have.
  await put(scene, "phare.md", offer("Gardienne ou gardien de phare"));
  await reads(strict, scene, "gardien de phare");
  await strict.say(sealed, "!offres figma");
  await reads(strict, scene, "« figma »");
  await eventually(
    async () => {
      const { count } = await strict.client.http.authedRequest<{ count: number }>(
        "GET" as never,
        "/room_keys/version",
        undefined,
        undefined,
        { headers: { Authorization: `Bearer ${bot.accessToken}` } } as never,
      );
      return count;
    },
    // Two of the bot's, with two messages each, and one of the person who asks.
    (count) => count >= 3,
    "all keys are in the backup",
  );
  await first.kill("SIGTERM");

  // The copy takes the place of the store, and somebody asks.
  for (const end of ["-wal", "-shm"]) await rm(join(folder, `crieur.db${end}`), { force: true });
  await rename(join(folder, "copy.db"), join(folder, "crieur.db"));
  const before = saidTo(strict, scene).length;
  await strict.say(sealed, "!offres aide");
  const second = await scene.start();
  const answer = await eventually(
    () => second.readiness(),
    (seen) => seen?.reasons.some(({ name }) => name === "keys standing") === true,
  );
  expect(answer?.ready).toBe(false);
  expect(answer?.reasons.find(({ name }) => name === "keys standing")?.remedy).toContain("npx crieur login");
  await strict.say(sealed, "!offres devops svp");
  // A clear room is served meanwhile: by the time of that answer, the other would have come.
  await scene.agent.say(scene.room, "!offres aide");
  await eventually(scene.said, (said) => said.some(({ text }) => text.includes("!offres")));
  expect(saidTo(strict, scene)).toHaveLength(before);
  await second.kill("SIGTERM");

  // The remedy.
  const user = bot.userId.slice(1, bot.userId.indexOf(":"));
  const lines = `${sharedHomeserver().url}\n${user}\n${user}\n${scene.code}\n`;
  const told = await runIn(folder, ["login", "--config", "at.yaml"], lines);
  expect(told).toMatchObject({ code: 0 });
  expect(told.stdout).not.toContain(`device ${bot.deviceId}`);
  const homeserver = { url: sharedHomeserver().url, accessTokenFile: join(folder, "data/access-token.json") };
  scene.settings = { ...scene.settings, homeserver };
  const third = await scene.start();
  await ready(third);
  await other.say(sealed, "!offres étamine");
  for (const person of [strict, other]) expect((await reads(person, scene, "étamine")).failure).toBeNull();
  await put(scene, "voile.md", offer("Voilière ou voilier"));
  await reads(strict, scene, "Voilière ou voilier");
  const announced = (text: string) =>
    saidTo(strict, scene).filter(({ body }) => plain(body).includes(`Nouvelle offre : ${text}`));
  expect(announced("Gardienne ou gardien de phare")).toHaveLength(1);
  expect(announced("Voilière ou voilier")).toHaveLength(1);
});
