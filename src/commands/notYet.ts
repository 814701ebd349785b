import { type BotCommand, type HelpText, helpText } from "./command.ts";

/** A command that this version knows but cannot carry out. */
export interface NotYetAnswer {
  readonly kind: "notYet";
  readonly command: "status";
}

/** Commands of rooms that run it themselves: recognised, so that nobody gets a search for « état » instead. */
export const NOT_YET = [notYet("status", ["état"], /^$/, () => helpText`pas encore disponible.`)] as const;

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
