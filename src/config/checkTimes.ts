import { FORMS, timesOf } from "../schedule/schedule.ts";
import { isExpression } from "../schedule/times.ts";
import type { Settings } from "./schema.ts";

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Finds times that are none. */
export function checkTimes({ offers, reminders }: Settings): Fault[] {
  const times = [
    { path: ["offers", "rescan"], expression: offers.rescan },
    ...(offers.git === null ? [] : [{ path: ["offers", "git", "every"], expression: offers.git.every }]),
  ];
  const faults: Fault[] = times
    .filter(({ expression }) => !isExpression(expression))
    .map(({ path, expression }) => ({
      path,
      message: `expected a cron expression such as "*/5 * * * *", found ${JSON.stringify(expression)}`,
    }));
  if (timesOf(reminders.schedule, "UTC") === null)
    faults.push({
      path: ["reminders", "schedule"],
      message: `expected ${FORMS.replace('"immediate", ', "")}, found ${JSON.stringify(reminders.schedule)}`,
    });
  return faults;
}
