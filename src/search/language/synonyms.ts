import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { fold } from "../../text/fold.ts";
import { buildLexicon, type Lexicon, type Relation, type Spelling } from "./lexicon.ts";

export interface SynonymProblem {
  /** From 1, in the synonym file. */
  readonly line: number;
  /** What was found and what to write, one sentence in English. */
  readonly message: string;
}

export type SynonymReading =
  | { readonly ok: true; readonly lexicon: Lexicon }
  | { readonly ok: false; readonly problems: readonly SynonymProblem[] };

/** Reads the text of `config/synonymes.yaml`; every problem is told at once. */
export function readSynonyms(text: string): SynonymReading {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const reader = new Reader(lines);
  for (const error of document.errors) {
    reader.problem(error.pos[0], `this is not valid YAML (${error.code.toLowerCase().replaceAll("_", " ")})`);
  }
  if (document.errors.length === 0) reader.readFile(document.contents);
  if (reader.problems.length > 0) return { ok: false, problems: reader.problems };
  return { ok: true, lexicon: reader.lexicon() };
}

/** `config/synonymes.yaml` is optional: a bot without one knows no synonyms. */
export function noSynonyms(): Lexicon {
  return buildLexicon([], [], [], []);
}

const SECTIONS = "écritures, familles, précise, généraux and métiers";

type Maybe = Node | null | undefined;

class Reader {
  readonly problems: SynonymProblem[] = [];
  readonly spellings: Spelling[] = [];
  readonly relations: Relation[] = [];
  readonly trades: string[] = [];
  readonly general: string[] = [];
  readonly #lines: LineCounter;

  constructor(lines: LineCounter) {
    this.#lines = lines;
  }

  problem(offset: number, message: string): void {
    this.problems.push({ line: Math.max(1, this.#lines.linePos(offset).line), message });
  }

  lexicon(): Lexicon {
    return buildLexicon(this.spellings, this.relations, this.trades, this.general);
  }

  readFile(contents: Maybe): void {
    if (contents === null || contents === undefined) return;
    for (const [name, value, offset] of this.#entries(contents, "the file")) {
      const section = fold(name);
      if (section === "ecritures") this.#each(value, offset, name, (item) => this.#spelling(item));
      else if (section === "familles") this.#each(value, offset, name, (item) => this.#family(item));
      else if (section === "precise") this.#each(value, offset, name, (item) => this.#narrower(item));
      else if (section === "generaux") this.general.push(...(this.#words(value, value, 0) ?? []));
      else if (section === "metiers") this.trades.push(...(this.#words(value, value, 0) ?? []));
      else this.problem(offset, `unknown section "${name}"; the sections are ${SECTIONS}`);
    }
  }

  #spelling(item: Maybe): void {
    const forms = this.#words(item, item, 2);
    if (forms !== null) this.spellings.push({ forms });
  }

  #family(item: Maybe): void {
    const fields = this.#fields(item, ["mots", "poids", "entier"]);
    const words = this.#words(fields.get("mots"), item, 2);
    const weight = this.#weight(fields.get("poids"), item);
    const whole = this.#yesOrNo(fields.get("entier"));
    if (words === null || weight === null) return;
    for (const word of words) {
      this.relations.push({ from: word, to: words.filter((other) => other !== word), weight, whole });
    }
  }

  #narrower(item: Maybe): void {
    const fields = this.#fields(item, ["mot", "trouve", "poids"]);
    const word = this.#word(fields.get("mot"), item, '"mot"');
    const found = this.#words(fields.get("trouve"), item, 1);
    const weight = this.#weight(fields.get("poids"), item);
    if (word !== null && found !== null && weight !== null) {
      this.relations.push({ from: word, to: found, weight, whole: false });
    }
  }

  #entries(node: Node, what: string): [string, Maybe, number][] {
    if (!isMap(node)) {
      this.problem(offsetOf(node), `${what} must hold "name: value" lines`);
      return [];
    }
    return node.items.map((pair) => {
      const key = pair.key as Maybe;
      return [isScalar(key) ? String(key.value) : "", pair.value as Maybe, offsetOf(key ?? node)];
    });
  }

  #fields(node: Maybe, known: readonly string[]): Map<string, Maybe> {
    const fields = new Map<string, Maybe>();
    if (node === null || node === undefined) return fields;
    for (const [name, value, offset] of this.#entries(node, "each entry")) {
      if (known.includes(name)) fields.set(name, value);
      else this.problem(offset, `unknown field "${name}"; the fields here are ${known.join(", ")}`);
    }
    return fields;
  }

  #each(node: Maybe, offset: number, name: string, read: (item: Maybe) => void): void {
    if (isSeq(node)) for (const item of node.items) read(item as Maybe);
    else if (!isScalar(node) || node.value !== null) this.problem(offset, `"${name}" must be a list`);
  }

  #words(node: Maybe, owner: Maybe, atLeast: number): string[] | null {
    if (!isSeq(node)) {
      this.problem(offsetOf(node ?? owner), "a list of words between [ and ] is missing here");
      return null;
    }
    const words = node.items.flatMap((item) => this.#word(item as Maybe, node, "each word") ?? []);
    if (words.length >= atLeast && words.length === node.items.length) return words;
    if (words.length === node.items.length)
      this.problem(offsetOf(node), `give at least ${atLeast} words here`);
    return null;
  }

  #word(node: Maybe, owner: Maybe, what: string): string | null {
    if (isScalar(node) && typeof node.value === "string" && node.value.trim() !== "") return node.value;
    this.problem(
      offsetOf(node ?? owner),
      `${what} must be a text; put quotes around it if it is a number or yes/no`,
    );
    return null;
  }

  #weight(node: Maybe, owner: Maybe): number | null {
    const value = isScalar(node) ? node.value : undefined;
    if (typeof value === "number" && value > 0 && value <= 1) return value;
    this.problem(offsetOf(node ?? owner), '"poids" must be a number above 0 and at most 1');
    return null;
  }

  #yesOrNo(node: Maybe): boolean {
    if (node === null || node === undefined) return false;
    const value = isScalar(node) ? node.value : undefined;
    if (value === true || value === "oui") return true;
    if (value !== false && value !== "non") this.problem(offsetOf(node), '"entier" must be oui or non');
    return false;
  }
}

function offsetOf(node: Maybe): number {
  return node?.range?.[0] ?? 0;
}
