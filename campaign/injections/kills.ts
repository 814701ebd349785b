import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Stage } from "../stage/stage.ts";
import type { Injection } from "./injection.ts";
import { inStore } from "./steps/inStore.ts";
import { ofKeys } from "./steps/ofKeys.ts";
import { onTheWire } from "./steps/onTheWire.ts";
import type { Step } from "./steps/step.ts";

/** How long a step is waited for unless it says so, milliseconds. */
const PATIENCE = 45_000;
const PROVOKE_EVERY = 1500;

/** SIGKILL at each named step; `encrypted`: also at those of encrypted rooms. */
export function killsAtSteps(encrypted: boolean): readonly Injection[] {
  return [...inStore, ...onTheWire, ...(encrypted ? ofKeys : [])].map((step) => ({
    name: `kill: ${step.name}`,
    kind: "kill",
    play: async (stage, act) => {
      let times = 0;
      for (let at = 0; at < stage.each; at += 1) {
        const came = await killAt(stage, step, at === 0 ? act : async () => {});
        if (!came) break;
        times += 1;
        await stage.town.start();
      }
      return times;
    },
  }));
}

/** Kills the process at that step; false: it never came there, and lives. */
async function killAt(stage: Stage, step: Step, act: () => Promise<void>): Promise<boolean> {
  const { town } = stage;
  await town.start();
  const signal = AbortSignal.timeout(step.patience ?? PATIENCE);
  const reached = step.reach(stage, signal);
  let over = false;
  const done = reached.finally(() => {
    over = true;
  });
  const provoking = (async () => {
    await act();
    for (; !over; await Promise.race([done, sleep(step.every ?? PROVOKE_EVERY)]))
      await (step.provoke?.(stage) ?? stage.act(2));
  })();
  // It is waited for below, perhaps long after it has failed.
  provoking.catch(() => {});
  const came = await reached;
  if (came) await town.kill();
  await provoking;
  return came;
}

/** SIGKILL whenever it may be, also while it starts. */
export const randomKill: Injection = {
  name: "kill: at a random instant",
  kind: "kill",
  play: async (stage, act) => {
    const acting = act();
    for (let at = 0; at < stage.each; at += 1) {
      await stage.town.start();
      await sleep(stage.chance.whole(2500));
      await stage.town.kill();
    }
    await acting;
    return stage.each;
  },
};

/** SIGKILL while the store is made and its migrations run: only before a town has any history. */
export async function killWhileFounding(stage: Stage, times: number): Promise<number> {
  const { town } = stage;
  let killed = 0;
  for (let at = 0; at < times; at += 1) {
    const bot = await town.start();
    const made = (): boolean => town.store.value("select count(*) from store") !== null;
    while (!existsSync(town.storeFile) && !bot.hasEnded()) await sleep(1);
    if (made()) {
      await town.kill();
      return killed;
    }
    await sleep(stage.chance.whole(40));
    await town.kill();
    killed += 1;
  }
  return killed;
}
