import cron from "node-cron";
import type { Release } from "../../ports/index.ts";

/** Calls `work` at the times of a cron expression in a timezone, until it is released; never twice at once. */
export function everyTime(expression: string, timezone: string, work: () => void): Release {
  const task = cron.schedule(expression, work, { timezone, noOverlap: true });
  return async () => {
    await task.destroy();
  };
}
