// Announces an offer to hundreds of rooms without limits, beside a plain loop that sends the same with the same
// concurrency; and beside that loop while its account follows sync, as a bot's has to
// (docs/decisions/053-sync-beside-a-fan-out.md).
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { syncFilter } from "../src/edges/matrix/filter.ts";
import { Polling } from "../src/flows/receive/polling.ts";
import type { Client } from "../synapse/client.ts";
import { apiPath, textField } from "../synapse/request.ts";
import type { ClientEvent } from "../synapse/timeline.ts";
import { generateOffers } from "./generatedOffers.ts";
import { textOf } from "./offerFiles.ts";
import { median } from "./percentiles.ts";
import { ms, printTable, progress, within } from "./print.ts";
import { processorTime } from "./resources.ts";
import { onScene, put } from "./scene.ts";

const ROOMS = Number(process.argv[2] ?? 200);
const ROUNDS = 3;
/** The first looks at hundreds of rooms fill the homeserver's caches. */
const WARMING = 1;
/** As many as the bot has under way. */
const CONCURRENCY = 16;
const BUDGET = 0.9;
const PATIENCE = 300_000;

interface Run {
  /** Messages a second. */
  readonly rate: number;
  /** Processor time of the homeserver, milliseconds. */
  readonly work: number;
  readonly last: ClientEvent;
}

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

  const runs = { crieur: [] as Run[], plain: [] as Run[], following: [] as Run[] };
  for (const [round, offer] of offers.entries()) {
    progress(round < WARMING ? "warming" : `round ${round} of ${ROUNDS}`);
    const crieur = await scene.crieur(bot, { name: "fanout", offers: folder, rooms });
    const announced = await everywhere(() => put(folder, offer.file, textOf(offer)));
    await crieur.stop();
    const send = () =>
      everywhere(() => atOnce(rooms, (room) => sender.send(room, "m.room.message", announced.last.content)));
    const plain = await send();
    const following = await whileFollowing(sender, send);
    if (round < WARMING) continue;
    runs.crieur.push(announced);
    runs.plain.push(plain);
    runs.following.push(following);
  }

  /** Does something that puts a message into every room. */
  async function everywhere(act: () => Promise<unknown>): Promise<Run> {
    const since = watcher.mark();
    const seen = new Set<string>();
    const all = watcher.waitFor(
      ({ type, roomId }) => type === "m.room.message" && seen.add(roomId).size === ROOMS,
      { since, timeoutMs: PATIENCE },
    );
    const [before, start] = [processorTime(scene.homeserver.pid ?? 0), performance.now()];
    await act();
    const last = await all;
    const took = performance.now() - start;
    return { rate: (ROOMS / took) * 1000, work: processorTime(scene.homeserver.pid ?? 0) - before, last };
  }

  const row = (name: string, of: readonly Run[], beside: string): string[] => [
    name,
    median(of.map(({ rate }) => rate)).toFixed(1),
    ms(median(of.map(({ work }) => work / ROOMS))),
    beside,
  ];
  const beside = (name: string, of: readonly Run[]): string[] => {
    const ratio = median(runs.crieur.map(({ rate }, at) => rate / (of[at]?.rate ?? Number.NaN)));
    return row(name, of, within(ratio.toFixed(2), `≥ ${BUDGET}`, ratio >= BUDGET));
  };
  printTable(`one offer to ${ROOMS} rooms, median of ${ROUNDS}, from the file to the last message seen`, [
    ["", "messages a second", "homeserver's processor each", "Crieur beside it"],
    row("Crieur", runs.crieur, ""),
    beside(`plain loop, ${CONCURRENCY} at once`, runs.plain),
    beside("the same, its account follows sync", runs.following),
  ]);
});

/** Does the work while sync is followed as the bot does, by its filter and spacing; nothing else comes than echoes. */
async function whileFollowing<T>(client: Client, work: () => Promise<T>): Promise<T> {
  const stopping = new AbortController();
  const sync = (since: string | null, timeout: number): Promise<string> => {
    const query = new URLSearchParams({
      filter: JSON.stringify(syncFilter(since === null)),
      set_presence: "offline",
      timeout: String(timeout),
      ...(since === null ? {} : { since }),
    });
    return client
      .request("GET", `${apiPath("sync")}?${query}`, undefined, stopping.signal)
      .then((answer) => textField(answer, "next_batch"));
  };
  let since = await sync(null, 0);
  const polling = new Polling();
  const follow = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const asked = polling.question(false, performance.now());
      since = await sync(since, asked.timeout);
      await sleep(polling.answered(asked, asked.timeout, "echoes") ?? 0);
    }
  };
  const followed = follow().catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  });
  try {
    return await work();
  } finally {
    stopping.abort();
    await followed;
  }
}

async function atOnce<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}
