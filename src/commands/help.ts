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
}

/** `!offres aide [commande]`, over the other commands of the table. */
export function helpOver<Name extends string>(others: readonly (BotCommand & { readonly name: Name })[]) {
  const topics = new Map<string, Name | "help">([["aide", "help"], ...others.flatMap(topicsOf)]);
  return {
    name: "help",
    word: "aide",
    example: "",
    help: (prefix) =>
      helpText`cette aide ; ${`${prefix} aide ${singularOf(prefix) === null ? "carte" : "offre"}`} pour une seule commande.`,
    accepts: (rest) => rest === "" || topics.has(fold(rest)),
    run: async (topic): Promise<HelpAnswer<Name | "help">> => ({
      kind: "help",
      about: topics.get(fold(topic)) ?? null,
    }),
  } as const satisfies BotCommand;
}

function topicsOf<Name extends string>(command: BotCommand & { readonly name: Name }): [string, Name][] {
  const words = [...wordsOf(command), ...(command.topics ?? []).map(fold)];
  return words.map((word) => [word, command.name]);
}

/** `!aide`, whatever the prefix; other bots of a room answer it too, so it gets one line. It is in no table. */
export const helpLine = {
  name: "helpLine",
  run: async (): Promise<HelpLineAnswer> => ({ kind: "helpLine" }),
} as const;
