import cron from "node-cron";
import type { Settings } from "./schema.ts";

/** Cron expressions are checked by the library that will run them. */
export function checkTimes({ offers }: Settings): { path: readonly PropertyKey[]; message: string }[] {
  if (cron.validate(offers.rescan)) return [];
  const message = `expected a cron expression such as "*/5 * * * *", found ${JSON.stringify(offers.rescan)}`;
  return [{ path: ["offers", "rescan"], message }];
}
