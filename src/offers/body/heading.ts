import { plainLine } from "./plainText.ts";

export interface Heading {
  /** 1–6. */
  readonly level: number;
  /** Without markup. */
  readonly text: string;
}

/**
 * The heading that a line of Markdown is, given the line after it: `# …` (also `#…`, as many authors write), or a line
 * underlined with `===` or `---`. Null for any other line.
 */
export function headingOf(line: string, next: string | undefined): Heading | null {
  const marks = /^ {0,3}(#{1,6})(?!#)/.exec(line)?.[1];
  if (marks !== undefined) {
    const text = line
      .trim()
      .slice(marks.length)
      .replace(/\s#{1,6}$/, "");
    return { level: marks.length, text: plainLine(text) };
  }
  if (next === undefined || !/^ {0,3}(?:={3,}|-{3,})\s*$/.test(next) || !/^ {0,3}[^\s>|=*+-]/.test(line))
    return null;
  return { level: next.includes("=") ? 1 : 2, text: plainLine(line) };
}
