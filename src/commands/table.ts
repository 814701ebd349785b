import { cardCommand } from "./card.ts";
import { wordsOf } from "./command.ts";
import { type HelpLineAnswer, helpOver } from "./help.ts";
import { moreCommand } from "./more.ts";
import { NOT_YET } from "./notYet.ts";
import { searchClosedCommand, searchOpenCommand } from "./search.ts";

const OTHERS = [searchOpenCommand, moreCommand, cardCommand, searchClosedCommand, ...NOT_YET] as const;

export const helpCommand = helpOver(OTHERS);

/** Every command that follows the prefix, in the order of the help. Parser, help and messages read it here. */
export const BOT_COMMANDS = [...OTHERS, helpCommand] as const;

type ListedCommand = (typeof BOT_COMMANDS)[number];

/** The answer of any command, as data; `messages/answer.ts` puts every kind into words. */
export type Answer = Awaited<ReturnType<ListedCommand["run"]>> | HelpLineAnswer;

const BY_WORD: ReadonlyMap<string, ListedCommand> = new Map(
  BOT_COMMANDS.flatMap((command) => wordsOf(command).map((word): [string, ListedCommand] => [word, command])),
);

/** The command that a word calls; `word` is folded. */
export function commandCalled(word: string): ListedCommand | null {
  return BY_WORD.get(word) ?? null;
}
