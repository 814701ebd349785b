import { cardCommand, names, namesAll } from "./card.ts";
import type { BotCommand, KnowsOffer } from "./command.ts";
import { courtesyIn, withoutCourtesy } from "./courtesy.ts";
import { greeting, helpLine } from "./help.ts";
import { linesOf, unwrapped } from "./line.ts";
import { isYear, numbersIn } from "./number.ts";
import { type Called, calledBy } from "./prefix.ts";
import { searchOpenCommand } from "./search.ts";
import { type Answer, reservedIn, saidOfOffer } from "./table.ts";
import { thanks } from "./thanks.ts";

/** The command that a message calls, and with which argument. */
export interface CommandCall {
  readonly command: Pick<BotCommand<Answer>, "name" | "run">;
  /** The argument as it was typed, but for white space, courtesy and the marks around it. */
  readonly argument: string;
}

/**
 * Reads a command (docs/design.md §5), which `commandIn` found in a message; null where its prefix calls nobody. A
 * reserved word whose rest are no arguments of its command begins a search, and in quotes no word is reserved. `text`
 * is hostile.
 */
export function parse(text: string, prefix: string, knows: KnowsOffer): CommandCall | null {
  for (const line of linesOf(text)) {
    const called = calledBy(line, prefix);
    if (called !== null) return read(called, knows);
  }
  return null;
}

function read({ by, rest }: Called, knows: KnowsOffer): CommandCall {
  if (by === "help" || by === "near") return { command: helpLine, argument: "" };
  const courtesy = courtesyIn(rest);
  if (courtesy === "greeting") return { command: greeting, argument: "" };
  if (courtesy === "thanks") return { command: thanks, argument: "" };
  const asked = courtesy === "please" ? "" : unwrapped(withoutCourtesy(unwrapped(rest)));
  if (by === "singular" && (asked === "" || namesAll(asked)))
    return { command: cardCommand, argument: asked };
  if (asked === "") return { command: searchOpenCommand, argument: "" };
  const reserved = reservedIn(asked, knows);
  if (reserved !== null) return reserved;
  const said = saidOfOffer(asked, knows);
  if (said !== null) return { command: said, argument: asked };
  const card = names(asked, knows) && !(by === "prefix" && isLoneYear(asked));
  return { command: card ? cardCommand : searchOpenCommand, argument: asked };
}

/** « !offres 2026 » asks for the offers of a year. */
function isLoneYear(asked: string): boolean {
  const [number, ...more] = numbersIn(asked) ?? [];
  return number !== undefined && more.length === 0 && isYear(number);
}
