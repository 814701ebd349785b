import { setTimeout as sleep } from "node:timers/promises";
import type { Reason } from "../stage/botProcess.ts";
import type { Town } from "../stage/town.ts";

const EVERY = 400;

/** Asks `/readyz` again and again until it is ended; what stands there while a bot starts does not count. */
export function watchReadiness(town: Town): { end(): Promise<readonly Reason[]> } {
  const seen = new Map<string, Reason>();
  let over = false;
  const watching = (async () => {
    while (!over) {
      const answer = await town.running?.readiness();
      for (const reason of answer?.reasons ?? [])
        if (!STARTING.test(reason.what)) seen.set(nameOf(reason), { ...reason, name: nameOf(reason) });
      await sleep(EVERY);
    }
  })();
  return {
    end: async () => {
      over = true;
      await watching;
      return [...seen.values()];
    },
  };
}

const STARTING = /not connected yet|not yet tried|no first sync yet/;

/** Without numbers and names of rooms, so that the same trouble has one name. */
function nameOf({ name }: Reason): string {
  return name.replace(/ !\S+/, " <room>").replace(/ \d+$/, " <n>");
}
