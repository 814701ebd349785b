import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Lexicon } from "../search/lexicon.ts";
import { readSynonyms } from "../search/synonyms.ts";
import { ConfigError } from "./problem.ts";

const NAME = "synonymes.yaml";
const OWN = join(import.meta.dirname, "../../config", NAME);

/** The synonyms of the trade: `synonymes.yaml` beside the configuration file, else the program's own. */
export function loadLexicon(configFile: string): Lexicon {
  const beside = join(dirname(configFile), NAME);
  const file = existsSync(beside) ? beside : OWN;
  const read = readSynonyms(readFileSync(file, "utf8"));
  if (read.ok) return read.lexicon;
  throw new ConfigError(
    file,
    read.problems.map(({ line, message }) => ({ line, path: "", message })),
  );
}
