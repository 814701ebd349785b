// Resident memory at rest with 500 offers, beside a bare echo bot in a room of the same Synapse
// (docs/design.md §11).
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { writeOffers } from "./offerFiles.ts";
import { median } from "./percentiles.ts";
import { printTable, progress, within } from "./print.ts";
import { residentMemory } from "./resources.ts";
import { onScene } from "./scene.ts";

const ROUNDS = Number(process.argv[2] ?? 3);
const OFFERS = 500;
const BUDGET = 1.4;
/** Garbage of the start is collected by then. */
const SETTLING = 30_000;

await onScene(async (scene) => {
  const offers = join(scene.folder, "offers");
  await writeOffers(offers, OFFERS);
  const [bot, echo] = [await scene.account("crieur"), await scene.account("echo")];
  const agent = await scene.follow(await scene.account("agent"));
  const room = await agent.createRoom({ invite: [bot.userId, echo.userId] });

  /** Bytes of both, running side by side for as long as it takes them to settle. */
  async function round(store: string): Promise<{ crieur: number; echo: number }> {
    const echoBot = await scene.echoBot(echo);
    const crieur = await scene.crieur(bot, { name: store, offers, rooms: [room] });
    await sleep(SETTLING);
    const resident = { crieur: residentMemory(crieur.pid), echo: residentMemory(echoBot.pid) };
    await Promise.all([crieur.stop(), echoBot.stop()]);
    return resident;
  }

  const first = [];
  const later = [];
  for (let at = 0; at < ROUNDS; at += 1) {
    progress(`round ${at + 1} of ${ROUNDS}`);
    first.push(await round(`memory-${at}`));
    later.push(await round(`memory-${at}`));
  }
  const row = (name: string, of: readonly { crieur: number; echo: number }[]): string[] => {
    const ratio = median(of.map(({ crieur, echo }) => crieur / echo));
    return [
      name,
      megabytes(median(of.map(({ crieur }) => crieur))),
      megabytes(median(of.map((one) => one.echo))),
      within(ratio.toFixed(2), String(BUDGET), ratio <= BUDGET),
    ];
  };
  printTable(`resident memory at rest, ${OFFERS} offers, median of ${ROUNDS}`, [
    ["", "Crieur", "echo bot", "ratio"],
    row("after a first run", first),
    row("after a later start", later),
  ]);
});

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(0)} MB`;
}
