import type { BotCommand, HelpText } from "../commands/command.ts";
import type { HelpAnswer, HelpLineAnswer } from "../commands/help.ts";
import { searchOpenCommand } from "../commands/search.ts";
import { BOT_COMMANDS, helpCommand } from "../commands/table.ts";
import { typed } from "../commands/typed.ts";
import type { Message } from "./content.ts";
import { begun, code, type Fragment, items, lines, say } from "./fragment.ts";
import type { Wording } from "./wording.ts";

const TABLE: readonly BotCommand[] = BOT_COMMANDS;

/** The help of one command, or a line for each that there is, the example first. The words stand in the commands' files. */
export function helpMessage({ about }: HelpAnswer, { prefix }: Wording): Message {
  const command = TABLE.find(({ name }) => name === about);
  if (command !== undefined) return lines(usage(command, prefix), begun(phrase(command.help(prefix))));
  return items(
    ...TABLE.map((one) => briefly(one, prefix)),
    say`Préciser : ${code("lieu:lyon")}, ${code("contrat:cdd")}, ${code("startup:tchap")}, ${code("junior")}, ${code("télétravail")}, ${code("depuis:7j")}, ${code("-mot")}`,
    say`${code(typed(helpCommand, prefix, "fermées"))} : une commande en détail`,
  );
}

/** The answer to `!aide`: other bots of the room answer it too, so one line is enough. */
export function helpLineMessage({ greeted }: HelpLineAnswer, { prefix }: Wording): Message {
  const search = code(typed(searchOpenCommand, prefix, "devops"));
  const help = code(typed(helpCommand, prefix));
  return greeted
    ? say`Bonjour ! Pour les offres d'emploi, tapez ${code(prefix)} ou ${search} ; ${help} pour le reste.`
    : say`Offres d'emploi : tapez ${code(prefix)} pour la liste, ${search} pour chercher, ${help} pour le reste.`;
}

export function thanksMessage(): Message {
  return say`Avec plaisir !`;
}

function briefly(command: BotCommand, prefix: string): Fragment | null {
  const text = command.brief?.(prefix);
  return text === undefined ? null : say`${usage(command, prefix)} : ${phrase(text)}`;
}

function usage(command: BotCommand, prefix: string): Fragment {
  return code(typed(command, prefix, command.example));
}

function phrase({ words, typed: commands }: HelpText): Fragment {
  return say(words, ...commands.map(code));
}
