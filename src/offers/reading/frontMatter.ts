import matter from "gray-matter";
import type { Problem } from "../offer.ts";
import type { Parts } from "./fences.ts";
import { error, inQuotes, type RepairNote, repairNote } from "./problem.ts";
import { yamlFault } from "./yamlFault.ts";

/** The fields of a file's front matter, not yet interpreted. */
export interface FrontMatter {
  /**
   * Values as YAML gives them: texts, numbers, booleans, null, dates, and lists and
   * objects of these, bounded.
   */
  readonly values: ReadonlyMap<string, unknown>;
  /** The place of each field in the file; none for fields within `{…}`. */
  readonly places: ReadonlyMap<string, FieldPlace>;
  readonly notes: readonly RepairNote[];
}

export interface FieldPlace {
  readonly line: number;
  /** The rest of the field's own line, without quotes, comment and surrounding space. */
  readonly written: string;
  /** What YAML takes for a comment behind a value without quotes, from `#` on; empty when there is none. */
  readonly comment: string;
}

/**
 * Limits on the number of values in all fields, an alias counted each time it is used, and on their depth.
 */
const MAX_VALUES = 2000;
const MAX_DEPTH = 6;

const refuseEngine = (): never => {
  throw new Error("only YAML front matter is read");
};

/**
 * Options of gray-matter. Any options at all keep it from its cache, which would turn the second reading of a
 * faulty file into `{}`. `json` goes on to js-yaml: of duplicate keys the last one wins. `excerpt` keeps it
 * from looking for a field `excerpt_separator`. No engine but YAML runs: `---js` would be executed
 * (`fences.ts` refuses it before).
 */
const OPTIONS = {
  language: "yaml",
  json: true,
  excerpt: () => "",
  engines: {
    javascript: refuseEngine,
    js: refuseEngine,
    json: refuseEngine,
    coffee: refuseEngine,
    toml: refuseEngine,
  },
};

/**
 * Parses front matter into bounded values. Refuses what is no mapping of fields, empty, or too large;
 * interprets no field (`fields.ts` does). Never throws.
 */
export function readFrontMatter(parts: Parts): FrontMatter | { readonly refused: Problem } {
  const parsed = parse(parts);
  if ("refused" in parsed) return parsed;
  const { data } = parsed;
  if (typeof data !== "object" || data === null || Array.isArray(data) || data instanceof Date) {
    return {
      refused: error(
        parts.yamlLine,
        `the front matter holds no fields but ${inQuotes(parts.yaml.trim())}; write lines such as "open: true"`,
      ),
    };
  }
  const values = new Map(Object.entries(data));
  if (values.size === 0) {
    return {
      refused: error(
        Math.max(parts.yamlLine - 1, 1),
        'the front matter is empty; write at least "roles: …" and "open: true" between its two lines "---"',
      ),
    };
  }
  if (!isBounded(data)) {
    return {
      refused: error(
        parts.yamlLine,
        "the front matter holds too many values, or too deep ones; write plain texts and short lists",
      ),
    };
  }
  return { values, ...placesOf(parts, values) };
}

/**
 * Parses the YAML with plain spaces first, then with the author's own, because a plain one may turn text into
 * syntax (`Offre:\u00a0dev`).
 */
function parse(parts: Parts): { data: unknown } | { refused: Problem } {
  const plain = parseYaml(parts.yaml, parts.yamlLine);
  if ("data" in plain || parts.yamlWithSpaces === null) return plain;
  const written = parseYaml(parts.yamlWithSpaces, parts.yamlLine);
  return "data" in written ? written : plain;
}

function parseYaml(yaml: string, firstLine: number): { data: unknown } | { refused: Problem } {
  try {
    return { data: matter(`---\n${yaml}\n---\n`, OPTIONS).data };
  } catch (cause) {
    return { refused: yamlProblem(cause, yaml, firstLine) };
  }
}

/** The problem that js-yaml's error tells of (its line 0 is the opening fence). */
function yamlProblem(cause: unknown, yaml: string, firstLine: number): Problem {
  if (cause instanceof RangeError) {
    return error(
      firstLine,
      "the front matter is nested too deeply to be read; write plain texts and short lists",
    );
  }
  const lines = yaml.split("\n");
  return yamlFault(lines, (markedLine(cause) ?? lines.length) - 1, firstLine);
}

/** The line that js-yaml marks, 1 for the first one of `yaml`; null where it marks none. */
function markedLine(cause: unknown): number | null {
  if (!(cause instanceof Error) || !("mark" in cause)) return null;
  const { mark } = cause;
  return typeof mark === "object" && mark !== null && "line" in mark && typeof mark.line === "number"
    ? mark.line
    : null;
}

/**
 * Whether the values are few and flat enough for any code to walk them. Aliases let a few lines stand for
 * millions of values, or for a value that holds itself.
 */
function isBounded(data: unknown): boolean {
  let left = MAX_VALUES;
  const walk = (value: unknown, depth: number): boolean => {
    left -= 1;
    if (left < 0 || depth > MAX_DEPTH) return false;
    if (typeof value !== "object" || value === null || value instanceof Date || ArrayBuffer.isView(value))
      return true;
    return Object.values(value).every((inner) => walk(inner, depth + 1));
  };
  return walk(data, 0);
}

function placesOf(parts: Parts, values: ReadonlyMap<string, unknown>): Pick<FrontMatter, "places" | "notes"> {
  const places = new Map<string, FieldPlace>();
  const notes: RepairNote[] = [...parts.notes];
  const lines = parts.yaml.split("\n");
  const indent = /^ */.exec(lines.find((line) => /^ *[^\s#]/.test(line)) ?? "")?.[0] ?? "";
  for (const [index, line] of lines.entries()) {
    const field = fieldOf(line, indent);
    if (field === null || !values.has(field.name)) continue;
    const number = parts.yamlLine + index;
    const earlier = places.get(field.name);
    if (earlier !== undefined) {
      const message = `${inQuotes(field.name)} stands on line ${earlier.line} and again here, and the last one counts; remove the other`;
      notes.push(repairNote("duplicate-keys", number, message));
    }
    places.set(field.name, { line: number, written: field.written, comment: field.comment });
  }
  return { places, notes };
}

/** A line `name: value` at the indentation of the fields; null for other lines, as those of a value above. */
function fieldOf(line: string, indent: string): ({ name: string } & Omit<FieldPlace, "line">) | null {
  if (!line.startsWith(indent) || /^[\s#]/.test(line.slice(indent.length))) return null;
  const match = /^("[^"]{0,100}"|'[^']{0,100}'|[^\s"'#:][^:#]{0,100}?) {0,20}:(?:\s(.*))?$/su.exec(
    line.slice(indent.length),
  );
  if (match?.[1] === undefined) return null;
  return { name: unquoted(match[1]), ...writtenValue((match[2] ?? "").trim()) };
}

/** A value in quotes may hold `#`; what follows its closing quote was meant as a comment. */
function writtenValue(text: string): Omit<FieldPlace, "line"> {
  const quoted = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?:\s+#.*)?$/s.exec(text)?.[1];
  if (quoted !== undefined) return { written: unquoted(quoted), comment: "" };
  const at = text.startsWith("#") ? 0 : text.search(/\s#/);
  if (at === -1) return { written: unquoted(text), comment: "" };
  return { written: unquoted(text.slice(0, at).trim()), comment: text.slice(at).trim() };
}

function unquoted(text: string): string {
  return /^(?:".*"|'.*')$/s.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}
