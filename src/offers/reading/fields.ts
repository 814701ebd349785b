import { clipWords, foldText } from "../../text/clip.ts";
import { isObject } from "../../text/untrusted.ts";
import type { Conventions, Field } from "../conventions.ts";
import { writtenDay } from "../day.ts";
import type { Day, Problem, StatedField } from "../offer.ts";
import type { FrontMatter } from "./frontMatter.ts";
import { type NamedField, namedFields } from "./namedFields.ts";
import { openByRule } from "./openRule.ts";
import { error, inQuotes, warning } from "./problem.ts";
import { sameValue, textOf } from "./values.ts";

/** Longer titles and startups are cut: no room could read them. The longest real title has 120 characters. */
export const TEXT_LIMIT = 300;
const LIST_LIMIT = 50;

/** Fields of front matter under our names, each with the problems that it has (docs/design.md §2, *Fields*). */
export class Fields {
  readonly problems: Problem[] = [];
  readonly #frontMatter: FrontMatter;
  readonly #conventions: Conventions;
  readonly #fields: ReadonlyMap<Field, NamedField>;
  /** Where a problem stands when its field has no line of its own. */
  readonly #firstLine: number;

  constructor(frontMatter: FrontMatter, firstLine: number, conventions: Conventions) {
    this.#frontMatter = frontMatter;
    this.#conventions = conventions;
    this.#fields = namedFields(frontMatter, conventions);
    this.#firstLine = firstLine;
  }

