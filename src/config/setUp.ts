import { parseStoreUrl } from "../edges/store/url.ts";
import { namesFor } from "../offers/facts/names.ts";
import type { Lexicon } from "../search/language/lexicon.ts";
import { readFilter } from "../search/ranking/filter.ts";
import type { ReadFilter } from "./checkRooms.ts";
import type { CommonOptions } from "./commonOptions.ts";
import { filterProblemText } from "./filterProblem.ts";
import { type Config, defaultFile, type LoadOptions, loadConfig } from "./load.ts";
import { loadWords, type TradeWords } from "./words.ts";

interface SetUp {
  readonly config: Config;
  readonly words: TradeWords;
}

/** The parts of the process that the configuration depends on: variables, and the folder of relative paths. */
type Surroundings = Pick<LoadOptions, "environment" | "cwd">;

/** Loads configuration and words of the trade, as every command but `demo` needs them. Throws `Mendable`. */
export function setUp(
  { config, offers, store }: CommonOptions,
  { environment, cwd = "" }: Surroundings,
): SetUp {
  const file = config ?? defaultFile(cwd);
  const words = loadWords(file, cwd);
  const loaded = loadConfig({
    file,
    environment,
    cwd,
    offers,
    store,
    readFilter: filterReader(words.lexicon),
  });
  parseStoreUrl(loaded.settings.store, cwd);
  const { fields, open } = loaded.settings.offers;
  return { config: loaded, words: { ...words, names: namesFor(words.names, { fields, open }) } };
}

function filterReader(lexicon: Lexicon): ReadFilter {
  return (filter) => {
    const read = readFilter(filter, lexicon);
    return read.ok ? { canonical: read.filter } : { problem: filterProblemText(read.problem) };
  };
}
