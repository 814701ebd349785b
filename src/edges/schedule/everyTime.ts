import cron from "node-cron";
import type { Release } from "../../ports/index.ts";
import { Times } from "../../schedule/times.ts";

const EACH_SECOND = "* * * * * *";

/**
 * Calls `work` at the times of a cron expression in a timezone, until it is released. node-cron only ticks, in UTC: it
 * skips an hour of its own schedules when summer time ends. Times that passed while the process slept count once.
 */
export function everyTime(
  expression: string,
  timezone: string,
  work: () => void,
  now: () => number = Date.now,
): Release {
  const times = new Times(expression, timezone);
  let looked = now();
  const tick = (): void => {
    const moment = now();
    const due = times.due(looked, moment);
    looked = moment;
    if (due !== null) work();
  };
  const task = cron.schedule(EACH_SECOND, tick, { timezone: "UTC" });
  return async () => {
    await task.destroy();
  };
}
