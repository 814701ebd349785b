import type { Problem } from "../offer.ts";
import { error, inQuotes, type RepairNote, repairNote } from "./problem.ts";

/** A file's text, cut at its two `---` lines. */
export interface Parts {
  /** The lines between the fences, invisible characters already made plain. */
  readonly yaml: string;
  /** The same lines with their non-breaking spaces; null when nothing in them is invisible. */
  readonly yamlWithSpaces: string | null;
  /** The line of the file where `yaml` begins, from 1. */
  readonly yamlLine: number;
  readonly body: string;
  readonly notes: readonly RepairNote[];
}

/**
 * Limits of the front matter, in characters and lines. Real front matter has at most 600
 * characters and 25 lines.
 */
const FRONT_MATTER_LIMIT = 32 * 1024;
const FRONT_MATTER_LINES = 1000;

const REMEDY =
  'begin the file with a line "---", lines such as "roles: …" and "open: true", and a line "---"';

/**
 * Cuts a text (line ends LF) at its fences. Reads no further than the front matter, and does not parse it.
 */
export function splitFrontMatter(text: string): Parts | { readonly refused: Problem } {
  const lines = new Lines(text);
  let opening = lines.next();
  while (opening !== null && opening.plain.trim() === "") opening = lines.next();
  if (opening === null) return refuse(1, `the file is empty; ${REMEDY}, or remove the file`);
  const fault = openingFault(opening, text);
  if (fault !== null) return { refused: fault };

  const yaml: Line[] = [];
  for (let line = lines.next(); line !== null; line = lines.next()) {
    if (line.plain.trimEnd() === "---") return parts(opening, yaml, line, text);
    if (line.plain.startsWith("---")) {
      return refuse(
        line.number,
        `${inQuotes(line.plain)} neither closes the front matter nor belongs in it; write "---" and nothing else`,
      );
    }
    yaml.push(line);
    if (yaml.length > FRONT_MATTER_LINES || line.end - opening.end > FRONT_MATTER_LIMIT) {
      return refuse(
        opening.number,
        'the front matter does not end within 1000 lines and 32 KiB; write "---" on a line of its own after its last field',
      );
    }
  }
  return refuse(
    opening.number,
    'the front matter that begins here is never closed; write "---" on a line of its own after its last field',
  );
}

interface Line {
  readonly number: number;
  readonly written: string;
  readonly plain: string;
  /** Where the next line begins. */
  readonly end: number;
}

class Lines {
  readonly #text: string;
  #at = 0;
  #number = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(): Line | null {
    if (this.#at >= this.#text.length) return null;
    const lineEnd = this.#text.indexOf("\n", this.#at);
    const end = lineEnd === -1 ? this.#text.length : lineEnd + 1;
    const written = this.#text.slice(this.#at, lineEnd === -1 ? end : lineEnd);
    this.#at = end;
    this.#number += 1;
    return { number: this.#number, written, plain: madePlain(written), end };
  }
}

/** Spaces other than the plain one. */
const ODD_SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
/** Line separators that editors do not show; to a regular expression each begins a line. */
const ODD_LINE_ENDS = /[\u2028\u2029]/g;
/**
 * Characters without width: zero-width spaces, marks of direction. The joiner U+200D stays:
 * it holds emoji together.
 */
const WITHOUT_WIDTH = /[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

function madePlain(line: string): string {
  return withinLine(line).replace(ODD_SPACES, " ");
}

function withinLine(line: string): string {
  return line.replace(ODD_LINE_ENDS, " ").replace(WITHOUT_WIDTH, "");
}

function parts(opening: Line, yaml: readonly Line[], closing: Line, text: string): Parts {
  const invisible = [opening, ...yaml, closing].find((line) => line.written !== line.plain);
  const notes: RepairNote[] = [];
  if (opening.number > 1) {
    notes.push(
      repairNote(
        "blank-lines-before-front-matter",
        1,
        'blank lines before the front matter were skipped; begin the file with "---"',
      ),
    );
  }
  if (invisible !== undefined) {
    const message = `non-breaking or zero-width spaces in ${inQuotes(invisible.written)} were made plain; type ordinary spaces in front matter`;
    notes.push(repairNote("invisible-spaces", invisible.number, message));
  }
  return {
    yaml: yaml.map((line) => line.plain).join("\n"),
    yamlWithSpaces: invisible === undefined ? null : yaml.map((line) => withinLine(line.written)).join("\n"),
    yamlLine: opening.number + 1,
    body: text.slice(closing.end),
    notes,
  };
}

function refuse(line: number, message: string): { refused: Problem } {
  return { refused: error(line, message) };
}

/** The problem with a line that should open YAML front matter; null when it does. */
function openingFault(opening: Line, text: string): Problem | null {
  const { plain, number } = opening;
  // As Hugo has it in TOML and in JSON.
  if (/^\+{3}\s*$|^\{\s*(?:"|$)/.test(plain)) return otherLanguage(number, plain);
  if (!plain.startsWith("---")) return missingFence(opening, text);
  const language = plain.slice(3).trim();
  if (language === "" || /^ya?ml$/i.test(language)) return null;
  if (/^-+$/.test(language))
    return error(number, `the front matter opens with ${inQuotes(plain)}; write exactly three hyphens`);
  return otherLanguage(number, plain);
}

function otherLanguage(line: number, opening: string): Problem {
  return error(
    line,
    `front matter that opens with ${inQuotes(opening)} is never read, only YAML is; write "---" and nothing else on that line`,
  );
}

const FIELD = /^[A-Za-z_][\w-]{0,40}\s{0,8}:(?:\s|$)/;
const LOOK_AHEAD = 40;

/**
 * The problem of a file that does not begin with `---`, guessed from its first lines so that the remedy fits.
 */
function missingFence(first: Line, text: string): Problem {
  const lines = new Lines(text);
  const seen: Line[] = [];
  while (seen.length < first.number + LOOK_AHEAD) {
    const line = lines.next();
    if (line === null) break;
    if (line.number >= first.number) seen.push(line);
    if (line.number > first.number + LOOK_AHEAD) break;
  }
  const fence = seen.findIndex((line) => line.plain.trim() === "---");
  const after = seen[fence + 1];
  if (fence === 0)
    return error(
      first.number,
      'the line "---" that opens the front matter is indented; remove the spaces before it',
    );
  if (fence > 0 && FIELD.test(first.plain)) {
    return error(
      first.number,
      `the front matter begins with ${inQuotes(first.plain)} and is never opened; write "---" on a line of its own before it`,
    );
  }
  if (fence > 0 && after !== undefined && FIELD.test(after.plain)) {
    return error(
      first.number,
      `${inQuotes(first.plain)} stands before the front matter; remove what precedes the "---" of line ${seen[fence]?.number}`,
    );
  }
  return error(
    first.number,
    `there is no front matter, the file begins with ${inQuotes(first.plain)}; ${REMEDY}`,
  );
}
