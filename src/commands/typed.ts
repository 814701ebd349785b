import { fold } from "../text/fold.ts";
import type { BotCommand } from "./command.ts";

/** `!offres` has a singular, which people type for one offer; another prefix has none. */
export function singularOf(prefix: string): string | null {
  return fold(prefix) === "!offres" ? "!offre" : null;
}

/** A command as people type it, for messages that name one: `!offres fermées devops`. */
export function typed(
  command: Pick<BotCommand, "word" | "typed">,
  prefix: string,
  argument: string = "",
): string {
  if (command.typed) return command.typed(prefix, argument);
  return [prefix, command.word ?? "", argument].filter((part) => part !== "").join(" ");
}
