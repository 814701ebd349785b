import type { Problem, Repair } from "../offer.ts";

/** Longest piece of a file that a message quotes, in characters. */
const QUOTE_LIMIT = 60;

export function error(line: number, message: string): Problem {
  return { severity: "error", line, message };
}

export function warning(line: number, message: string): Problem {
  return { severity: "warning", line, message };
}

/** A repair, and the warning that tells the author of it: nothing is repaired in silence. */
export interface RepairNote {
  readonly repair: Repair;
  readonly warning: Problem;
}

export function repairNote(repair: Repair, line: number, message: string): RepairNote {
  return { repair, warning: warning(line, message) };
}

/**
 * A piece of a file as a message may show it: in quotes, clipped, with invisible characters escaped, so that
 * it cannot steer a terminal or break a line of a log. Not for HTML.
 */
export function inQuotes(found: string): string {
  const characters = [...found.slice(0, 2 * QUOTE_LIMIT + 2)];
  const clipped =
    characters.length > QUOTE_LIMIT ? [...characters.slice(0, QUOTE_LIMIT - 1), "…"] : characters;
  return `"${clipped.join("").replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escaped)}"`;
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
