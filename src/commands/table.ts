import { fold } from "../text/fold.ts";
import { isSaidOfOffer } from "./afterOffer.ts";
import { alertCommand, alertsCommand, stopAlertCommand } from "./alerts.ts";
import { applyCommand } from "./apply.ts";
import { cardCommand } from "./card.ts";
import { catchUpCommand } from "./catchUp.ts";
import { type BotCommand, type KnowsOffer, wordsOf } from "./command.ts";
import { confirmCommand } from "./confirm.ts";
import { followCommand } from "./follow.ts";
import { followingCommand } from "./following.ts";
import { forgetMeCommand } from "./forgetMe.ts";
import { type HelpLineAnswer, helpOver } from "./help.ts";
import { moreCommand, pageCommand, previousCommand } from "./more.ts";
import { narrowCommand, withoutCommand } from "./narrow.ts";
import { hoursCommand, pauseCommand, resumeCommand } from "./quiet.ts";
import { searchClosedCommand, searchOpenCommand } from "./search.ts";
import { statusCommand } from "./status.ts";
import { stopCommand } from "./stop.ts";
import { subscribeCommand } from "./subscribe.ts";
import { subscriptionsCommand } from "./subscriptions.ts";
import type { ThanksAnswer } from "./thanks.ts";
import { trialCommand } from "./trial.ts";
import { unfollowCommand } from "./unfollow.ts";
import { unsubscribeCommand } from "./unsubscribe.ts";
import { whyCommand } from "./why.ts";

const OTHERS = [
  searchOpenCommand,
  cardCommand,
  applyCommand,
  moreCommand,
  previousCommand,
  pageCommand,
  narrowCommand,
  withoutCommand,
  searchClosedCommand,
  whyCommand,
  followCommand,
  followingCommand,
  unfollowCommand,
  alertCommand,
  alertsCommand,
  stopAlertCommand,
  subscribeCommand,
  unsubscribeCommand,
  subscriptionsCommand,
  stopCommand,
  catchUpCommand,
  trialCommand,
  pauseCommand,
  resumeCommand,
  hoursCommand,
  confirmCommand,
  statusCommand,
  forgetMeCommand,
] as const;

export const helpCommand = helpOver(OTHERS);

/** Every command that follows the prefix, in the order of the help. Parser, help and messages read it here. */
export const BOT_COMMANDS = [...OTHERS, helpCommand] as const;

type ListedCommand = (typeof BOT_COMMANDS)[number];

/** The answer of any command, as data; `messages/answer.ts` puts every kind into words. */
export type Answer = Awaited<ReturnType<ListedCommand["run"]>> | HelpLineAnswer | ThanksAnswer;

const BY_WORD: ReadonlyMap<string, ListedCommand> = new Map(
  BOT_COMMANDS.flatMap((command) => wordsOf(command).map((word): [string, ListedCommand] => [word, command])),
);

/** Words of the longest phrase that calls a command: « je ne veux plus rien recevoir ». */
const MOST_WORDS = 6;

/**
 * The command whose word or phrase begins a text, if the rest are arguments of it; the longest phrase counts. Null for
 * a text that calls none.
 */
export function reservedIn(
  text: string,
  knows: KnowsOffer,
): { readonly command: ListedCommand; readonly argument: string } | null {
  const words = text.split(" ");
  for (let length = Math.min(MOST_WORDS, words.length); length > 0; length -= 1) {
    const phrase = fold(words.slice(0, length).join(" ")).replace(/[:,;.!?]{1,5}$/, "");
    const command = BY_WORD.get(phrase);
    const argument = words.slice(length).join(" ");
    if (command?.accepts(argument, knows)) return { command, argument };
  }
  return null;
}

/** The command that a text calls by what it says of an offer, `!offre 3 pourvue`; null for a text that says nothing of one. */
export function saidOfOffer(text: string, knows: KnowsOffer): ListedCommand | null {
  return BOT_COMMANDS.find(({ after = [] }: BotCommand) => isSaidOfOffer(text, after, knows)) ?? null;
}
