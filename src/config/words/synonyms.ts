import type { Node } from "yaml";
import type { Relation, SynonymList } from "../../search/language/lexicon.ts";
import { type Item, textsOf, type WordReading, YamlFile } from "./yamlFile.ts";

/** `synonymes.yaml`, read. */
export interface SynonymFile extends SynonymList {
  /** From 1: the line of the spelling of the same number. */
  readonly lines: readonly number[];
  /** Skills of `competences.txt` whose writings the search takes, with their lines. */
  readonly skills: readonly { readonly name: string; readonly line: number }[];
}

const EMPTY: SynonymFile = {
  spellings: [],
  relations: [],
  trades: [],
  general: [],
  jobs: [],
  levels: [],
  institutions: [],
  lines: [],
  skills: [],
};

/** Reads the text of `config/synonymes.yaml`. */
export function readSynonymFile(text: string): WordReading<SynonymFile> {
  return YamlFile.read(text, readFile, EMPTY);
}

function readFile(file: YamlFile, contents: Node): SynonymFile {
  const spellings: string[][] = [];
  const lines: number[] = [];
  const skills: { name: string; line: number }[] = [];
  const relations: Relation[] = [];
  const general: string[] = [];
  const trades: string[] = [];
  const jobs: string[] = [];
  const levels: string[] = [];
  const institutions: string[] = [];
  file.sections(contents, {
    écritures: (section) =>
      file.each(section, (item) => {
        const forms = file.words(item, item, 2);
        if (forms === null) return;
        spellings.push(textsOf(forms));
        lines.push(file.lineOf(item));
      }),
    compétences: ({ value, key }) => {
      for (const { text, node } of file.words(value, key, 0) ?? [])
        skills.push({ name: text, line: file.lineOf(node) });
    },
    familles: (section) => file.each(section, (item) => relations.push(...family(file, item))),
    précise: (section) => file.each(section, (item) => relations.push(...narrower(file, item))),
    généraux: ({ value, key }) => general.push(...textsOf(file.words(value, key, 0))),
    intitulés: ({ value, key }) => jobs.push(...textsOf(file.words(value, key, 0))),
    niveaux: ({ value, key }) => levels.push(...textsOf(file.words(value, key, 0))),
    organismes: ({ value, key }) => institutions.push(...textsOf(file.words(value, key, 0))),
    métiers: ({ value, key }) => trades.push(...textsOf(file.words(value, key, 0))),
  });
  return { spellings, lines, skills, relations, trades, general, jobs, levels, institutions };
}

function family(file: YamlFile, item: Node): Relation[] {
  const fields = file.fields(item, ["mots", "poids", "entier"]);
  const words = file.words(fields.get("mots") ?? null, item, 2);
  const weight = weightOf(file, fields, item);
  const whole = file.yesOrNo(fields.get("entier") ?? null, "entier");
  if (words === null || weight === null) return [];
  const texts = textsOf(words);
  return texts.map((word) => ({ from: word, to: texts.filter((other) => other !== word), weight, whole }));
}

function narrower(file: YamlFile, item: Node): Relation[] {
  const fields = file.fields(item, ["mot", "trouve", "poids"]);
  const word = file.word(fields.get("mot") ?? null, item, '"mot"');
  const found = file.words(fields.get("trouve") ?? null, item, 1);
  const weight = weightOf(file, fields, item);
  if (word === null || found === null || weight === null) return [];
  return [{ from: word, to: textsOf(found), weight, whole: false }];
}

function weightOf(file: YamlFile, fields: ReadonlyMap<string, Item>, item: Node): number | null {
  return file.number(fields.get("poids") ?? null, item, {
    name: "poids",
    wanted: "a number above 0 and at most 1",
    isSound: (value) => value > 0 && value <= 1,
  });
}
