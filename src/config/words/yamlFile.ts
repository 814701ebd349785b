import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { fold } from "../../text/fold.ts";

/** Something in a file of words that has to be mended. */
export interface WordProblem {
  /** From 1; null when it concerns no line. */
  readonly line: number | null;
  /** The value found and what to write, one sentence in English. */
  readonly message: string;
}

/** The content of a file of words, or every problem in it. */
export type WordReading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly WordProblem[] };

/** Null where a value is missing. */
export type Item = Node | null;

/** A `name: value` line. */
export interface YamlEntry {
  readonly name: string;
  readonly value: Item;
  /** The name, where a problem is told that has no other place. */
  readonly key: Node;
}

/** A word of a list, and where it stands. */
export interface Word {
  readonly text: string;
  readonly node: Node;
}

/** Reads one section, or one field, of a file. */
export type Take = (entry: YamlEntry) => void;

/**
 * Reads the YAML of a file of words: each reader takes what it finds sound and names what is not, so that every problem
 * is told at once. An empty file says nothing, and that is no problem.
 */
export class YamlFile {
  readonly #problems: WordProblem[] = [];
  readonly #lines: LineCounter;

  private constructor(lines: LineCounter) {
    this.#lines = lines;
  }

  static read<Value>(
    text: string,
    take: (file: YamlFile, contents: Node) => Value,
    empty: Value,
  ): WordReading<Value> {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines });
    const file = new YamlFile(lines);
    for (const error of document.errors) {
      const what = error.code.toLowerCase().replaceAll("_", " ");
      file.#add(error.pos[0], `this is not valid YAML (${what}); put quotes around what holds : or #`);
    }
    const contents = document.contents as Item;
    const value = contents === null || document.errors.length > 0 ? empty : take(file, contents);
    return file.#problems.length > 0 ? { ok: false, problems: file.#problems } : { ok: true, value };
  }

  problem(at: Node, message: string): void {
    this.#add(at.range?.[0] ?? 0, message);
  }

  lineOf(node: Node): number {
    return Math.max(1, this.#lines.linePos(node.range?.[0] ?? 0).line);
  }

  #add(offset: number, message: string): void {
    this.#problems.push({ line: Math.max(1, this.#lines.linePos(offset).line), message });
  }

  /** The file's sections, each read by its own reader; accents and case of their names do not count. */
  sections(contents: Node, readers: Readonly<Record<string, Take>>): void {
    const byName = new Map(Object.entries(readers).map(([name, take]) => [fold(name), take]));
    for (const entry of this.entries(contents, "the file")) {
      const take = byName.get(fold(entry.name));
      if (take !== undefined) take(entry);
      else {
        const known = listed(Object.keys(readers));
        this.problem(entry.key, `unknown section "${entry.name}"; the sections are ${known}`);
      }
    }
  }

  /** The fields of one entry of a list; those that are unknown are named. */
  fields(node: Item, known: readonly string[]): Map<string, Item> {
    const fields = new Map<string, Item>();
    if (node === null) return fields;
    for (const { name, value, key } of this.entries(node, "each entry")) {
      if (known.includes(name)) fields.set(name, value);
      else this.problem(key, `unknown field "${name}"; the fields here are ${known.join(", ")}`);
    }
    return fields;
  }

  entries(node: Node, what: string): YamlEntry[] {
    if (!isMap(node)) {
      this.problem(node, `${what} must hold "name: value" lines, found ${shown(node)}`);
      return [];
    }
    return node.items.map((pair) => {
      const key = (pair.key ?? node) as Node;
      return { name: isScalar(key) ? String(key.value) : "", value: pair.value as Item, key };
    });
  }

  /** The entries of a section; one that holds nothing has none. */
  each({ name, value, key }: YamlEntry, read: (item: Node) => void): void {
    if (isSeq(value)) for (const item of value.items) read(item as Node);
    else if (value !== null && !(isScalar(value) && value.value === null))
      this.problem(key, `"${name}" must be a list, found ${shown(value)}`);
  }

  /** Null with a problem when it is no list, holds what is no text, or fewer words than it should. */
  words(node: Item, owner: Node, atLeast: number): Word[] | null {
    if (!isSeq(node)) {
      this.problem(node ?? owner, "a list of words between [ and ] is missing here");
      return null;
    }
    const words = node.items.flatMap((item) => {
      const text = this.word(item as Item, node, "each word");
      return text === null ? [] : [{ text, node: item as Node }];
    });
    if (words.length >= atLeast && words.length === node.items.length) return words;
    if (words.length === node.items.length) this.problem(node, `give at least ${atLeast} words here`);
    return null;
  }

  /** `what` names it in the problem: `each word`, `"mot"`. */
  word(node: Item, owner: Node, what: string): string | null {
    if (isScalar(node) && typeof node.value === "string" && node.value.trim() !== "") return node.value;
    const found = node === null ? "" : `, found ${shown(node)}`;
    this.problem(
      node ?? owner,
      `${what} must be a text${found}; put quotes around it if it is a number or yes/no`,
    );
    return null;
  }

  /** `isSound` decides; `wanted` completes « "poids" must be … ». */
  number(
    node: Item,
    owner: Node,
    { name, wanted, isSound }: { name: string; wanted: string; isSound: (value: number) => boolean },
  ): number | null {
    const value = isScalar(node) ? node.value : undefined;
    if (typeof value === "number" && isSound(value)) return value;
    const found = node === null ? "" : `, found ${shown(node)}`;
    this.problem(node ?? owner, `"${name}" must be ${wanted}${found}`);
    return null;
  }

  /** Absent is no. */
  yesOrNo(node: Item, name: string): boolean {
    if (node === null) return false;
    const value = isScalar(node) ? node.value : undefined;
    if (value === true || value === "oui") return true;
    if (value !== false && value !== "non")
      this.problem(node, `"${name}" must be oui or non, found ${shown(node)}`);
    return false;
  }
}

export function textsOf(words: readonly Word[] | null): string[] {
  return (words ?? []).map(({ text }) => text);
}

/** « a, b and c ». */
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** A value as a problem repeats it: on one line, and short. */
function shown(node: Node): string {
  if (isMap(node)) return "name: value lines";
  if (isSeq(node)) return "a list";
  const value = isScalar(node) ? node.value : null;
  return value === null ? "nothing" : JSON.stringify(value).slice(0, 60);
}
