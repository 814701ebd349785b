import { fold } from "../text/fold.ts";
import type { CommandName } from "./answer.ts";
import type { BotCommand } from "./context.ts";

/** `!offres aide [commande]`; `topics` are the words that it explains. */
export function helpOn(topics: ReadonlyMap<string, CommandName>): BotCommand {
  return {
    name: "help",
    words: ["aide"],
    accepts: (rest) => rest === "" || topics.has(fold(rest)),
    run: async (topic) => ({ kind: "help", about: topics.get(fold(topic)) ?? null }),
  };
}
