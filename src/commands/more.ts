import { type BotCommand, helpText } from "./command.ts";
import { type MisuseAnswer, misused } from "./misuse.ts";
import { type Page, pageOf } from "./page.ts";

export interface MoreAnswer extends Page {
  readonly kind: "more";
}

/** `!offres suite`: the next page of that person's last list in this room. */
export const moreCommand = {
  name: "more",
  word: "suite",
  example: "",
  help: () => helpText`la page suivante de votre dernière liste.`,
  accepts: (rest) => rest === "",
  async run(_, { offers, lists }): Promise<MoreAnswer | MisuseAnswer> {
    const list = await lists.lastOfPerson();
    if (list === null) return misused({ reason: "no list" });
    if (list.shown >= list.offers.length) return misused({ reason: "list is over" });
    return { kind: "more", ...pageOf(list.offers, list.shown, list.closed ? "closed" : "open", offers) };
  },
} as const satisfies BotCommand;
