import { setTimeout as sleep } from "node:timers/promises";
import { recordOf } from "../../../synapse/timeline.ts";
import { cut, type Exchange } from "../../../tests/matrix/faultProxy.ts";
import type { Stage } from "../../stage/stage.ts";
import { atRequest, atUnstored, isGood } from "./catching.ts";
import { SEND, SYNC } from "./requests.ts";
import { firstMoment, type Step } from "./step.ts";

const QUERY = { method: "POST", path: /\/keys\/query/ } as const;
const CLAIM = { method: "POST", path: /\/keys\/claim/ } as const;
const UPLOAD = { method: "POST", path: /\/keys\/upload/ } as const;
const SHARE = { method: "PUT", path: /\/sendToDevice\/m\.room\.encrypted\// } as const;
const BACKUP = { method: "PUT", path: /\/room_keys\/keys/ } as const;
const MEMBERS = { method: "GET", path: /\/members(?:\?|$)/ } as const;

/** Somebody who comes takes a while, and the bot hears of them, milliseconds. */
const COMING = 8000;
const PAUSE = 50;
/** How long the bot may be at work on what came before it is killed, milliseconds. */
const WITHIN = 25;

/** On a busy machine. */
const PATIENCE = 90_000;

const somebodyComes = {
  every: COMING,
  patience: PATIENCE,
  provoke: ({ guests }: Stage) => guests?.come({ silent: true }) ?? Promise.resolve(),
} as const;
const somebodyComesLate = {
  every: COMING,
  patience: PATIENCE,
  provoke: ({ guests }: Stage) => guests?.come({ late: true }) ?? Promise.resolve(),
} as const;
const somebodyAsks = { provoke: ({ talk }: Stage) => talk.ask() } as const;

/** Steps that only encrypted rooms have. */
export const ofKeys: readonly Step[] = [
  {
    name: "keys of people queried, not stored",
    ...somebodyComes,
    reach: (stage, signal) => atUnstored(stage, QUERY, signal),
  },
  {
    name: "one-time keys claimed, not stored",
    ...somebodyComes,
    reach: (stage, signal) => atUnstored(stage, CLAIM, signal),
  },
  {
    name: "room key for a newcomer under way, not heard",
    ...somebodyComes,
    reach: (stage, signal) =>
      atRequest(
        stage,
        SHARE,
        signal,
        async () => true,
        (exchange) => !isForAll(stage, exchange),
      ),
  },
  {
    name: "room key sent to a newcomer, not noted",
    ...somebodyComes,
    reach: (stage, signal) =>
      atUnstored(stage, SHARE, signal, (exchange, answer) => isGood(answer) && !isForAll(stage, exchange)),
  },
  {
    name: "new room key under way to all, not heard",
    ...somebodyAsks,
    reach: (stage, signal) =>
      atRequest(
        stage,
        SHARE,
        signal,
        async () => true,
        (exchange) => isForAll(stage, exchange),
      ),
  },
  {
    name: "new room key sent to all, not noted",
    ...somebodyAsks,
    reach: (stage, signal) =>
      atUnstored(stage, SHARE, signal, (exchange, answer) => isGood(answer) && isForAll(stage, exchange)),
  },
  {
    name: "to-device messages received, not committed",
    ...somebodyAsks,
    reach: (stage, signal) => atUnstored(stage, SYNC, signal, (_, { body }) => bringsKeys(body), WITHIN),
  },
  {
    name: "question stored sealed, its key not there",
    ...somebodyComesLate,
    reach: (stage, signal) => firstMoment(stage, () => waiting(stage) > 0, signal),
  },
  {
    name: "key of a question that waits received, not committed",
    ...somebodyComesLate,
    reach: (stage, signal) =>
      atUnstored(stage, SYNC, signal, (_, { body }) => waiting(stage) > 0 && bringsKeys(body), WITHIN),
  },
  {
    name: "one-time keys uploaded, not noted",
    ...somebodyComes,
    reach: (stage, signal) => atUnstored(stage, UPLOAD, signal),
  },
  {
    name: "keys under way to the backup, not heard",
    ...somebodyAsks,
    reach: (stage, signal) => atRequest(stage, BACKUP, signal, async () => true),
  },
  {
    name: "keys backed up, not noted",
    ...somebodyAsks,
    reach: (stage, signal) => atUnstored(stage, BACKUP, signal),
  },
  {
    name: "people of a room asked for, not stored",
    every: COMING,
    provoke: async ({ talk, files }) => {
      const out = await talk.kick();
      await out?.invite();
      await files.publish();
    },
    reach: (stage, signal) => atUnstored(stage, MEMBERS, signal),
  },
  {
    name: "sealed anew for somebody who came meanwhile, not heard",
    every: 2 * COMING,
    patience: PATIENCE,
    provoke: comeWhileAway,
    reach: (stage, signal) =>
      atRequest(
        stage,
        SEND,
        signal,
        async () => true,
        (exchange) => isSealedAnew(stage, exchange),
      ),
  },
];

/** Announcements are sealed, and nobody hears of them; then the bot is away, and somebody comes. */
async function comeWhileAway({ town, files, guests }: Stage): Promise<void> {
  const [first] = town.rooms;
  await town.start();
  const unheard = town.proxy.fault(SEND, cut);
  try {
    await files.publish();
    const attempted = "select count(*) from outbox where state = 'attempted' and class = 'announcement'";
    // It may be killed meanwhile, because it had come to its step.
    for (let waited = 0; waited < 2 * COMING && town.running && town.store.count(attempted) === 0; )
      waited += await sleep(PAUSE, PAUSE);
    await town.kill();
  } finally {
    unheard.remove();
  }
  if (first) await guests?.come({ room: first.room });
  await town.start();
}

/** Whether a message goes under the name of one that was sealed otherwise. */
function isSealedAnew({ town }: Stage, { path, body }: Pick<Exchange, "path" | "body">): boolean {
  const { ciphertext } = recordOf(JSON.parse(body.toString()));
  const transaction = decodeURIComponent(SEND.path.exec(path)?.[1] ?? "");
  const before =
    town.sealed?.wire.sealings.filter(({ transactionId }) => transactionId === transaction) ?? [];
  return before.some((one) => one.ciphertext !== ciphertext);
}

/**
 * Whether a room key goes to somebody who has been there from the first day: every room has had a key since, so that this
 * is another one.
 */
function isForAll({ town }: Stage, { body }: Pick<Exchange, "body">): boolean {
  return town.person(0).userId in recordOf(recordOf(JSON.parse(body.toString())).messages);
}

/** Whether an answer of sync brings messages to the bot's device. */
function bringsKeys(body: Buffer): boolean {
  const { events } = recordOf(recordOf(JSON.parse(body.toString())).to_device);
  return Array.isArray(events) && events.length > 0;
}

/** What was said in the rooms and waits for its key. */
function waiting({ town }: Stage): number {
  return town.store.count("select count(*) from unopened");
}
