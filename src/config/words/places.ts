import type { Node } from "yaml";
import { type Area, type PlaceList, placeKey } from "../../search/language/gazetteer.ts";
import { type Item, textsOf, type Word, type WordReading, type YamlEntry, YamlFile } from "./yamlFile.ts";

/** `lieux.yaml`, read, with the line that each place's name stands on. */
export interface PlaceFile extends PlaceList {
  /** Lines by name, from 1. */
  readonly lines: ReadonlyMap<string, number>;
}

const EMPTY: PlaceFile = {
  places: [],
  regions: [],
  agglomerations: [],
  areas: [],
  numbers: new Map(),
  lines: new Map(),
};

/** Reads the text of `config/lieux.yaml`. */
export function readPlaceFile(text: string): WordReading<PlaceFile> {
  return YamlFile.read(text, (file, contents) => new PlaceReader(file).read(contents), EMPTY);
}

/** Fields of a region's entry that list places. */
const LISTS = ["zones", "départements", "villes"];

class PlaceReader {
  readonly #file: YamlFile;
  readonly #regions: Area[] = [];
  readonly #agglomerations: Area[] = [];
  readonly #areas: Area[] = [];
  readonly #numbers = new Map<string, string>();
  /** Places by key, with the line that defines them. */
  readonly #known = new Map<string, { readonly name: string; readonly line: number }>();
  readonly #others = new Map<string, string[]>();
  readonly #ambiguous = new Set<string>();

  constructor(file: YamlFile) {
    this.#file = file;
  }

  read(contents: Node): PlaceFile {
    // Regions say which places there are; the other sections speak of them, wherever they stand.
    const later: (() => void)[] = [];
    const afterwards = (take: (entry: YamlEntry) => void) => (entry: YamlEntry) =>
      void later.push(() => take(entry));
    this.#file.sections(contents, {
      régions: (section) => this.#file.each(section, (item) => this.#region(item)),
      départements: afterwards((section) => this.#departments(section)),
      ensembles: (section) => this.#wideAreas(section, later),
      agglomérations: afterwards((section) => this.#file.each(section, (item) => this.#agglomeration(item))),
      écritures: afterwards((section) => this.#file.each(section, (item) => this.#writing(item))),
      ambigus: afterwards((section) => this.#ambiguousNames(section)),
    });
    for (const take of later) take();
    const places = [...this.#known].map(([key, { name }]) => ({
      name,
      others: this.#others.get(key) ?? [],
      ambiguous: this.#ambiguous.has(key),
    }));
    const lines = new Map([...this.#known.values()].map(({ name, line }) => [name, line]));
    return {
      places,
      regions: this.#regions,
      agglomerations: this.#agglomerations,
      areas: this.#areas,
      numbers: this.#numbers,
      lines,
    };
  }

  #region(item: Node): void {
    const fields = this.#file.fields(item, ["nom", ...LISTS]);
    const name = this.#name(fields, item);
    if (name !== null) this.#define(name);
    const places = LISTS.flatMap((list) => {
      const node = fields.get(list);
      return node === undefined ? [] : (this.#file.words(node, item, 0) ?? []);
    });
    for (const place of places) this.#define(place);
    if (name !== null) this.#regions.push({ name: name.text, places: textsOf(places) });
  }

  #name(fields: ReadonlyMap<string, Item>, item: Node): Word | null {
    const node = fields.get("nom") ?? null;
    const text = this.#file.word(node, item, '"nom"');
    return text === null ? null : { text, node: node ?? item };
  }

  #define({ text, node }: Word): void {
    const before = this.#known.get(placeKey(text));
    if (before === undefined) this.#known.set(placeKey(text), { name: text, line: this.#file.lineOf(node) });
    else
      this.#file.problem(
        node,
        `${JSON.stringify(text)} stands on line ${before.line} already; leave it in one of the two`,
      );
  }

  /** Lines such as « 69 Rhône: [Lyon, Villeurbanne] »; what a number stands for may be a town (« 75 Paris »). */
  #departments({ value }: YamlEntry): void {
    if (value === null) return;
    for (const { name: heading, value: towns, key } of this.#file.entries(value, '"départements"')) {
      const [, number, name] = /^(\d[\dAB]{1,2}) (.{1,60})$/.exec(heading) ?? [];
      if (number === undefined || name === undefined) {
        this.#file.problem(
          key,
          `expected a number and a name, such as "69 Rhône", found ${JSON.stringify(heading)}`,
        );
        continue;
      }
      this.#keyOf({ text: name, node: key });
      const places = this.#file.words(towns, key, 0) ?? [];
      for (const place of places) this.#keyOf(place);
      this.#numbers.set(number, name);
      if (places.length > 0) this.#areas.push({ name, places: textsOf(places) });
    }
  }

  /** Areas that reach over regions; their names are places of their own. */
  #wideAreas(section: YamlEntry, later: (() => void)[]): void {
    this.#file.each(section, (item) => {
      const fields = this.#file.fields(item, ["nom", "lieux"]);
      const name = this.#name(fields, item);
      if (name !== null) this.#define(name);
      later.push(() => {
        const places = this.#file.words(fields.get("lieux") ?? null, item, 1) ?? [];
        for (const place of places) this.#keyOf(place);
        if (name !== null) this.#areas.push({ name: name.text, places: textsOf(places) });
      });
    });
  }

  #agglomeration(item: Node): void {
    const fields = this.#file.fields(item, ["nom", "lieux"]);
    const name = this.#name(fields, item);
    const places = this.#file.words(fields.get("lieux") ?? null, item, 1) ?? [];
    for (const word of [...(name === null ? [] : [name]), ...places]) this.#keyOf(word);
    if (name !== null) this.#agglomerations.push({ name: name.text, places: textsOf(places) });
  }

  #writing(item: Node): void {
    const [name, ...others] = this.#file.words(item, item, 2) ?? [];
    const key = name === undefined ? null : this.#keyOf(name);
    if (key === null) return;
    for (const { text, node } of others) {
      const owner = this.#known.get(placeKey(text));
      if (owner !== undefined)
        this.#file.problem(
          node,
          `${JSON.stringify(text)} is the place ${owner.name} of line ${owner.line} already; take it out here`,
        );
    }
    this.#others.set(key, [...(this.#others.get(key) ?? []), ...textsOf(others)]);
  }

  #ambiguousNames({ value, key: owner }: YamlEntry): void {
    for (const word of this.#file.words(value, owner, 0) ?? []) {
      const key = this.#keyOf(word);
      if (key !== null) this.#ambiguous.add(key);
    }
  }

  /** Null, with a problem, for a name that no region holds. */
  #keyOf({ text, node }: Word): string | null {
    const key = placeKey(text);
    if (this.#known.has(key)) return key;
    this.#file.problem(node, `${JSON.stringify(text)} is under no region; add it to its region first`);
    return null;
  }
}
