import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished, test } from "vitest";
import { eventually } from "../../support/until.ts";
import { newAccount, newClient, privateHomeserver } from "../../synapse/homeserver.ts";
import { launch, offer, put, ready } from "./process.ts";

test("a homeserver whose database was put back from a backup is named: what was announced since is gone", async () => {
  const homeserver = await privateHomeserver();
  const database = join(dirname(homeserver.logFile), "homeserver.db");
  const agent = await newClient("agent", homeserver);
  const bot = await newAccount("crieur", homeserver);
  const room = await agent.createRoom({ invite: [bot.userId] });
  const folder = await mkdtemp(join(tmpdir(), "crieur-e2e-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const offers = join(folder, "offers");
  await mkdir(offers);
  const settings = {
    homeserver: { url: homeserver.url, accessToken: bot.accessToken },
    offers: { folder: offers, settle: "1s" },
    store: `sqlite:${join(folder, "crieur.db")}`,
    rooms: [{ room }],
    access: { invitesFrom: ["*"] },
    http: { listen: "127.0.0.1:0" },
  };
  await writeFile(join(folder, "crieur.yaml"), JSON.stringify(settings));
  const run = launch(join(folder, "crieur.yaml"), folder);
  onTestFinished(() => run.kill("SIGKILL"));
  await ready(run);
  await agent.waitForText(room, "je suis Crieur");

  await homeserver.stop();
  await cp(database, `${database}.backup`);
  await homeserver.restart();
  await ready(run);
  await put({ offers }, "phare.md", offer("Gardienne ou gardien de phare"));
  await agent.waitForText(room, "Gardienne ou gardien de phare");

  await homeserver.stop();
  for (const end of ["", "-wal", "-shm"]) await rm(`${database}${end}`, { force: true });
  await cp(`${database}.backup`, database);
  await homeserver.restart();
  await eventually(
    () => run.readiness(),
    (answer) => answer?.reasons.some(({ name }) => name === "server memory") === true,
  );
});
