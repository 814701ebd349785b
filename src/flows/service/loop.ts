import { setImmediate as breathe } from "node:timers/promises";
import type { Logger } from "pino";
import { messageOf } from "../../text/thrown.ts";
import { fateOf } from "./fate.ts";
import type { Health } from "./health.ts";
import { remedyFor } from "./remedies.ts";
import type { WakeSignal } from "./wakeSignal.ts";

/** How long to rest, milliseconds; null: until woken; 0: not at all, there is more to do. */
export type Rest = number | null;

export function sooner(a: Rest, b: Rest): Rest {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

/** A piece of background work, one turn of it at a time. */
export interface BackgroundWork {
  /** Stands in `/readyz` while turns fail. */
  readonly name: string;
  /** For `/readyz` and the log: what a failed turn means, as a clause without its cause. */
  readonly trouble: string;
  readonly wakeSignal: WakeSignal;
  /** The rest before the first turn. */
  firstRest(): Rest;
  /** Does what there is to do now. May reject with anything: the loop is its error boundary. */
  turn(signal: AbortSignal): Promise<Rest>;
  /** After the last turn: waits for what turns have begun. */
  finish?(): Promise<void>;
  /** What a turn does, where `trouble` does not say so. */
  readonly doing?: string;
  /** Its turns take long as a rule, and it says otherwise when they take too long. */
  readonly patient?: true;
}

export interface LoopParts {
  readonly health: Health;
  readonly log: Logger;
  readonly random: () => number;
  /** Something that no waiting mends, such as dead credentials: the process is to end. */
  readonly onFatal: (error: unknown) => void;
}

/** A turn that lasts longer is named, milliseconds: what it waits for hangs, and nothing else would say so. */
const STUCK_AFTER = 60_000;
const STUCK_REMEDY =
  "see whether a disk or a network share that the bot uses hangs; it goes on when that answers, and a restart loses nothing and says nothing twice";

/**
 * Takes turn after turn until the signal aborts, or a failure is fatal. The one error boundary of all background work:
 * a turn that fails is red under the work's name until one goes well, and is tried again when the failure itself says.
 * Never rejects. Does not cut a turn short: turns watch the signal themselves.
 */
export async function keepTurning(
  work: BackgroundWork,
  { health, log, random, onFatal }: LoopParts,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;

  async function watched(): Promise<Rest> {
    const name = `stuck ${work.name}`;
    const began = Date.now();
    const isStuck = (): void =>
      health.red(name, `${work.doing ?? work.trouble}: it does not come to an end`, STUCK_REMEDY, began);
    const timer = work.patient ? undefined : setTimeout(isStuck, STUCK_AFTER);
    try {
      return await work.turn(signal);
    } finally {
      clearTimeout(timer);
      health.green(name);
    }
  }

  async function turn(): Promise<Rest | "over"> {
    try {
      const rest = await watched();
      failures = 0;
      health.green(work.name);
      return rest;
    } catch (error) {
      if (signal.aborted) return null;
      failures += 1;
      const fate = fateOf(error, failures, random);
      if (fate.kind === "fatal") {
        onFatal(error);
        return "over";
      }
      const cause = messageOf(error);
      health.red(work.name, fate.fault ? `${work.trouble}: ${cause}` : cause, remedyFor(error));
      if (fate.fault) log.error({ err: error, work: work.name }, work.trouble);
      return fate.after;
    }
  }

  for (let rest: Rest | "over" = work.firstRest(); rest !== "over" && !signal.aborted; rest = await turn()) {
    // Without rest, too, answers from the network get their chance: SQLite alone never lets go of the thread.
    if (rest === 0) await breathe();
    else await work.wakeSignal.sleep(rest, signal);
    if (signal.aborted) break;
  }
  await work.finish?.();
}
