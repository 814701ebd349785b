// One sick room beside forty healthy ones: how long replies take in these, in turn with the same load while none is
// sick (docs/design.md §11). Faults are injected by a proxy before a real Synapse.
import { join } from "node:path";
import process from "node:process";
import type { Client } from "../synapse/client.ts";
import { type Exchange, type Fault, reply, startFaultProxy } from "../tests/matrix/faultProxy.ts";
import { generateOffers } from "./generatedOffers.ts";
import { textOf } from "./offerFiles.ts";
import { percentile } from "./percentiles.ts";
import { ms, printTable, progress, within } from "./print.ts";
import { onScene, put } from "./scene.ts";

const ROUNDS = Number(process.argv[2] ?? 4);
const HEALTHY = 40;
/** Times that each healthy room is asked while one is sick; a person may ask 20 commands a minute. */
const PASSES = 3;
/** The sick room is asked once for so many healthy ones. */
const SICK_EVERY = 15;
const BUDGET = 1.2;
const PATIENCE = 120_000;

const hanging: Exchange[] = [];
const PAGE = "<html><head><title>403 Forbidden</title></head></html>";
const FORBIDDEN = { errcode: "M_FORBIDDEN", error: "This message is not allowed" };
/** What becomes of each request that concerns the sick room. */
const ILLNESSES: Readonly<Record<string, Fault | null>> = {
  none: null,
  "500": reply(500, { errcode: "M_UNKNOWN", error: "Internal server error" }),
  hangs: (exchange) => void hanging.push(exchange),
  "403": reply(403, FORBIDDEN),
  "403, a web page": reply(403, PAGE),
  "429 for an hour": reply(429, { errcode: "M_LIMIT_EXCEEDED", error: "no", retry_after_ms: 3_600_000 }),
};

await onScene(async (scene) => {
  const folder = join(scene.folder, "offers");
  const [known, ...offers] = generateOffers(1 + ROUNDS * Object.keys(ILLNESSES).length);
  if (!known) throw new RangeError("no offer");
  await put(folder, known.file, textOf(known));
  const bot = await scene.account("crieur");
  const watcher = await scene.follow(await scene.account("watcher"));
  progress("rooms");
  const rooms = new Map<string, Client>();
  const sick = new Map<string, string>();
  for (const name of [...Array(HEALTHY).keys(), ...Object.keys(ILLNESSES)]) {
    const room = await watcher.createRoom({ public: true, invite: [bot.userId] });
    const agent = await scene.follow(await scene.account("agent"));
    await agent.join(room);
    rooms.set(room, agent);
    if (typeof name === "string") sick.set(name, room);
  }
  const healthy = [...rooms].slice(0, HEALTHY);
  const proxy = await startFaultProxy(scene.homeserver.url);
  const crieur = await scene.crieur(bot, {
    name: "sick",
    offers: folder,
    rooms: [...rooms.keys()],
    url: proxy.url,
  });

  async function ask(room: string, agent: Client): Promise<number> {
    const answered = watcher.waitFor(
      ({ roomId, sender, type }) => roomId === room && sender === bot.userId && type === "m.room.message",
      { since: watcher.mark(), timeoutMs: PATIENCE },
    );
    const start = performance.now();
    await agent.say(room, "!offres devops");
    await answered;
    return performance.now() - start;
  }

  /** Every healthy room has heard of a new offer. */
  async function announce(offer: (typeof offers)[number]): Promise<void> {
    const seen = new Set<string>();
    const isHealthy = new Set(healthy.map(([room]) => room));
    const all = watcher.waitFor(
      ({ roomId, sender }) =>
        sender === bot.userId && isHealthy.has(roomId) && seen.add(roomId).size === HEALTHY,
      { since: watcher.mark(), timeoutMs: PATIENCE },
    );
    await put(folder, offer.file, textOf(offer));
    await all;
  }

  async function block(name: string, offer: (typeof offers)[number]): Promise<number[]> {
    const room = sick.get(name) ?? "";
    const fault = ILLNESSES[name];
    const path = new RegExp(`/rooms/(?:${[room, encodeURIComponent(room)].map(escaped).join("|")})/`);
    const handle = fault ? proxy.fault({ path }, fault) : null;
    await announce(offer);
    const times: number[] = [];
    for (let pass = 0; pass < PASSES; pass += 1) {
      for (const [there, agent] of healthy) {
        if (times.length % SICK_EVERY === 0) await rooms.get(room)?.say(room, "!offres devops");
        times.push(await ask(there, agent));
      }
    }
    handle?.remove();
    for (const exchange of hanging.splice(0)) exchange.cut();
    return times;
  }

  const times = new Map(Object.keys(ILLNESSES).map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round += 1) {
    // Each comes after another in each round.
    const names = Object.keys(ILLNESSES);
    const turned = [...names.slice(round % names.length), ...names.slice(0, round % names.length)];
    for (const name of turned) {
      progress(`round ${round + 1} of ${ROUNDS}: ${name}`);
      const offer = offers.pop();
      if (!offer) throw new RangeError("no offer left");
      const taken = await block(name, offer);
      // The first round fills caches.
      if (round > 0) times.get(name)?.push(...taken);
    }
  }
  await crieur.stop();
  await proxy.close();
  const base = times.get("none") ?? [];
  printTable(`replies in ${HEALTHY} healthy rooms beside a sick one, ${base.length} each, in turn`, [
    ["sick room", "p50", "p95", "max", "p95 beside none"],
    ...[...times].map(([name, of]) => {
      const ratio = percentile(of, 0.95) / percentile(base, 0.95);
      const said = name === "none" ? "" : within(ratio.toFixed(2), String(BUDGET), ratio <= BUDGET);
      return [name, ...[0.5, 0.95, 1].map((share) => ms(percentile(of, share))), said];
    }),
  ]);
});

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
