import { fold } from "../text/fold.ts";
import type { BotCommand } from "./command.ts";

/** The prefix where the configuration names none. */
export const DEFAULT_PREFIX = "!offres";

/** The default prefix has a singular, which people type for one offer; another prefix has none. */
export function singularOf(prefix: string): string | null {
  return fold(prefix) === DEFAULT_PREFIX ? "!offre" : null;
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
