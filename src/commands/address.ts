import { fold } from "../text/fold.ts";
import { courtesyIn } from "./courtesy.ts";
import { linesOf } from "./line.ts";
import { type Names, withoutMention } from "./mention.ts";
import { calledBy } from "./prefix.ts";
import { singularOf } from "./typed.ts";

/** A message as far as it may speak to the bot. Everything in it is hostile. */
export interface Said {
  /** The plain text, without the quote that older clients put above a reply. */
  readonly body: string;
  /** `formatted_body`. */
  readonly html: string | null;
  /** Whether `m.mentions` names the bot. */
  readonly mentioned: boolean;
  /** Whether it replies to a message: clients then name its sender in `m.mentions`, whether that was meant or not. */
  readonly reply: boolean;
  /** Whether it stands in a direct room, where everything is meant for the bot. */
  readonly direct: boolean;
}

/** The bot as people address it. */
export interface Addressee extends Names {
  readonly prefix: string;
}

/**
 * The line of a message that is a command, written with its prefix (docs/design.md §5); null when nothing in it is
 * meant for the bot: only these are stored. The first line that is a command counts, so no signature is read.
 */
export function commandIn(said: Said, addressee: Addressee): string | null {
  const named = withoutMention(said.body, said.html, addressee);
  const lines = linesOf(named ?? said.body);
  const called = lines.find((line) => calledBy(line, addressee.prefix) !== null);
  if (called !== undefined) return called;
  const addressed = named !== null || said.direct || (said.mentioned && !said.reply);
  if (!addressed) return null;
  const speaking = lines.filter((line) => /[\p{L}\p{N}?]/u.test(line));
  const [first] = speaking;
  // A mention and nothing else asks what the bot can do; a lone thumb asks for nothing.
  if (first === undefined) return lines.length === 0 && named !== null ? "!aide" : null;
  return withPrefix(speaking.find((line) => courtesyIn(line) === null) ?? first, addressee.prefix);
}

/** A line that was said to the bot without its prefix: « offre 2 », « devops lyon », « ? ». */
function withPrefix(line: string, prefix: string): string {
  if (/^[?\s]+$/.test(line)) return "!aide";
  const [word = ""] = line.split(" ", 1);
  const sign = fold(word).replace(/[^\p{L}\p{N}]/gu, "");
  const isPrefix = sign === fold(prefix).slice(1) || sign === singularOf(prefix)?.slice(1);
  return isPrefix ? `!${line}` : `${prefix} ${line}`;
}
