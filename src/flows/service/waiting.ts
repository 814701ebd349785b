import type { GivenUp, WaitingLine } from "../../ports/index.ts";
import type { Reason } from "./health.ts";

/** What waits longer than its rate explains is named after this long, milliseconds (docs/design.md, first page). */
const NAMED_AFTER = 60_000;

const WAITING_REMEDY =
  "the other reasons here say why; if there is none, look into the log, and restart the bot: nothing is lost or said twice";
const SEEN_REMEDY =
  "mend the cause; then `npx crieur status --again` sends the announcements among them whose offers are still open, and " +
  "`npx crieur status --seen` takes note of the others";

/**
 * What waits for anything but its rate: the oldest row of a class, once it is a minute older than the rate explains.
 * `perSecond`: how many messages of all classes may go each second.
 */
export function waitingReasons(
  lines: readonly WaitingLine[],
  { perSecond, now }: { readonly perSecond: number; readonly now: number },
): Reason[] {
  const ahead = lines.reduce((sum, { rows }) => sum + rows, 0);
  const explained = (ahead / perSecond) * 1000;
  return lines.flatMap(({ class: kind, state, rows, since }) => {
    const waits = now - since;
    if (waits < NAMED_AFTER + explained) return [];
    const what =
      state === "queued"
        ? `messages of class ${kind} that wait: ${rows}, the oldest for ${seconds(waits)}`
        : `messages of class ${kind} of which nobody knows whether they arrived: ${rows}, the oldest for ${seconds(waits)}`;
    return [{ name: `queue ${kind} ${state}`, what, since: instant(since), remedy: WAITING_REMEDY }];
  });
}

/** What was given up and nobody has seen yet, a reason a cause. */
export function givenUpReasons(causes: readonly GivenUp[]): Reason[] {
  return causes.map(({ cause, rows, places, example, since }, index) => ({
    name: `given up ${index + 1}`,
    what: `messages given up: ${rows} (rooms: ${places}, such as ${example}): ${cause}`,
    since: instant(since),
    remedy: SEEN_REMEDY,
  }));
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1000)} s`;
}

function instant(moment: number): string {
  return new Date(moment).toISOString();
}
