import cron from "node-cron";
import type { Settings } from "./schema.ts";

/** Finds cron expressions that the library which will run them does not take. */
export function checkTimes({ offers }: Settings): { path: readonly PropertyKey[]; message: string }[] {
  const times = [
    { path: ["offers", "rescan"], expression: offers.rescan },
    ...(offers.git === null ? [] : [{ path: ["offers", "git", "every"], expression: offers.git.every }]),
  ];
  return times
    .filter(({ expression }) => !cron.validate(expression))
    .map(({ path, expression }) => ({
      path,
      message: `expected a cron expression such as "*/5 * * * *", found ${JSON.stringify(expression)}`,
    }));
}
