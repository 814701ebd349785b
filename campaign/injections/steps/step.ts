import { readFileSync } from "node:fs";
import { setImmediate as breathe } from "node:timers/promises";
import type { BotProcess } from "../../stage/botProcess.ts";
import type { Stage } from "../../stage/stage.ts";

/** An instant in the life of a message or a command at which the bot may be killed. */
export interface Step {
  readonly name: string;
  /** What leads there; else what people do anyway. */
  readonly provoke?: (stage: Stage) => Promise<void>;
  /** How long that is given to lead there before it is done again, milliseconds; 1500 unless given. */
  readonly every?: number;
  /** How long it is waited for, milliseconds; 45,000 unless given. */
  readonly patience?: number;
  /**
   * Stops the process when it stands at this step, as seen from outside: by what the proxy passed on, and what the store
   * holds. Resolves with false when it has not come there once `signal` aborts; the process goes on then.
   */
  readonly reach: (stage: Stage, signal: AbortSignal) => Promise<boolean>;
}

/** Stops the process, and lets it go on unless `holds` is true of it then. */
export function stoppedWhere(bot: BotProcess, holds: () => boolean): boolean {
  bot.freeze();
  while (!isStopped(bot.pid)) if (bot.hasEnded()) return false;
  if (holds()) return true;
  bot.resume();
  return false;
}

/** Looks again and again, as fast as it can be looked, and stops the process at the first moment that holds. */
export async function firstMoment(stage: Stage, holds: () => boolean, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const bot = stage.town.running;
    if (bot !== null && holds() && stoppedWhere(bot, holds)) return true;
    await breathe();
  }
  return false;
}

/** The third field of `stat`, behind a name that may hold anything. */
function isStopped(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return "TtZX".includes(stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3));
  } catch {
    return true;
  }
}
