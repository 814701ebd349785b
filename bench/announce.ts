// From a file to its announcement in another client, beside a raw send to the same client, in turn
// (docs/design.md §11).
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { generateOffers } from "./generatedOffers.ts";
import { textOf } from "./offerFiles.ts";
import { percentile } from "./percentiles.ts";
import { ms, printTable, progress, within } from "./print.ts";
import { onScene, put } from "./scene.ts";

const COUNT = Number(process.argv[2] ?? 100);
/** Offers that stand there and do not change. */
const OTHERS = 300;
const WARMING = 3;
const BUDGET = { renamed: 80, written: 250 };

await onScene(async (scene) => {
  const folder = join(scene.folder, "offers");
  const turns = COUNT + WARMING;
  const generated = generateOffers(OTHERS + 2 * turns);
  const renamed = generated.slice(0, turns);
  const written = generated.slice(turns, 2 * turns);
  for (const offer of generated.slice(2 * turns)) await put(folder, offer.file, textOf(offer));
  for (const offer of written) await put(folder, offer.file, textOf(offer, false));
  const bot = await scene.account("crieur");
  const watcher = await scene.follow(await scene.account("watcher"));
  const sender = await scene.follow(await scene.account("sender"));
  const room = await watcher.createRoom({ public: true, invite: [bot.userId, sender.userId] });
  await sender.join(room);
  await scene.crieur(bot, { name: "announce", offers: folder, rooms: [room] });

  /** Milliseconds from before `act` until the watcher has a message of that account. */
  async function seen(from: string, act: () => Promise<unknown>): Promise<number> {
    const since = watcher.mark();
    const message = watcher.waitFor((event) => event.sender === from && event.type === "m.room.message", {
      since,
    });
    const start = performance.now();
    await act();
    await message;
    return performance.now() - start;
  }

  const times = { raw: [] as number[], renamed: [] as number[], written: [] as number[] };
  for (let turn = 0; turn < turns; turn += 1) {
    if (turn === WARMING) for (const of of Object.values(times)) of.length = 0;
    if (turn % 25 === 0) progress(`${turn} of ${turns} turns`);
    const [fresh, draft] = [renamed[turn], written[turn]];
    if (!fresh || !draft) throw new RangeError("no offer is left");
    times.raw.push(await seen(sender.userId, () => sender.say(room, fresh.title)));
    times.renamed.push(await seen(bot.userId, () => put(folder, fresh.file, textOf(fresh))));
    times.written.push(await seen(bot.userId, () => writeFile(join(folder, draft.file), textOf(draft))));
  }

  const raw = percentile(times.raw, 0.95);
  const row = (name: string, of: readonly number[], budget: number): string[] => {
    const more = percentile(of, 0.95) - raw;
    return [
      name,
      ms(percentile(of, 0.5)),
      ms(percentile(of, 0.95)),
      within(ms(more), ms(budget), more <= budget),
    ];
  };
  printTable(`file → announcement seen by another client, ${COUNT} each in turn, ${generated.length} files`, [
    ["", "p50", "p95", "more than a raw send at p95"],
    ["raw send", ms(percentile(times.raw, 0.5)), ms(raw), ""],
    row("file renamed into place", times.renamed, BUDGET.renamed),
    row("file written in place", times.written, BUDGET.written),
  ]);
});
