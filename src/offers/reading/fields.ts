import { clipWords, foldText } from "../../text/clip.ts";
import { LABEL_LEVEL } from "../body/headings.ts";
import type { Block } from "../body/outline.ts";
import { writtenDay } from "../day.ts";
import type { Day, Problem, TitleSource } from "../offer.ts";
import type { FrontMatter } from "./frontMatter.ts";
import { error, inQuotes, warning } from "./problem.ts";

/** Longer titles and startups are cut: no room could read them. The longest real title has 120 characters. */
const TEXT_LIMIT = 300;
const LIST_LIMIT = 50;

/** Fields of front matter, each with the problems that it has (docs/design.md §2, *Fields*). */
export class Fields {
  readonly problems: Problem[] = [];
  readonly #frontMatter: FrontMatter;
  /** Where a problem stands when its field has no line of its own. */
  readonly #firstLine: number;

  constructor(frontMatter: FrontMatter, firstLine: number) {
    this.#frontMatter = frontMatter;
    this.#firstLine = firstLine;
  }

  line(name: string): number {
    return this.#frontMatter.places.get(name)?.line ?? this.#firstLine;
  }

  has(name: string): boolean {
    return this.#frontMatter.values.has(name);
  }

  /** Null when it cannot be told, with an error: the last good state stays. */
  open(): boolean | null {
    if (!this.has("open")) return false;
    const value = this.#frontMatter.values.get("open");
    if (typeof value === "boolean") return value;
    const word = typeof value === "string" ? OPEN_WORDS.get(value.trim().toLowerCase()) : undefined;
    const found = inQuotes(this.#found("open"));
    if (word === undefined) {
      this.problems.push(
        error(
          this.line("open"),
          `open is ${found}, which is neither true nor false; write "open: true" or "open: false"${hint(value)}`,
        ),
      );
      return null;
    }
    this.#warn("open", `open is ${found} and was read as ${word}; write ${word} instead, without quotes`);
    return word;
  }

  /** A line of text; null when the field is absent, empty or no text (then with a warning). */
  text(name: string): string | null {
    const value = this.#frontMatter.values.get(name) ?? null;
    if (value === null) return null;
    const text = textOf(value);
    if (text === null) {
      this.#warn(
        name,
        `${name} is ${inQuotes(this.#found(name))}, which is no text, and was left out; write a text on one line`,
      );
      return null;
    }
    return this.#clipped(name, text);
  }

  /** The texts of a list, or of a text with commas. */
  list(name: string): string[] {
    const value = this.#frontMatter.values.get(name) ?? null;
    const parts = Array.isArray(value)
      ? value.map((part) => textOf(part) ?? "")
      : (this.text(name) ?? "").split(",");
    const texts = parts.map((part) => clipWords(foldText(part), TEXT_LIMIT)).filter((part) => part !== "");
    return [...new Set(texts)].slice(0, LIST_LIMIT);
  }

  /** A day of the calendar as written; null, with a warning that ends in `otherwise`, when it is none. */
  day(name: string, otherwise: string): Day | null {
    const value = this.#frontMatter.values.get(name) ?? null;
    if (value === null || value === "") return null;
    const found = this.#found(name);
    const day = writtenDay(found);
    if (day === null) {
      this.#warn(
        name,
        `${name} is ${inQuotes(found)}, which is no day of the calendar, ${otherwise}; write it as YYYY-MM-DD`,
      );
    }
    return day;
  }

  /** An absolute http(s) address as written; null, with a warning, when it is none. */
  webAddress(name: string): string | null {
    const text = this.text(name);
    if (text === null) return null;
    if (/^https?:\/\/[^\s<>"'`\\]{1,1990}$/i.test(text) && URL.canParse(text)) return text;
    this.#warn(
      name,
      `${name} is ${inQuotes(text)}, which is no web address, and was left out; write one that begins with https://`,
    );
    return null;
  }

  #warn(name: string, message: string): void {
    this.problems.push(warning(this.line(name), message));
  }

  /** The value as its author wrote it, as far as the field has a line of its own. */
  #found(name: string): string {
    const value = this.#frontMatter.values.get(name);
    const written = this.#frontMatter.places.get(name)?.written ?? "";
    if (written !== "") return written;
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString();
    return textOf(value) ?? "";
  }

  #clipped(name: string, text: string): string | null {
    const folded = foldText(text);
    if (folded === "") return null;
    if (folded.length > TEXT_LIMIT) {
      this.#warn(name, `${name} has ${folded.length} characters and was cut after ${TEXT_LIMIT}; shorten it`);
    }
    return clipWords(folded, TEXT_LIMIT);
  }
}

const OPEN_WORDS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["yes", true],
  ["oui", true],
  ["false", false],
  ["no", false],
  ["non", false],
]);

/** `true#` : what was meant as a comment became part of the value. */
function hint(value: unknown): string {
  return typeof value === "string" && /^\w+#/.test(value) ? ', with a space before "#"' : "";
}

function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10);
  if (!Array.isArray(value)) return null;
  const parts = value.map(textOf);
  return parts.every((part) => part !== null) ? parts.filter((part) => part !== "").join(", ") : null;
}

export interface Title {
  readonly title: string;
  readonly titleSource: TitleSource;
}

/** `roles` (or `role`), else `title`, else the first heading of the body, else the slug. */
export function readTitle(fields: Fields, outline: readonly Block[], slug: string): Title {
  const sources = [
    ["roles", "roles"],
    ["role", "roles"],
    ["title", "title"],
  ] as const;
  for (const [name, titleSource] of sources) {
    const title = fields.text(name);
    if (title !== null) return { title: title.normalize("NFC"), titleSource };
  }
  const heading = firstHeading(outline);
  if (heading !== "") return { title: heading.normalize("NFC"), titleSource: "heading" };
  return { title: clipWords(foldText(slug), TEXT_LIMIT).normalize("NFC"), titleSource: "slug" };
}

/** A line that only ends with a colon titles what follows it, and no offer. */
function firstHeading(outline: readonly Block[]): string {
  const heading = outline.find(({ kind, level }) => kind === "heading" && level < LABEL_LEVEL);
  return clipWords(foldText(heading?.text ?? ""), TEXT_LIMIT);
}
