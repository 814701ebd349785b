import { withoutUnseen } from "../text/unseen.ts";

/**
 * Characters of a line that are read, and lines of a message: nobody types more, and an event may bring 60 KiB. They
 * count what people see: quotes and invisible characters go first, in time linear in the message.
 */
const READ = 500;
const LINES = 60;

/** Dashes that phones and word processors make of a minus or a hyphen. */
const DASHES = /[‐‑‒–—―−﹘﹣]/g;
const KEYCAP = /([\d#])\ufe0f?\u20e3/gu;
const FULL_WIDTH = /[\uff01-\uff5e]/g;

/** The lines of a message, tidied; empty lines and those that quote another message are left out. Hostile. */
export function linesOf(body: string): string[] {
  return body
    .split(/[\n\r\v\f\u0085\u2028\u2029]/)
    .filter((line) => line !== "" && !line.trimStart().startsWith(">"))
    .map(visible)
    .filter((line) => line !== "")
    .slice(0, LINES)
    .map(tidy)
    .filter((line) => line !== "");
}

/** As much of a line as is read, without invisible marks, and with one kind of space. */
function visible(line: string): string {
  return withoutUnseen(line.toWellFormed().replace(KEYCAP, "$1"))
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, READ);
}

/** A line as somebody meant it: one kind of dash, no emphasis around it. Slow where marks are heaped up: cut before. */
function tidy(line: string): string {
  const composed = line
    .toWellFormed()
    .normalize("NFC")
    .replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  return unwrapped(plainDashes(composed.trim()));
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
