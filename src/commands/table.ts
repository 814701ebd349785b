import type { CommandName } from "./answer.ts";
import { card } from "./card.ts";
import type { BotCommand } from "./context.ts";
import { helpOn } from "./help.ts";
import { more } from "./more.ts";
import { NOT_YET } from "./notYet.ts";
import { closed, search } from "./search.ts";

const COMMANDS = [search, more, card, closed, ...NOT_YET];
const TOPICS = new Map<string, CommandName>([
  ["recherche", "search"],
  ["offres", "search"],
  ["offre", "card"],
  ["aide", "help"],
  ...COMMANDS.flatMap(({ name, words }) => words.map((word): [string, CommandName] => [word, name])),
]);
const TABLE: readonly BotCommand[] = [...COMMANDS, helpOn(TOPICS)];

const BY_NAME: ReadonlyMap<CommandName, BotCommand> = new Map(
  TABLE.map((command) => [command.name, command]),
);
const BY_WORD: ReadonlyMap<string, BotCommand> = new Map(
  TABLE.flatMap((command) => command.words.map((word): [string, BotCommand] => [word, command])),
);

/** By its name; every name of `CommandName` is in the table. */
export function commandNamed(name: CommandName): BotCommand {
  const command = BY_NAME.get(name);
  if (command === undefined) throw new Error(`The table of commands lacks "${name}".`);
  return command;
}

/** By a reserved word, folded. */
export function commandCalled(word: string): BotCommand | null {
  return BY_WORD.get(word) ?? null;
}
