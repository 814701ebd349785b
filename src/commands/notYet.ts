import type { CommandName } from "./answer.ts";
import type { BotCommand } from "./context.ts";

/** Commands of rooms that run it themselves: recognised, so that nobody gets a search for « abonner » instead. */
export const NOT_YET: readonly BotCommand[] = [
  notYet("subscribe", ["abonner"], /^/),
  notYet("unsubscribe", ["desabonner"], /^(?:[1-9]\d{0,3}|tout)?$/i),
  notYet("subscriptions", ["abonnements", "abonnement"], /^$/),
  notYet("catchUp", ["rattrapage"], /^(?:[1-9]\d{0,3})?$/),
  notYet("status", ["etat"], /^$/),
];

function notYet(name: CommandName, words: readonly string[], argument: RegExp): BotCommand {
  return {
    name,
    words,
    accepts: (rest) => argument.test(rest),
    run: async () => ({ kind: "notYet", command: name }),
  };
}
