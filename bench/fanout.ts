// Announces an offer to hundreds of rooms without limits, beside a plain loop that sends the same with the
// same concurrency.
import { join } from "node:path";
import process from "node:process";
import type { Client } from "../synapse/client.ts";
import type { ClientEvent } from "../synapse/timeline.ts";
import { generateOffers } from "./generatedOffers.ts";
import { textOf } from "./offerFiles.ts";
import { median } from "./percentiles.ts";
import { printTable, progress, within } from "./print.ts";
import { onScene, put } from "./scene.ts";

const ROOMS = Number(process.argv[2] ?? 200);
const ROUNDS = 3;
/** The first looks at hundreds of rooms fill the homeserver's caches. */
const WARMING = 1;
/** As many as the bot has under way. */
const CONCURRENCY = 16;
const BUDGET = 0.9;
const PATIENCE = 300_000;

await onScene(async (scene) => {
  const folder = join(scene.folder, "offers");
  const [first, ...offers] = generateOffers(1 + WARMING + ROUNDS);
  if (!first) throw new RangeError("no offer");
  await put(folder, first.file, textOf(first));
  const bot = await scene.account("crieur");
  const sender = await scene.follow(bot);
  const watcher = await scene.follow(await scene.account("watcher"));
  const rooms: string[] = [];
  await atOnce([...Array(ROOMS).keys()], async (at) => {
    if (at % 50 === 0) progress(`${at} of ${ROOMS} rooms`);
    const room = await watcher.createRoom({ public: true });
    await sender.join(room);
    rooms.push(room);
  });

  const rates = { crieur: [] as number[], raw: [] as number[] };
  for (const [round, offer] of offers.entries()) {
    progress(round < WARMING ? "warming" : `round ${round} of ${ROUNDS}`);
    const crieur = await scene.crieur(bot, { name: "fanout", offers: folder, rooms });
    const announced = await everywhere(watcher, () => put(folder, offer.file, textOf(offer)));
    await crieur.stop();
    const { content } = announced.last;
    const sent = await everywhere(watcher, () =>
      atOnce(rooms, (room) => sender.send(room, "m.room.message", content)),
    );
    if (round < WARMING) continue;
    rates.crieur.push((ROOMS / announced.took) * 1000);
    rates.raw.push((ROOMS / sent.took) * 1000);
  }
  const ratio = median(rates.crieur.map((rate, at) => rate / (rates.raw[at] ?? Number.NaN)));
  printTable(`one offer to ${ROOMS} rooms, median of ${ROUNDS}, from the file to the last message seen`, [
    ["", "messages a second", "ratio"],
    [`plain loop, ${CONCURRENCY} at once`, median(rates.raw).toFixed(1), ""],
    ["Crieur", median(rates.crieur).toFixed(1), within(ratio.toFixed(2), `≥ ${BUDGET}`, ratio >= BUDGET)],
  ]);
});

/** Milliseconds until every room has shown a message, and the last of them. */
async function everywhere(
  watcher: Client,
  act: () => Promise<unknown>,
): Promise<{ took: number; last: ClientEvent }> {
  const since = watcher.mark();
  const seen = new Set<string>();
  const all = watcher.waitFor(
    ({ type, roomId }) => type === "m.room.message" && seen.add(roomId).size === ROOMS,
    { since, timeoutMs: PATIENCE },
  );
  const start = performance.now();
  await act();
  const last = await all;
  return { took: performance.now() - start, last };
}

async function atOnce<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}
