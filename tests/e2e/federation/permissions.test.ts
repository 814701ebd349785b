import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import type { Credentials } from "../../../synapse/accounts.ts";
import { Client } from "../../../synapse/client.ts";
import { type Federation, startFederation } from "../../../synapse/federation.ts";
import { apiPath } from "../../../synapse/request.ts";
import { bodyOf, recordOf } from "../../../synapse/timeline.ts";
import { eventually } from "../../support/until.ts";
import { newAccount } from "../../synapse/homeserver.ts";
import { launch, type Run } from "../bot/process.ts";

const SEEDS = join(import.meta.dirname, "../../../offers");

type Person = "founder" | "moderator" | "agent" | "administrator" | "external";

// Two homeservers with Tchap's access rules, one of them for people from outside, and one bot for all rooms.
let federation: Federation;
let folder: string;
let bot: Credentials;
let run: Run;
const people = new Map<Person, Client>();

const person = (name: Person): Client => {
  const client = people.get(name);
  if (client === undefined) throw new Error(`nobody is called ${name}`);
  return client;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "crieur-permissions-"));
  const names = ["agent.dinum.tchap.test", "agent.externe.tchap.test"];
  federation = await startFederation(inject("python"), names, { directory: join(folder, "servers") });
  const [ours, outside] = federation.servers;
  if (ours === undefined || outside === undefined) throw new Error("two homeservers were to start");
  bot = await newAccount("crieur", ours);
  for (const name of ["founder", "moderator", "agent", "administrator"] as const)
    people.set(name, await Client.open(await newAccount(name, ours)));
  people.set("external", await Client.open(await newAccount("external", outside)));
  const offers = join(folder, "offers");
  await cp(SEEDS, offers, { recursive: true });
  const config = join(folder, "crieur.yaml");
  const settings = {
    homeserver: { url: ours.url, accessToken: bot.accessToken },
    offers: { folder: offers, firstRun: "silent", settle: "1s" },
    store: `sqlite:${join(folder, "crieur.db")}`,
    access: {
      invitesFrom: ["*", "agent.externe.tchap.test"],
      admins: [person("administrator").userId],
    },
    pace: { perSecond: 200 },
    http: { listen: "127.0.0.1:0" },
  };
  await writeFile(config, JSON.stringify(settings));
  run = launch(config, folder);
});
afterAll(async () => {
  await run?.kill("SIGKILL");
  for (const client of people.values()) client.close();
  await federation?.kill();
  await rm(folder, { recursive: true, force: true });
});
afterEach(({ task }) => {
  if (task.result?.state === "fail") process.stderr.write(`--- output of crieur\n${run.output()}\n`);
});

/** A room open to externals, with everybody and the bot in it. Tchap's rules let nobody give externals any power there. */
async function openRoom(version: string): Promise<string> {
  const founder = person("founder");
  const users = {
    [person("moderator").userId]: 50,
    ...(version === "12" ? {} : { [founder.userId]: 100 }),
  };
  const others = [...people].filter(([name]) => name !== "founder").map(([, client]) => client);
  const invite = [bot.userId, ...others.map(({ userId }) => userId)];
  const room = await founder.createRoom({
    name: "Équipe DevOps",
    version,
    rule: "unrestricted",
    users,
    invite,
  });
  for (const client of others) await client.join(room);
  const welcome = await founder.waitForText(room, "je suis Crieur", { timeoutMs: 30_000 });
  expect(bodyOf(welcome)).toContain("!offres abonner devops");
  return room;
}

/** The bot's answer to what somebody types there. */
async function ask(client: Client, room: string, text: string): Promise<string> {
  const since = client.mark();
  const asked = await client.say(room, text);
  const answer = await client.waitFor(
    ({ roomId, sender, content }) =>
      roomId === room &&
      sender === bot.userId &&
      JSON.stringify(content["m.relates_to"] ?? {}).includes(asked),
    { since, timeoutMs: 30_000 },
  );
  return bodyOf(answer).replaceAll(/[\u00a0\u202f]/g, " ");
}

const LACKS_POWER = /^Pour régler ce que j’annonce ici, il faut pouvoir retirer des membres/;
const EXTERNAL = /^Une personne externe peut chercher et demander/;

