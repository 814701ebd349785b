import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { type Bot, startBot } from "../../src/app.ts";
import { loadConfig } from "../../src/config/load.ts";
import { CONSOLE_ROOM, TerminalHomeserver } from "../../src/terminal/homeserver.ts";
import { newFolder } from "../support/newFolder.ts";
import { offerAbout } from "../support/offerFile.ts";
import { ourWords } from "../support/words.ts";
import { newRepository, type Repository } from "./repository.ts";

interface Running {
  readonly bot: Bot;
  readonly said: string[];
  readonly log: string[];
  reasons(): Promise<{ name: string; what: string }[]>;
  /** Somebody says something. */
  ask(words: string): void;
}

async function run(
  repository: Pick<Repository, "url">,
  folder: string,
  firstRun = "announce",
): Promise<Running> {
  const file = join(folder, "crieur.yaml");
  const settings = {
    offers: { git: { url: repository.url, every: "* * * * * *" }, firstRun, settle: "1s" },
    store: `sqlite:${join(folder, "crieur.db")}`,
    pace: { perSecond: 1000 },
  };
  await writeFile(file, JSON.stringify(settings));
  const config = loadConfig({ file, environment: {}, readFilter: (filter) => ({ canonical: filter }) });
  const said: string[] = [];
  const log: string[] = [];
  const homeserver = new TerminalHomeserver({
    show: ({ text }) => said.push(text),
    now: Date.now,
    newId: randomUUID,
  });
  const bot = await startBot({
    config,
    words: ourWords,
    rooms: [{ room: CONSOLE_ROOM, filter: "", schedule: "immediate", notify: true }],
    log: pino({ level: "info" }, { write: (line) => log.push(line) }),
    connect: async () => homeserver,
    listen: "127.0.0.1:0",
  });
  onTestFinished(() => bot.stop());
  const reasons = async (): Promise<{ name: string; what: string }[]> => {
    const answer = await fetch(`http://${bot.address}/readyz`);
    return ((await answer.json()) as { reasons?: { name: string; what: string }[] }).reasons ?? [];
  };
  return { bot, said, log, reasons, ask: (words) => homeserver.type(words) };
}

/** The address of a repository that takes connections and never says anything. */
async function silentRepository(): Promise<string> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `https://127.0.0.1:${typeof address === "object" ? address?.port : 0}/offres.git`;
}

test("a failed pull turns the bot red and keeps its offers; one that works turns it green", async () => {
  const repository = await newRepository();
  await repository.write("gardien.md", offerAbout("Gardien"));
  await repository.push();
  const { said, log, reasons } = await run(repository, await newFolder());
  await expect.poll(() => said.join("\n"), { timeout: 10_000 }).toContain("Gardien");
  await expect.poll(reasons, { timeout: 10_000 }).toEqual([]);

  await repository.vanish();
  const red = expect.objectContaining({ name: "git", what: expect.stringContaining(repository.url) });
  await expect.poll(reasons, { timeout: 10_000 }).toEqual([red]);
  expect(log.filter((line) => line.includes("could not be pulled"))).toHaveLength(1);

  await repository.comeBack();
  await repository.write("veilleuse.md", offerAbout("Veilleuse"));
  await repository.push();
  await expect.poll(() => said.join("\n"), { timeout: 10_000 }).toContain("Veilleuse");
  await expect.poll(reasons, { timeout: 10_000 }).toEqual([]);
  expect(said.join("\n")).not.toContain("fermée");
}, 60_000);

test("a first start without the repository is refused; one with known offers is up and red", async () => {
  const repository = await newRepository();
  await repository.write("gardien.md", offerAbout("Gardien"));
  await repository.push();
  const folder = await newFolder();
  await repository.vanish();
  await expect(run(repository, folder)).rejects.toThrow(
    /^the git repository .* could not be pulled \(.*\); mend offers\.git in the configuration, or name a folder with --offers$/,
  );

  await repository.comeBack();
  const first = await run(repository, folder, "silent");
  await first.bot.stop();
  const moved = { ...repository, url: `${repository.url}.elsewhere` };
  const second = await run(moved, folder, "silent");
  expect(second.bot.firstScan?.readable).toBe(false);
  expect((await second.reasons()).map(({ name }) => name)).toEqual(expect.arrayContaining(["git", "offers"]));
}, 60_000);

test("a start whose offers do not come is up, and says so; who asks is answered from what was known", async () => {
  const repository = await newRepository();
  await repository.write("gardien.md", offerAbout("Gardien"));
  await repository.push();
  const url = await silentRepository();
  const late = { name: "offers", what: "the offers are not read yet: that does not come to an end" };

  const folder = await newFolder();
  const before = await run(repository, folder, "silent");
  await before.bot.stop();
  const [known, unknown] = await Promise.all([
    run({ url }, folder, "silent"),
    run({ url }, await newFolder(), "silent"),
  ]);
  expect(known.bot.firstScan).toBeNull();
  await expect.poll(known.reasons).toEqual([expect.objectContaining(late)]);
  known.ask("!offres");
  await expect.poll(() => known.said.join("\n")).toContain("Gardien");

  expect(await unknown.reasons()).toContainEqual(expect.objectContaining(late));
  expect((await fetch(`http://${unknown.bot.address}/healthz`)).status).toBe(200);
  // Nobody is told that there are no offers.
  unknown.ask("!offres");
  await Promise.all([known.bot.stop(), unknown.bot.stop()]);
  expect(unknown.said).toEqual([]);
}, 60_000);
