import { isExpression } from "../schedule/times.ts";
import type { Settings } from "./schema.ts";

/** Finds cron expressions that are none. */
export function checkTimes({ offers }: Settings): { path: readonly PropertyKey[]; message: string }[] {
  const times = [
    { path: ["offers", "rescan"], expression: offers.rescan },
    ...(offers.git === null ? [] : [{ path: ["offers", "git", "every"], expression: offers.git.every }]),
  ];
  return times
    .filter(({ expression }) => !isExpression(expression))
    .map(({ path, expression }) => ({
      path,
      message: `expected a cron expression such as "*/5 * * * *", found ${JSON.stringify(expression)}`,
    }));
}
