import { type BotCommand, type HelpText, helpText } from "./command.ts";

/** A command that this version knows but cannot carry out. */
export interface NotYetAnswer {
  readonly kind: "notYet";
  readonly command: "subscribe" | "unsubscribe" | "subscriptions" | "catchUp" | "status";
}

/** Commands of rooms that run it themselves: recognised, so that nobody gets a search for « abonner » instead. */
export const NOT_YET = [
  notYet("subscribe", ["abonner"], /^/, inConfiguration),
  notYet("unsubscribe", ["désabonner"], /^(?:[1-9]\d{0,3}|tout)?$/i, inConfiguration),
  notYet("subscriptions", ["abonnements", "abonnement"], /^$/, inConfiguration),
  notYet(
    "catchUp",
    ["rattrapage"],
    /^(?:[1-9]\d{0,3})?$/,
    (prefix) => helpText`pas encore disponible ; ${prefix} donne les offres ouvertes.`,
  ),
  notYet("status", ["état"], /^$/, () => helpText`pas encore disponible.`),
] as const;

function inConfiguration(): HelpText {
  return helpText`pas encore disponible ; les abonnements se règlent dans la configuration.`;
}

function notYet<Name extends NotYetAnswer["command"]>(
  name: Name,
  [word, ...also]: readonly [string, ...string[]],
  argument: RegExp,
  help: (prefix: string) => HelpText,
) {
  return {
    name,
    word,
    also,
    works: false,
    example: "",
    help,
    accepts: (rest) => argument.test(rest),
    run: async (): Promise<NotYetAnswer> => ({ kind: "notYet", command: name }),
  } as const satisfies BotCommand;
}
