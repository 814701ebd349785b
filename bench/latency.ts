// From a command to its answer in another client, beside a bare echo bot on the same Synapse, in turn
// (docs/design.md §11).
import { join } from "node:path";
import process from "node:process";
import type { Client } from "../synapse/client.ts";
import { writeOffers } from "./offerFiles.ts";
import { percentile } from "./percentiles.ts";
import { ms, printTable, progress, within } from "./print.ts";
import { processorTime } from "./resources.ts";
import { onScene } from "./scene.ts";

const COUNT = Number(process.argv[2] ?? 100);
const OFFERS = 500;
const WARMING = 10;
/** Several people take turns, because one may ask only 20 commands a minute. */
const COMMANDS_EACH = 15;
const BUDGET = { p50: 5, p95: 15, work: 1.5 };
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
    // Without a bot, so that neither is charged for what the homeserver itself takes.
    nobody: await watcher.createRoom({ public: true }),
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

  let sent = 0;
  /** The same without a bot that answers: with nobody there, what the homeserver itself takes. */
  async function send(room: keyof typeof rooms, turn: number): Promise<number> {
    const agent = agents[turn % agents.length];
    if (!agent) throw new RangeError("nobody to send");
    sent += 1;
    const message = `message ${sent}`;
    const seen = watcher.waitForText(rooms[room], message, { since: watcher.mark() });
    const start = performance.now();
    await agent.say(rooms[room], message);
    await seen;
    return performance.now() - start;
  }

  /** Plays all turns; returns the milliseconds of processor time that each bot took for one, once it was warm. */
  async function play(turnOf: (turn: number) => Promise<void>): Promise<{ crieur: number; echo: number }> {
    const spent = () => ({ crieur: processorTime(crieur.pid), echo: processorTime(echoBot.pid) });
    let before = spent();
    for (let turn = 0; turn < COUNT + WARMING; turn += 1) {
      if (turn === WARMING) before = spent();
      if (turn % 50 === 0) progress(`${turn} of ${COUNT + WARMING} turns`);
      await turnOf(turn);
    }
    const after = spent();
    return { crieur: (after.crieur - before.crieur) / COUNT, echo: (after.echo - before.echo) / COUNT };
  }

  const times = { crieur: [] as number[], echo: [] as number[], nobody: [] as number[] };
  const commands = await play(async (turn) => {
    if (turn === WARMING) for (const of of Object.values(times)) of.length = 0;
    // Each bot is asked behind a message that none answers: neither pays for the sync that the other still asks of the
    // homeserver once its answer was seen.
    for (const whom of ["echo", "crieur"] as const) {
      times.nobody.push(await send("nobody", turn));
      times[whom].push(await ask(whom, turn));
    }
  });
  const messages = await play(async (turn) => {
    await send("echo", turn);
    await send("crieur", turn);
  });

  const row = (name: string, of: readonly number[], ...spent: readonly number[]): string[] => [
    name,
    ms(percentile(of, 0.5)),
    ms(percentile(of, 0.95)),
    ...spent.map(ms),
  ];
  const more = (share: 0.5 | 0.95, budget: number): string => {
    const difference = percentile(times.crieur, share) - percentile(times.echo, share);
    return within(ms(difference), ms(budget), difference <= budget);
  };
  const ratio = ({ crieur: ours, echo: theirs }: { crieur: number; echo: number }): string =>
    within((ours / theirs).toFixed(2), String(BUDGET.work), ours / theirs <= BUDGET.work);
  printTable(`command → answer seen by another client, ${COUNT} each in turn, ${OFFERS} offers`, [
    ["", "p50", "p95", "processor a command", "a message that is none"],
    [...row("send → seen, no bot", times.nobody), "", ""],
    row("bare echo bot", times.echo, commands.echo, messages.echo),
    row("Crieur", times.crieur, commands.crieur, messages.crieur),
    ["Crieur takes more", more(0.5, BUDGET.p50), more(0.95, BUDGET.p95), ratio(commands), ratio(messages)],
  ]);
});
