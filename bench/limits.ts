// Announces an offer to 40 rooms under Synapse's default message limit, and commands meanwhile
// (docs/design.md §11). Three minutes.
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { administrator } from "../synapse/administrator.ts";
import { generateOffers } from "./generatedOffers.ts";
import { textOf } from "./offerFiles.ts";
import { printTable, progress, within } from "./print.ts";
import { onScene, put } from "./scene.ts";

const ROOMS = Number(process.argv[2] ?? 40);
/** Synapse's default: messages a second, and how many at once (`rc_message`). */
const LIMIT = { rate: 0.2, burst: 10 };
const COMMANDS = 3;
const BUDGET = { time: 1.15, reply: 2 / LIMIT.rate };

await onScene(async (scene) => {
  const folder = join(scene.folder, "offers");
  const [first, offer] = generateOffers(2);
  if (!first || !offer) throw new RangeError("no offer");
  await put(folder, first.file, textOf(first));
  const bot = await scene.account("crieur");
  const joining = await scene.follow(bot);
  const agent = await scene.follow(await scene.account("agent"));
  const admin = administrator(await scene.account("admin", { admin: true }));
  for (const { userId } of [agent, joining]) await admin.liftRateLimit(userId);
  const rooms: string[] = [];
  for (let at = 0; at < ROOMS; at += 1) {
    const room = await agent.createRoom({ invite: [bot.userId] });
    await joining.join(room);
    rooms.push(room);
  }
  await admin.restoreRateLimit(bot.userId);
  await scene.crieur(bot, { name: "limits", offers: folder, rooms, perSecond: 1 });
  // The bucket is full again, whatever the scene took from it.
  await sleep((LIMIT.burst / LIMIT.rate) * 1000);

  const messages = ROOMS + COMMANDS;
  const least = ((messages - LIMIT.burst) / LIMIT.rate) * 1000;
  const told = new Set<string>();
  const all = agent.waitFor(
    ({ type, sender, roomId, content }) =>
      type === "m.room.message" &&
      sender === bot.userId &&
      content["m.relates_to"] === undefined &&
      told.add(roomId).size === ROOMS,
    { since: agent.mark(), timeoutMs: 3 * least },
  );
  const start = performance.now();
  await put(folder, offer.file, textOf(offer));
  const finished = all.then(() => performance.now() - start);
  const replies: number[] = [];
  for (let asked = 0; asked < COMMANDS; asked += 1) {
    await sleep(least / (COMMANDS + 1));
    progress(`${told.size} of ${ROOMS} rooms told after ${Math.round((performance.now() - start) / 1000)} s`);
    const room = rooms[asked % rooms.length] ?? "";
    const since = agent.mark();
    const before = performance.now();
    const command = await agent.say(room, "!offres");
    await agent.waitFor(
      (event) =>
        event.sender === bot.userId && JSON.stringify(event.content["m.relates_to"] ?? {}).includes(command),
      {
        since,
        timeoutMs: least,
      },
    );
    replies.push((performance.now() - before) / 1000);
  }
  const took = await finished;
  // A message that was sent twice would come within the next tokens.
  await sleep(3000 / LIMIT.rate);
  const counts = await Promise.all(
    rooms.map(
      async (room) =>
        (await agent.messages(room)).filter(
          ({ sender, content }) => sender === bot.userId && content?.["m.relates_to"] === undefined,
        ).length,
    ),
  );
  const slowest = Math.max(...replies);
  const exact = counts.every((count) => count === 1);
  printTable(`one offer to ${ROOMS} rooms under default limits, ${COMMANDS} commands meanwhile`, [
    ["least possible", `${(least / 1000).toFixed(0)} s`],
    ["took", `${(took / 1000).toFixed(0)} s`],
    ["ratio", within((took / least).toFixed(2), String(BUDGET.time), took / least <= BUDGET.time)],
    ["slowest reply", within(`${slowest.toFixed(1)} s`, `${BUDGET.reply} s`, slowest <= BUDGET.reply)],
    [
      "rooms without or with several",
      within(String(counts.filter((count) => count !== 1).length), "0", exact),
    ],
  ]);
}, "messages");