  /** The values as YAML gave them, by our names: what facts are read from. */
  get values(): ReadonlyMap<Field, unknown> {
    return new Map([...this.#fields].map(([field, { value }]) => [field, value]));
  }

  /** All keys as their authors wrote them. */
  get keys(): readonly string[] {
    return [...this.#frontMatter.values.keys()];
  }

  /** Those of the fields that are there and say something. */
  stated(fields: readonly Field[]): StatedField[] {
    return fields.flatMap((field) => {
      const named = this.#fields.get(field);
      if (named === undefined || named.value === null) return [];
      const { name } = named;
      const isTrue = this.says(field, true);
      return [{ field, name, line: this.#line(field), day: this.#dayOf(named), isTrue }];
    });
  }

  /** Null when it cannot be told, with an error: the last good state stays. */
  open(): boolean | null {
    const named = this.#fields.get("open");
    if (named === undefined) {
      const { open, problem } = openByRule(this.#frontMatter.values, this.#conventions, this.#firstLine);
      if (problem !== null) this.problems.push(problem);
      return open;
    }
    const { name, value } = named;
    if (typeof value === "boolean") return value;
    const word = wordOf(value);
    const found = inQuotes(foundIn(named));
    if (word === undefined) {
      this.problems.push(
        error(
          this.#line("open"),
          `${name} is ${found}, which is neither true nor false; write "${name}: true" or "${name}: false"${hint(value)}`,
        ),
      );
      return null;
    }
    this.#warn("open", `${name} is ${found} and was read as ${word}; write ${word} instead, without quotes`);
    return word;
  }

  /** Whether a field holds a value; a text that means true or false, in whatever language, counts as that. */
  says(field: Field, wanted: boolean): boolean {
    const value = this.#fields.get(field)?.value ?? null;
    return (wordOf(value) ?? (sameValue(value, wanted) ? wanted : !wanted)) === wanted;
  }

  /** A line of text; null when the field is absent, empty or no text (then with a warning). */
  text(field: Field): string | null {
    const named = this.#fields.get(field);
    if (named === undefined) return null;
    if (named.value === null) return null;
    const text = textOf(named.value);
    if (text !== null) return this.#clipped(field, text);
    this.#warn(
      field,
      `${named.name} is ${inQuotes(foundIn(named))}, which is no text, and was left out; write a text on one line`,
    );
    return null;
  }

  /** A title: a text, with a warning where YAML took the end of it for a comment. */
  title(field: Field): string | null {
    const { name = field, place = null } = this.#fields.get(field) ?? {};
    if (place !== null && !/^[|>]/.test(place.written) && /[\p{L}\d]/u.test(place.comment)) {
      const message = `${name} ends before ${inQuotes(place.comment)}, because YAML takes " #" and what follows for a comment; put the whole title between quotes`;
      this.#warn(field, message);
    }
    return this.text(field);
  }

  /** The texts of a list, or of a text with commas. */
  list(field: Field): string[] {
    const value = this.#fields.get(field)?.value ?? null;
    const parts = Array.isArray(value)
      ? value.map((part) => textOf(part) ?? "")
      : (this.text(field) ?? "").split(",");
    return cleaned(parts);
  }

  /** The texts of a text, of a list, or of `{name: …}`, or of a list of these. */
  named(field: Field): string[] {
    const named = this.#fields.get(field);
    const value = named?.value ?? null;
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (named === undefined || !values.some(isObject)) return this.list(field);
    const texts = cleaned(values.map((one) => textOf(isObject(one) ? one.name : one)));
    if (texts.length === 0) {
      this.#warn(
        field,
        `${named.name} holds nothing named "name", and was left out; write a text, a list of texts, or {name: …}`,
      );
    }
    return texts;
  }

  /** A day of the calendar as written; null, with a warning that ends in `otherwise`, when it is none. */
  day(field: Field, otherwise: string): Day | null {
    const named = this.#fields.get(field);
    if (named === undefined || named.value === null || named.value === "") return null;
    const day = this.#dayOf(named);
    if (day === null) {
      this.#warn(
        field,
        `${named.name} is ${inQuotes(foundIn(named))}, which is no day of the calendar, ${otherwise}; write it as YYYY-MM-DD`,
      );
    }
    return day;
  }

  /** An absolute http(s) address as written; null, with a warning, when it is none. */
  webAddress(field: Field): string | null {
    const text = this.text(field);
    if (text === null) return null;
    if (/^https?:\/\/[^\s<>"'`\\]{1,1990}$/i.test(text) && URL.canParse(text)) return text;
    this.#warn(
      field,
      `${this.#name(field)} is ${inQuotes(text)}, which is no web address, and was left out; write one that begins with https://`,
    );
    return null;
  }

  #dayOf(named: NamedField): Day | null {
    const { value, place } = named;
    const isTagged = value instanceof Date && place?.written.startsWith("!") === true;
    return writtenDay(isTagged ? (textOf(value) ?? "") : foundIn(named));
  }

  #name(field: Field): string {
    return this.#fields.get(field)?.name ?? field;
  }

  #line(field: Field): number {
    return this.#fields.get(field)?.place?.line ?? this.#firstLine;
  }

  #warn(field: Field, message: string): void {
    this.problems.push(warning(this.#line(field), message));
  }

  #clipped(field: Field, text: string): string | null {
    const folded = foldText(text);
    if (folded === "") return null;
    if (folded.length > TEXT_LIMIT) {
      this.#warn(
        field,
        `${this.#name(field)} has ${folded.length} characters and was cut after ${TEXT_LIMIT}; shorten it`,
      );
    }
    return clipWords(folded, TEXT_LIMIT);
  }
}

/** The value as its author wrote it, as far as the field has a line of its own. */
function foundIn({ value, place }: NamedField): string {
  if (place !== null && place.written !== "") return place.written;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString();
  return textOf(value) ?? "";
}

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["yes", true],
  ["oui", true],
  ["false", false],
  ["no", false],
  ["non", false],
]);

function wordOf(value: unknown): boolean | undefined {
  return typeof value === "string" ? WORDS.get(value.trim().toLowerCase()) : undefined;
}

/** `true#` : what was meant as a comment became part of the value. */
function hint(value: unknown): string {
  return typeof value === "string" && /^\w+#/.test(value) ? ', with a space before "#"' : "";
}

function cleaned(parts: readonly (string | null)[]): string[] {
  const texts = parts
    .map((part) => clipWords(foldText(part ?? ""), TEXT_LIMIT))
    .filter((part) => part !== "");
  return [...new Set(texts)].slice(0, LIST_LIMIT);
}
