// From a command to its answer in another client, beside a bare echo bot on the same Synapse, in turn
// (docs/design.md §11).
import { join } from "node:path";
import process from "node:process";
import type { Client } from "../synapse/client.ts";
import { writeOffers } from "./offerFiles.ts";
import { percentile } from "./percentiles.ts";
import { ms, printTable, progress, within } from "./print.ts";
import { processorTime } from "./resources.ts";
import { onScene, type Running } from "./scene.ts";

const COUNT = Number(process.argv[2] ?? 100);
const OFFERS = 500;
const WARMING = 10;
/** Several people take turns, because one may ask only 20 commands a minute. */
const COMMANDS_EACH = 15;
const BUDGET = { p50: 5, p95: 15 };
const COMMANDS = [
  "!offres devops",
  "!offres develpeuse python",
  "!offre 1",
  "!offres",
  "!offres télétravail lyon",
];

await onScene(async (scene) => {
  const offers = join(scene.folder, "offers");
  await writeOffers(offers, OFFERS);
  const accounts = { crieur: await scene.account("crieur"), echo: await scene.account("echo") };
  const watcher = await scene.follow(await scene.account("watcher"));
  const rooms = {
    crieur: await watcher.createRoom({ public: true, invite: [accounts.crieur.userId] }),
    echo: await watcher.createRoom({ public: true, invite: [accounts.echo.userId] }),
  };
  const agents: Client[] = [];
  progress(`accounts and rooms for ${COUNT} commands`);
  for (let at = 0; at <= (COUNT + WARMING) / COMMANDS_EACH; at += 1) {
    const agent = await scene.follow(await scene.account("agent"));
    for (const room of Object.values(rooms)) await agent.join(room);
    agents.push(agent);
  }
  const echoBot = await scene.echoBot(accounts.echo);
  const crieur = await scene.crieur(accounts.crieur, { name: "latency", offers, rooms: [rooms.crieur] });

  /** Milliseconds from before the command is sent until the watcher has the answer. */
  async function ask(whom: "crieur" | "echo", turn: number): Promise<number> {
    const room = rooms[whom];
    const bot = accounts[whom].userId;
    const agent = agents[turn % agents.length];
    const command = COMMANDS[turn % COMMANDS.length];
    if (!agent || !command) throw new RangeError("nobody to ask, or nothing");
    const answered = watcher.waitFor(
      (event) => event.roomId === room && event.sender === bot && event.type === "m.room.message",
      { since: watcher.mark() },
    );
    const start = performance.now();
    await agent.say(room, command);
    await answered;
    return performance.now() - start;
  }

  /** The same without a bot between: what the homeserver itself takes. */
  async function send(turn: number): Promise<number> {
    const agent = agents[turn % agents.length];
    if (!agent) throw new RangeError("nobody to send");
    const seen = watcher.waitForText(rooms.echo, `message ${turn}`, { since: watcher.mark() });
    const start = performance.now();
    await agent.say(rooms.echo, `message ${turn}`);
    await seen;
    return performance.now() - start;
  }

  const times = { crieur: [] as number[], echo: [] as number[], raw: [] as number[] };
  let before = { crieur: 0, echo: 0 };
  for (let turn = 0; turn < COUNT + WARMING; turn += 1) {
    if (turn === WARMING) {
      for (const of of Object.values(times)) of.length = 0;
      before = { crieur: processorTime(crieur.pid), echo: processorTime(echoBot.pid) };
    }
    if (turn % 50 === 0) progress(`${turn} of ${COUNT + WARMING} turns`);
    times.raw.push(await send(turn));
    times.echo.push(await ask("echo", turn));
    times.crieur.push(await ask("crieur", turn));
  }

  const work = (of: Running, since: number): string => ms((processorTime(of.pid) - since) / COUNT);
  const row = (name: string, of: readonly number[], spent: string): string[] => [
    name,
    ms(percentile(of, 0.5)),
    ms(percentile(of, 0.95)),
    spent,
  ];
  const more = (share: 0.5 | 0.95, budget: number): string => {
    const difference = percentile(times.crieur, share) - percentile(times.echo, share);
    return within(ms(difference), ms(budget), difference <= budget);
  };
  printTable(`command → answer seen by another client, ${COUNT} each in turn, ${OFFERS} offers`, [
    ["", "p50", "p95", "processor time each"],
    row("send → seen, no bot", times.raw, ""),
    row("bare echo bot", times.echo, work(echoBot, before.echo)),
    row("Crieur", times.crieur, work(crieur, before.crieur)),
    ["Crieur takes more", more(0.5, BUDGET.p50), more(0.95, BUDGET.p95), ""],
  ]);
});
