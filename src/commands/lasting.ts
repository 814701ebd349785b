import { alertCommand, stopAlertCommand } from "./alerts.ts";
import type { KnowsOffer } from "./command.ts";
import { confirmCommand } from "./confirm.ts";
import { followCommand } from "./follow.ts";
import { forgetMeCommand } from "./forgetMe.ts";
import { parse } from "./parser.ts";
import { hoursCommand, pauseCommand, resumeCommand } from "./quiet.ts";
import { subscribeCommand } from "./subscribe.ts";
import { unfollowCommand } from "./unfollow.ts";
import { unsubscribeCommand } from "./unsubscribe.ts";

const LASTING: ReadonlySet<string> = new Set(
  [
    ...[subscribeCommand, unsubscribeCommand, alertCommand, stopAlertCommand, followCommand, unfollowCommand],
    ...[pauseCommand, resumeCommand, hoursCommand, confirmCommand, forgetMeCommand],
  ].map(({ name }) => name),
);

/** Whether a command asks for something that is to outlive its answer: whoever forgets it owes a word. `text` is hostile. */
export function isLasting(text: string, prefix: string, knows: KnowsOffer): boolean {
  const call = parse(text, prefix, knows);
  return call !== null && LASTING.has(call.command.name);
}
