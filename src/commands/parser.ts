import { fold } from "../text/fold.ts";
import type { CommandName } from "./answer.ts";
import { names } from "./card.ts";
import type { KnowsOffer } from "./context.ts";
import { singularOf } from "./prefix.ts";
import { commandCalled } from "./table.ts";

/** What a person asks for. */
export interface Request {
  /** `helpLine` is `!aide`, which other bots answer too. */
  readonly command: CommandName | "helpLine";
  /** White space folded, as typed otherwise. */
  readonly argument: string;
}

/** Nobody types more than this; an event may bring 60 KiB. */
const READ = 500;

/** Whether a message is meant for the bot: only these are stored. `body` is hostile. */
export function isCommand(body: string, prefix: string): boolean {
  return callOf(body, prefix) !== null;
}

/** Reads a command (DESIGN §5). Null: the message is none. In quotes no word is reserved; the search reads them. */
export function parse(body: string, prefix: string, knows: KnowsOffer): Request | null {
  const call = callOf(body, prefix);
  if (call === null) return null;
  if (call.by === "help") return { command: "helpLine", argument: "" };
  const { rest } = call;
  if (rest === "") return { command: call.by === "singular" ? "card" : "search", argument: "" };
  const [word = ""] = rest.split(" ", 1);
  const argument = rest.slice(word.length).trim();
  const command = commandCalled(fold(word));
  if (command?.accepts(argument, knows)) return { command: command.name, argument };
  return names(rest, knows) ? { command: "card", argument: rest } : { command: "search", argument: rest };
}

interface Call {
  readonly by: "prefix" | "singular" | "help";
  readonly rest: string;
}

function callOf(body: string, prefix: string): Call | null {
  const text = body.trimStart().slice(0, READ).toWellFormed();
  const typed = text.replace(/[\s\p{Cc}\u200b\ufeff]+/gu, " ").trim();
  const [word = ""] = typed.split(" ", 1);
  const called = fold(word);
  const rest = typed.slice(word.length).trim();
  if (called === fold(prefix)) return { by: "prefix", rest };
  if (called === singularOf(prefix)) return { by: "singular", rest };
  return called === "!aide" && rest === "" ? { by: "help", rest } : null;
}
