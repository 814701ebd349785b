import { fold } from "../text/fold.ts";
import { type BotCommand, helpText, wordsOf } from "./command.ts";
import { singularOf } from "./typed.ts";

/** The help of one command, by its name, or of all (`about` null). */
export interface HelpAnswer<Name extends string = string> {
  readonly kind: "help";
  readonly about: Name | null;
}

/** One line that says where the help is. */
export interface HelpLineAnswer {
  readonly kind: "helpLine";
  /** Whether somebody said hello, and is to be answered so. */
  readonly greeted: boolean;
}

const HELP = {
  word: "aide",
  also: [
    ...[
      "help",
      "-h",
      "--help",
      "aide-moi",
      "aidez-moi",
      "aide moi",
      "aidez moi",
      "tu peux m'aider",
      "help me",
    ],
    ...["j'ai pas compris", "je comprends pas", "comment ça marche", "que sais-tu faire", "what can you do"],
    ...["comment", "comment faire pour", "comment on fait pour", "comment fait-on pour"],
  ],
} as const;

/** `!offres aide [commande]`, over the other commands of the table. */
export function helpOver<Name extends string>(others: readonly (BotCommand & { readonly name: Name })[]) {
  const topics = new Map<string, Name | "help">([
    ...topicsOf({ name: "help", ...HELP }),
    ...others.flatMap(topicsOf),
  ]);
  return {
    name: "help",
    ...HELP,
    example: "",
    help: (prefix) =>
      helpText`cette aide ; ${`${prefix} aide ${singularOf(prefix) === null ? "carte" : "offre"}`} pour une seule commande.`,
    accepts: (rest) => rest === "" || topics.has(topicIn(rest)),
    run: async (topic): Promise<HelpAnswer<Name | "help">> => ({
      kind: "help",
      about: topics.get(topicIn(topic)) ?? null,
    }),
  } as const satisfies BotCommand;
}

/** « aide !offre » and « aide « suite » » mean the word alone. */
function topicIn(rest: string): string {
  return fold(rest).replace(/^[!"«“\s]{1,4}|["»”\s]{1,4}$/g, "");
}

function topicsOf<Name extends string>(
  command: Pick<BotCommand, "word" | "also" | "topics"> & { readonly name: Name },
): [string, Name][] {
  const words = [...wordsOf(command), ...(command.topics ?? []).map(fold)];
  return words.map((word) => [word, command.name]);
}

/**
 * `!aide`, whatever the prefix, and what was meant for the prefix; other bots of a room answer `!aide` too, so it gets
 * one line. It is in no table.
 */
export const helpLine = {
  name: "helpLine",
  run: async (): Promise<HelpLineAnswer> => ({ kind: "helpLine", greeted: false }),
} as const;

/** « bonjour », and nothing else. */
export const greeting = {
  name: "greeting",
  run: async (): Promise<HelpLineAnswer> => ({ kind: "helpLine", greeted: true }),
} as const;
