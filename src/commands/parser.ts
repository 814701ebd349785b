import { fold } from "../text/fold.ts";
import { cardCommand, names } from "./card.ts";
import type { BotCommand, KnowsOffer } from "./command.ts";
import { helpLine } from "./help.ts";
import { searchOpenCommand } from "./search.ts";
import { type Answer, commandCalled } from "./table.ts";
import { singularOf } from "./typed.ts";

/** The command that a message calls, and with which argument. */
export interface CommandCall {
  readonly command: Pick<BotCommand<Answer>, "name" | "run">;
  /** The argument as it was typed, but for folded white space. */
  readonly argument: string;
}

/** Characters of a message that are read: nobody types more, and an event may bring 60 KiB. */
const READ = 500;

/**
 * Tells whether a message is meant for the bot: only these are stored. `body` is hostile, and without the quote that
 * older clients put above a reply (`flows/receive/events.ts` takes it off).
 */
export function isCommand(body: string, prefix: string): boolean {
  return typedIn(body, prefix) !== null;
}

/**
 * Reads a command (docs/design.md §5); null for a message that is none. A reserved word whose rest are no arguments of
 * its command begins a search, and in quotes no word is reserved.
 */
export function parse(body: string, prefix: string, knows: KnowsOffer): CommandCall | null {
  const typed = typedIn(body, prefix);
  if (typed === null) return null;
  if (typed.by === "help") return { command: helpLine, argument: "" };
  const { rest } = typed;
  if (rest === "")
    return { command: typed.by === "singular" ? cardCommand : searchOpenCommand, argument: "" };
  const [word = ""] = rest.split(" ", 1);
  const argument = rest.slice(word.length).trim();
  const command = commandCalled(fold(word));
  if (command?.accepts(argument, knows)) return { command, argument };
  return { command: names(rest, knows) ? cardCommand : searchOpenCommand, argument: rest };
}

interface Typed {
  /** The word that was typed first; `help` stands for `!aide`. */
  readonly by: "prefix" | "singular" | "help";
  readonly rest: string;
}

function typedIn(body: string, prefix: string): Typed | null {
  const text = body.trimStart().slice(0, READ).toWellFormed();
  const folded = text.replace(/[\s\p{Cc}\u200b\ufeff]+/gu, " ").trim();
  const [word = ""] = folded.split(" ", 1);
  const called = fold(word);
  const rest = folded.slice(word.length).trim();
  if (called === fold(prefix)) return { by: "prefix", rest };
  if (called === singularOf(prefix)) return { by: "singular", rest };
  return called === "!aide" && rest === "" ? { by: "help", rest } : null;
}
