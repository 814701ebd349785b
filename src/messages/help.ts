import type { BotCommand, HelpText } from "../commands/command.ts";
import type { HelpAnswer, HelpLineAnswer } from "../commands/help.ts";
import { searchOpenCommand } from "../commands/search.ts";
import { BOT_COMMANDS, helpCommand } from "../commands/table.ts";
import { typed } from "../commands/typed.ts";
import type { Message } from "./content.ts";
import { code, type Fragment, lines, say } from "./fragment.ts";
import type { Wording } from "./wording.ts";

const TABLE: readonly BotCommand[] = BOT_COMMANDS;

/** The help of all commands that work, or of one. The words of each stand in its own file. */
export function helpMessage({ about }: HelpAnswer, { prefix }: Wording): Message {
  const command = TABLE.find(({ name }) => name === about);
  if (command !== undefined) return lines(usage(command, prefix), helpOf(command, prefix));
  return lines(
    say`Voici ce que je comprends :`,
    ...TABLE.filter(({ works }) => works !== false).map(
      (one) => say`${usage(one, prefix)} : ${helpOf(one, prefix)}`,
    ),
    say`Accents et majuscules sont facultatifs, les petites fautes de frappe pardonnées.`,
  );
}

/** The answer to `!aide`: other bots of the room answer it too, so one line is enough. */
export function helpLineMessage({ greeted }: HelpLineAnswer, { prefix }: Wording): Message {
  return say`${greeted ? say`Bonjour ! Pour les offres d'emploi` : say`Offres d'emploi`} : tapez ${code(typed(searchOpenCommand, prefix))} pour la liste, ${code(typed(helpCommand, prefix))} pour tout le reste.`;
}

export function thanksMessage(): Message {
  return say`Avec plaisir !`;
}

function usage(command: BotCommand, prefix: string): Fragment {
  return code(typed(command, prefix, command.example));
}

function helpOf(command: BotCommand, prefix: string): Fragment {
  const { words, typed: commands }: HelpText = command.help(prefix);
  return say(words, ...commands.map(code));
}
