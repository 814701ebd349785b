import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Names, namesOf } from "../offers/facts/names.ts";
import { skillKey } from "../offers/facts/skillNames.ts";
import { pathFrom } from "../ports/paths.ts";
import { Gazetteer } from "../search/language/gazetteer.ts";
import { buildLexicon, type Lexicon } from "../search/language/lexicon.ts";
import { PhraseBook } from "../search/language/phrases.ts";
import { skillSpelling } from "../search/language/skillSpellings.ts";
import { messageOf } from "../text/thrown.ts";
import { ConfigError, type ConfigProblem } from "./configError.ts";
import { doubleSpellings, hiddenPlaces, unknownSkills, type WordFiles } from "./words/contradictions.ts";
import { readPhraseFile } from "./words/phrases.ts";
import { readPlaceFile } from "./words/places.ts";
import { readSkillFile } from "./words/skills.ts";
import { readSynonymFile } from "./words/synonyms.ts";
import type { WordProblem, WordReading } from "./words/yamlFile.ts";

/** The words of the trade, compiled: names to read offers by, and the lexicon of the search. */
export interface TradeWords {
  readonly names: Names;
  readonly lexicon: Lexicon;
  /** A hash of the four files: what was read or indexed by others may be out of date. */
  readonly version: string;
}

/** Crieur's own files: each stands in for one that is not beside the configuration. */
const OWN = join(import.meta.dirname, "../../config");

/**
 * Reads the four files of words, each from beside the configuration file, else the program's own. Throws `ConfigError`
 * with the problems of all of them, and then with those between them. Relative paths
 * count from `cwd`. Does not look at the configuration itself.
 */
export function loadWords(configFile: string, cwd = ""): TradeWords {
  const place = { configFile, cwd };
  const skills = load(place, "competences.txt", readSkillFile);
  const places = load(place, "lieux.yaml", readPlaceFile);
  const phrases = load(place, "tournures.yaml", readPhraseFile);
  const synonyms = load(place, "synonymes.yaml", readSynonymFile);
  if (!skills.ok || !places.ok || !phrases.ok || !synonyms.ok) {
    const all = [skills, places, phrases, synonyms];
    throw new ConfigError(
      configFile,
      all.flatMap((one) => (one.ok ? [] : located(one.file, one.problems))),
    );
  }
  const files = {
    skills: skills.value,
    places: places.value,
    phrases: phrases.value,
    synonyms: synonyms.value,
  };
  const between = [
    ...located(places.file, hiddenPlaces(files)),
    ...located(synonyms.file, doubleSpellings(files)),
    // An operator's own skills need not hold those that our synonyms speak of.
    ...located(synonyms.file, synonyms.isOurs ? [] : unknownSkills(files)),
  ];
  if (between.length > 0) throw new ConfigError(configFile, between);
  const hash = createHash("sha256");
  for (const { text } of [skills, places, phrases, synonyms]) hash.update(`\0${text}`);
  return { ...compile(files), version: hash.digest("base64") };
}

function compile({ skills, places, phrases, synonyms }: WordFiles): Omit<TradeWords, "version"> {
  const gazetteer = new Gazetteer(places);
  const searched = new Set(synonyms.skills.map(({ name }) => skillKey(name)));
  const spellings = [
    ...synonyms.spellings,
    ...skills.filter(({ name }) => searched.has(skillKey(name))).map(skillSpelling),
  ];
  return {
    names: namesOf(skills, places.places),
    lexicon: buildLexicon(
      { ...synonyms, spellings },
      new PhraseBook(phrases, gazetteer.writings, synonyms.trades),
      gazetteer,
    ),
  };
}

function load<Value>(
  { configFile, cwd }: { readonly configFile: string; readonly cwd: string },
  name: string,
  read: (text: string) => WordReading<Value>,
): WordReading<Value> & { readonly file: string; readonly isOurs: boolean; readonly text: string } {
  const beside = join(dirname(configFile), name);
  const isOurs = !existsSync(pathFrom(cwd, beside));
  const file = isOurs ? join(OWN, name) : beside;
  try {
    const text = readFileSync(pathFrom(cwd, file), "utf8");
    return { ...read(text), file, isOurs, text };
  } catch (error) {
    const reason = messageOf(error);
    const remedy = isOurs
      ? "put it back from Crieur's repository"
      : "make it readable, or remove it to use Crieur's own";
    return {
      ok: false,
      problems: [{ line: null, message: `this file cannot be read (${reason}); ${remedy}` }],
      file,
      isOurs,
      text: "",
    };
  }
}

function located(file: string, problems: readonly WordProblem[]): ConfigProblem[] {
  return problems.map(({ line, message }) => ({ file, line, path: "", message }));
}
