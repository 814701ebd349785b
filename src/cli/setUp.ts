import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { type Config, DEFAULT_FILE, loadConfig } from "../config/load.ts";
import { ConfigError } from "../config/problem.ts";
import type { ReadFilter } from "../config/rooms.ts";
import { parseStoreUrl } from "../edges/store/url.ts";
import { type FilterProblem, readFilter } from "../search/filter.ts";
import type { Lexicon } from "../search/lexicon.ts";
import { noSynonyms, readSynonyms } from "../search/synonyms.ts";
import type { CommonOptions } from "./commonOptions.ts";

export interface SetUp {
  readonly config: Config;
  readonly lexicon: Lexicon;
}

const SYNONYMS = "synonymes.yaml";
const OWN_SYNONYMS = join(import.meta.dirname, "../../config", SYNONYMS);

/** Configuration and synonyms, as every command but `demo` needs them. Throws `ConfigError`, `StoreUnusable`. */
export function setUp(options: CommonOptions): SetUp {
  const file = options.config ?? DEFAULT_FILE;
  const beside = join(dirname(file), SYNONYMS);
  const synonyms = existsSync(beside) ? beside : OWN_SYNONYMS;
  const read = readSynonyms(readText(synonyms));
  const lexicon = read.ok ? read.lexicon : noSynonyms();
  const config = loadConfig({
    file,
    environment: process.env,
    offers: options.offers,
    store: options.store,
    readFilter: filterReader(lexicon),
  });
  if (!read.ok)
    throw new ConfigError(
      synonyms,
      read.problems.map((problem) => ({ ...problem, path: "" })),
    );
  parseStoreUrl(config.settings.store);
  return { config, lexicon };
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const message = `this file of synonyms cannot be read (${error instanceof Error ? error.message : error})`;
    throw new ConfigError(file, [{ line: null, path: "", message }]);
  }
}

const WRONG_WITH_FILTER: Readonly<Record<FilterProblem, string>> = {
  since: 'a filter cannot hold "depuis:", because rooms are only told what is new; take it out',
  "too-long": "this filter is too long to be read whole; shorten it",
};

function filterReader(lexicon: Lexicon): ReadFilter {
  return (filter) => {
    const read = readFilter(filter, lexicon);
    return read.ok ? { canonical: read.filter } : { problem: WRONG_WITH_FILTER[read.problem] };
  };
}
