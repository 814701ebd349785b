import type { Node } from "yaml";
import { CONTRACTS, STATUSES } from "../../offers/offer.ts";
import { plainStems } from "../../search/language/normalise.ts";
import type { Meaning, PhraseList } from "../../search/language/phrases.ts";
import { fold } from "../../text/fold.ts";
import { textsOf, type Word, type WordReading, type YamlEntry, YamlFile } from "./yamlFile.ts";

const EMPTY: PhraseList = { phrases: [], entirely: [], courtesy: [], complements: [] };

/** Reads the text of `config/tournures.yaml`. A phrase that would mean two things is a problem. */
export function readPhraseFile(text: string): WordReading<PhraseList> {
  return YamlFile.read(text, (file, contents) => new PhraseReader(file).read(contents), EMPTY);
}

class PhraseReader {
  readonly #file: YamlFile;
  readonly #phrases: (readonly [string, Meaning])[] = [];
  /** Meanings by the stems of their phrases, because « débutante » is « débutant ». */
  readonly #meant = new Map<string, { readonly meaning: Meaning; readonly line: number }>();

  constructor(file: YamlFile) {
    this.#file = file;
  }

  read(contents: Node): PhraseList {
    const entirely: string[] = [];
    const courtesy: string[] = [];
    const complements: string[] = [];
    const meaning = (what: Meaning) => (section: YamlEntry) => this.#add(section, what);
    this.#file.sections(contents, {
      contrats: (section) => this.#contracts(section),
      statuts: (section) => this.#statuses(section),
      télétravail: meaning({ kind: "remote", full: false }),
      "tout à distance": meaning({ kind: "remote", full: true }),
      entièrement: ({ value, key }) => entirely.push(...textsOf(this.#file.words(value, key, 0))),
      présentiel: meaning({ kind: "onSite" }),
      débutants: meaning({ kind: "junior" }),
      durées: (section) => this.#file.each(section, (item) => this.#lasting(item)),
      exclusion: meaning({ kind: "except" }),
      "devant un lieu": meaning({ kind: "at" }),
      récent: (section) => this.#file.each(section, (item) => this.#recent(item)),
      rien: meaning({ kind: "nothing" }),
      "toutes les offres": meaning({ kind: "everything" }),
      expressions: meaning({ kind: "words" }),
      politesse: ({ value, key }) => courtesy.push(...textsOf(this.#file.words(value, key, 0))),
      "politesse sauf complément": ({ value, key }) =>
        complements.push(...textsOf(this.#file.words(value, key, 0))),
    });
    return { phrases: this.#phrases, entirely, courtesy: [...courtesy, ...complements], complements };
  }

  #contracts({ value }: YamlEntry): void {
    if (value === null) return;
    for (const entry of this.#file.entries(value, '"contrats"')) {
      const contract = CONTRACTS.find((name) => fold(name) === fold(entry.name));
      if (contract !== undefined) this.#add(entry, { kind: "contract", contract });
      else
        this.#file.problem(
          entry.key,
          `unknown contract "${entry.name}"; the contracts are ${CONTRACTS.join(", ")}`,
        );
    }
  }

  #statuses({ value }: YamlEntry): void {
    if (value === null) return;
    for (const entry of this.#file.entries(value, '"statuts"')) {
      const status = STATUSES.find((name) => fold(name) === fold(entry.name));
      if (status !== undefined) this.#add(entry, { kind: "status", status });
      else
        this.#file.problem(
          entry.key,
          `unknown status "${entry.name}"; the statuses are ${STATUSES.join(", ")}`,
        );
    }
  }

  #recent(item: Node): void {
    const fields = this.#file.fields(item, ["jours", "tournures"]);
    const days = this.#file.number(fields.get("jours") ?? null, item, {
      name: "jours",
      wanted: "a whole number of days",
      isSound: (value) => Number.isInteger(value) && value >= 0 && value <= 3660,
    });
    const words = this.#file.words(fields.get("tournures") ?? null, item, 1);
    if (days !== null && words !== null) this.#addWords(words, { kind: "days", days });
  }

  #lasting(item: Node): void {
    const fields = this.#file.fields(item, ["au moins", "au plus", "tournures"]);
    const months = (name: string, absent: number): number | null =>
      fields.has(name)
        ? this.#file.number(fields.get(name) ?? null, item, {
            name,
            wanted: "a whole number of months",
            isSound: (value) => Number.isInteger(value) && value >= 1 && value <= 72,
          })
        : absent;
    const least = months("au moins", 0);
    const most = months("au plus", Number.POSITIVE_INFINITY);
    const words = this.#file.words(fields.get("tournures") ?? null, item, 1);
    if (!fields.has("au moins") && !fields.has("au plus"))
      this.#file.problem(item, 'say how many months: "au moins", "au plus" or both');
    else if (least !== null && most !== null && least > most)
      this.#file.problem(item, `"au moins" (${least}) is more than "au plus" (${most})`);
    else if (least !== null && most !== null && words !== null)
      this.#addWords(words, { kind: "duration", least, most });
  }

  #add({ value, key }: YamlEntry, meaning: Meaning): void {
    this.#addWords(this.#file.words(value, key, 0) ?? [], meaning);
  }

  #addWords(words: readonly Word[], meaning: Meaning): void {
    for (const { text, node } of words) {
      const stems = plainStems(text).join(" ");
      const before = this.#meant.get(stems);
      if (stems === "") this.#file.problem(node, `${JSON.stringify(text)} holds no word; take it out`);
      else if (before !== undefined && !isSame(before.meaning, meaning))
        this.#file.problem(
          node,
          `${JSON.stringify(text)} means something else on line ${before.line} already; leave it in one of the two`,
        );
      else this.#phrases.push([text, meaning]);
      if (before === undefined) this.#meant.set(stems, { meaning, line: this.#file.lineOf(node) });
    }
  }
}

/** Two writings with one meaning are only more than is needed (« indépendant », « indépendants »). */
function isSame(one: Meaning, other: Meaning): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
