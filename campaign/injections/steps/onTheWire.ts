import { recordOf } from "../../../synapse/timeline.ts";
import type { Stage } from "../../stage/stage.ts";
import { atAnswer, atRequest, atUnstored, isGood } from "./catching.ts";
import { SEND, SYNC } from "./requests.ts";
import type { Step } from "./step.ts";

const GAP = { method: "GET", path: /\/messages\?.*from=/ } as const;
const REFRESH = { method: "POST", path: /\/refresh$/ } as const;
const WHOAMI = { method: "GET", path: /\/account\/whoami/ } as const;

/** How long a start may take to come to its step, milliseconds. */
const STARTING = 20_000;

/** Steps that the proxy sees. */
export const onTheWire: readonly Step[] = [
  {
    name: "PUT under way, not heard",
    reach: (stage, signal) => atRequest(stage, SEND, signal, async () => true),
  },
  {
    name: "PUT heard, not answered",
    reach: (stage, signal) => atRequest(stage, SEND, signal, (exchange) => exchange.forward().then(isGood)),
  },
  {
    name: "PUT answered, not marked",
    reach: (stage, signal) =>
      atAnswer(stage, SEND, signal, ({ path }) => {
        const transaction = decodeURIComponent(path.slice(path.lastIndexOf("/") + 1));
        return (
          stage.town.store.value("select state from outbox where transaction_id = ?", transaction) ===
          "attempted"
        );
      }),
  },
  {
    name: "sync answered, not stored",
    reach: (stage, signal) =>
      atUnstored(stage, SYNC, signal, (_, { body }) => bringsQuestions(body, stage.town.bot.userId)),
  },
  {
    name: "gap page fetched, not stored",
    every: STARTING,
    provoke: async ({ town, talk }) => {
      await town.kill();
      await talk.ask();
      await talk.chat(70);
      await town.start();
    },
    reach: (stage, signal) =>
      atAnswer(stage, GAP, signal, ({ path }) => {
        const from = new URL(path, "http://x").searchParams.get("from") ?? "";
        return stage.town.store.count("select count(*) from gaps where from_token = ?", from) > 0;
      }),
  },
  {
    name: "token refresh heard, not answered",
    provoke: ({ talk }) => talk.chat(1).then(() => {}),
    reach: (stage, signal) =>
      atRequest(stage, REFRESH, signal, (exchange) => exchange.forward().then(isGood)),
  },
  {
    name: "token refresh answered, perhaps not written",
    provoke: ({ talk }) => talk.chat(1).then(() => {}),
    reach: (stage, signal) => atAnswer(stage, REFRESH, signal, (_, answer) => isGood(answer)),
  },
  {
    name: "start: account asked for",
    provoke: ({ town }) => restarted(town),
    every: STARTING,
    reach: (stage, signal) => atRequest(stage, WHOAMI, signal, async () => true),
  },
  {
    name: "start: first sync answered",
    provoke: ({ town }) => restarted(town),
    every: STARTING,
    reach: (stage, signal) => atAnswer(stage, { ...SYNC, path: /\/sync\?.*timeout=0/ }, signal, () => true),
  },
];

async function restarted(town: Stage["town"]): Promise<void> {
  await town.kill();
  await town.start();
}

/** Whether an answer of sync brings what others ask; in an encrypted room any message may be that. */
function bringsQuestions(body: Buffer, me: string): boolean {
  const rooms = recordOf(recordOf(JSON.parse(body.toString()).rooms).join);
  return Object.values(rooms).some((room) => {
    const { events } = recordOf(recordOf(room).timeline);
    return (Array.isArray(events) ? events : []).some(
      ({ type, sender, content }) =>
        (type === "m.room.message" && String(content?.body).includes("!offres")) ||
        (type === "m.room.encrypted" && sender !== me),
    );
  });
}