describe.each(["10", "12"])("in a room of version %s with Tchap's access rules", (version) => {
  let room: string;
  beforeAll(async () => {
    room = await openRoom(version);
  });

  test.each<[Person, string, RegExp]>([
    ["agent", "abonner devops", LACKS_POWER],
    ["external", "abonner devops", EXTERNAL],
    ["founder", "abonner devops", /^C’est noté : ce salon est abonné à chaque nouvelle offre « devops »/],
    ["moderator", "abonner juriste chaque jour à 9h", /^C’est noté : ce salon est abonné à un résumé/],
    ["administrator", "abonner figma 0 9 1 * *", /^C’est noté : .*aux heures de « 0 9 1 \* \* »/],
    ["moderator", "abonner figma 0 9 1 * *", /^Cinq champs cron/],
    ["external", "abonnements", /^3 abonnements dans ce salon\n1\. « devops »/],
    ["agent", "abonnements", /^3 abonnements dans ce salon/],
    ["agent", "désabonner 2", LACKS_POWER],
    ["moderator", "désabonner 2", /^C’est noté : l’abonnement n° 2, « juriste »/],
    ["founder", "désabonner 2", /^Il n’y a pas d’abonnement n° 2 ici/],
    ["external", "rattrapage 1", /^Voici|^Une offre ouverte/],
    ["agent", "rattrapage 0", /^De 1 à 20 offres/],
    ["agent", "essai", LACKS_POWER],
    ["external", "essai", EXTERNAL],
    ["administrator", "essai", /^Voici un essai/],
    ["administrator", "désabonner tout", /^C’est noté : 2 abonnements sont arrêtés/],
    ["agent", "rattrapage", /^Ce salon n’a aucun abonnement/],
  ])("%s types « %s »", async (name, typed, answer) => {
    expect(await ask(person(name), room, `!offres ${typed}`)).toMatch(answer);
  });

  test("a refusal names who may: not the bot, nobody from outside", async () => {
    const refusal = await ask(person("agent"), room, "!offres abonner devops");
    const name = (who: Person) => person(who).userId.slice(1).split(":")[0];
    expect(refusal).toContain(`Peuvent le faire : ${name("founder")}, ${name("moderator")}, et `);
    expect(refusal).not.toContain("crieur-");
  });

  test("who changed what stood in the room, for all of them", async () => {
    const said = await person("agent").messages(room);
    const bodies = said.map(({ content }) => String(content?.body ?? ""));
    expect(bodies.filter((body) => / a abonné ce salon /.test(body))).toHaveLength(3);
    expect(bodies.filter((body) => / a arrêté /.test(body))).toHaveLength(2);
  });
});

test("in a direct room the person configures, and no line beside the answer is needed", async () => {
  const agent = person("agent");
  const room = await agent.createRoom({ direct: true, invite: [bot.userId] });
  await agent.waitForText(room, "je suis Crieur", { timeoutMs: 30_000 });
  expect(await ask(agent, room, "abonner devops")).toMatch(/^C’est noté : ce salon est abonné/);
  const bodies = (await agent.messages(room)).map(({ content }) => String(content?.body ?? ""));
  expect(bodies.filter((body) => / a abonné ce salon /.test(body))).toEqual([]);
});

describe("a person without a room of their own", () => {
  /** The direct room to which the bot invites somebody, once they have accepted, and its first words. */
  async function meet(client: Client): Promise<string> {
    const room = await eventually(
      async () => {
        const sync = await client.request("GET", `${apiPath("sync")}?timeout=0`);
        return Object.keys(recordOf(recordOf(sync.rooms).invite)).at(0) ?? "";
      },
      (found) => found !== "",
    );
    // For a moment after an invitation from elsewhere, Synapse answers that there is none.
    const joined = () =>
      client.join(room).then(
        () => true,
        () => false,
      );
    await eventually(joined, Boolean);
    await client.waitForText(room, "Voici notre salon à deux", { timeoutMs: 30_000 });
    expect(await client.state(room, "im.vector.room.access_rules")).toEqual({ rule: "direct" });
    return room;
  }

  test.each(["10", "12"])(
    "is invited into one, from outside too, over federation (asked in version %s)",
    async (version) => {
      const room = await openRoom(version);
      const external = person("external");
      expect(await ask(external, room, "!offres alerte devops")).toMatch(EXTERNAL);
      await ask(external, room, "!offres");
      const answer = await ask(external, room, "!offre 1 suivre");
      if (version === "12")
        return expect(answer).toMatch(/^(?:Vous suivez déjà|C’est noté).* dans notre salon à deux/);
      expect(answer).toMatch(/^C’est noté : vous suivez .*Je vous écris en direct : acceptez mon invitation/);
      const own = await meet(external);
      expect(await ask(external, own, "suivies")).toMatch(/^Vous suivez 1 offre\n/);
      expect(await ask(external, own, "abonner devops")).toMatch(EXTERNAL);
    },
  );

  test("is asked again after they left, and nobody else can come in", async () => {
    const room = await openRoom("10");
    const moderator = person("moderator");
    expect(await ask(moderator, room, "!offres alerte devops")).toMatch(/Je vous écris en direct/);
    const own = await meet(moderator);
    await expect(moderator.invite(own, person("agent").userId)).rejects.toMatchObject({ status: 403 });
    await moderator.leave(own);
    const lost = /^Vous avez déjà cette alerte\. Je vous écris en direct/;
    await eventually(
      () => ask(moderator, room, "!offres alerte devops"),
      (answer) => lost.test(answer),
    );
    await moderator.join(own);
    await moderator.say(own, "alertes");
    // By its history: its client has missed what was said while they were out.
    await eventually(
      () => moderator.messages(own),
      (all) =>
        all.some(({ content }) =>
          /^1 abonnement dans ce salon\n1\. «\sdevops\s»/.test(String(content?.body)),
        ),
    );
  });
});
