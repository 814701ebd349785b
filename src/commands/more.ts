import type { BotCommand } from "./context.ts";
import { pageOf } from "./page.ts";

/** `!offres suite`: the next page of that person's last list in this room. */
export const more: BotCommand = {
  name: "more",
  words: ["suite"],
  accepts: (rest) => rest === "",
  async run(_, { offers, lists }) {
    const list = await lists.lastOfPerson();
    if (list === null) return { kind: "misuse", misuse: { reason: "no list" } };
    if (list.shown >= list.offers.length) return { kind: "misuse", misuse: { reason: "list is over" } };
    return { kind: "more", ...pageOf(list.offers, list.shown, list.closed ? "closed" : "open", offers) };
  },
};
