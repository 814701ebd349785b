import type { Message } from "../content.ts";
import { reminderMessage } from "../reminder.ts";
import type { Wording } from "../wording.ts";
import { BRIEF, FULL, HOSTILE, LONG } from "./offers.ts";

/** Reminders of offers that are open for long. */
export function reminders(wording: Wording): Record<string, Message> {
  const one = { offer: FULL, since: "2026-03-03", filled: false };
  const all = [
    { offer: LONG, since: "2026-10-01", filled: true },
    one,
    { offer: BRIEF, since: null, filled: false },
  ];
  return {
    "a reminder of one offer": reminderMessage([one], { days: 45, more: 0 }, wording),
    "a reminder of several": reminderMessage(all, { days: 45, more: 0 }, wording),
    "a reminder of more than are named": reminderMessage(all, { days: 45, more: 12 }, wording),
    "a reminder, and one more": reminderMessage([one], { days: 45, more: 1 }, wording),
    "a reminder of a hostile offer": reminderMessage(
      [{ ...one, offer: HOSTILE }],
      { days: 45, more: 0 },
      wording,
    ),
  };
}
