import { withoutUnseen } from "../text/unseen.ts";

/** Characters of a line that are read, and lines of a message: nobody types more, and an event may bring 60 KiB. */
const READ = 500;
const LINES = 60;
const MESSAGE = 8_000;

/** Dashes that phones and word processors make of a minus or a hyphen. */
const DASHES = /[‐‑‒–—―−﹘﹣]/g;
const KEYCAP = /([\d#])\ufe0f?\u20e3/gu;
const FULL_WIDTH = /[\uff01-\uff5e]/g;

/** The lines of a message, tidied; empty lines and those that quote another message are left out. Hostile. */
export function linesOf(body: string): string[] {
  return body
    .slice(0, MESSAGE)
    .split(/[\n\r\v\f\u0085\u2028\u2029]/, LINES)
    .filter((line) => !line.trimStart().startsWith(">"))
    .map(tidy)
    .filter((line) => line !== "");
}

/** A line as somebody meant it: no invisible marks, one kind of space and of dash, no emphasis around it. */
function tidy(line: string): string {
  const seen = withoutUnseen(line.slice(0, READ).toWellFormed().normalize("NFC").replace(KEYCAP, "$1"))
    .replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return unwrapped(plainDashes(seen));
}

export function plainDashes(text: string): string {
  return text.replace(DASHES, "-");
}

/** A text without the marks of emphasis and code that stand in pairs around the whole of it. */
export function unwrapped(text: string): string {
  let inner = text;
  for (let depth = 0; depth < 4; depth += 1) {
    const mark = /^(?:\*\*|__|~~|```|[*_`])/.exec(inner)?.[0];
    if (mark === undefined || inner.length < 2 * mark.length || !inner.endsWith(mark)) break;
    inner = inner.slice(mark.length, inner.length - mark.length).trim();
  }
  return inner;
}
