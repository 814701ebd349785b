import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { cut, swallow } from "../../tests/matrix/faultProxy.ts";
import type { Stage } from "../stage/stage.ts";
import type { Injection } from "./injection.ts";
import { SEND } from "./steps/requests.ts";

const SYNC = { path: /\/sync/ } as const;
/** Commands that nobody has heard when the homeserver goes. */
const ASKED = 4;
/** The names of Synapse's tables of transaction ids, by version. */
const TRANSACTIONS = ["event_txn_id", "event_txn_id_device_id"] as const;

/** What happens to the homeserver. `away`: how long it stays away, seconds. */
export function homeserverTroubles(away: number): readonly Injection[] {
  return [
    {
      name: "homeserver restarted (SIGTERM)",
      kind: "trouble",
      play: async ({ town }, act) => {
        await town.start();
        await act();
        await town.synapse.restart();
        return 1;
      },
    },
    {
      name: "homeserver killed and started again",
      kind: "trouble",
      play: async (stage, act) => {
        await stage.town.start();
        await act();
        await killed(stage, async () => {});
        return 1;
      },
    },
    {
      name: `homeserver away for ${away} s`,
      kind: "trouble",
      ...(away > 60 ? { named: /sync|homeserver/ } : {}),
      play: async (stage, act) => {
        const { town, talk, files } = stage;
        await town.start();
        await act();
        // What is asked right before is not heard until it is back.
        const silent = town.proxy.fault(SYNC, cut);
        for (let asked = 0; asked < ASKED; asked += 1) await talk.ask();
        await killed(stage, async () => {
          await files.publish();
          await files.change();
          await sleep(away * 1000);
          silent.remove();
        });
        return 1;
      },
    },
    {
      name: "homeserver killed, its transaction ids forgotten, with sends nobody knows of",
      kind: "trouble",
      play: async (stage, act) => {
        const { town } = stage;
        await town.start();
        // Neither an answer nor an echo: the bot cannot know that they arrived.
        const silent = town.proxy.fault(SYNC, cut);
        const lost = town.proxy.fault(SEND, swallow);
        await act();
        await stage.files.publish();
        await Promise.race([lost.reached(), sleep(10_000)]);
        await killed(stage, async () => {
          forgetTransactions(join(town.folder, "synapse", "homeserver.db"));
          lost.remove();
          silent.remove();
        });
        return 1;
      },
    },
  ];
}

async function killed({ town }: Stage, meanwhile: () => Promise<void>): Promise<void> {
  await town.synapse.kill();
  try {
    await meanwhile();
  } finally {
    await town.synapse.restart();
  }
}

function forgetTransactions(path: string): void {
  const database = new Database(path);
  try {
    const present = database.prepare("select name from sqlite_schema where type = 'table'").pluck().all();
    for (const table of TRANSACTIONS) if (present.includes(table)) database.exec(`delete from ${table}`);
  } finally {
    database.close();
  }
}
