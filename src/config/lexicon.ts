import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathFrom } from "../ports/paths.ts";
import type { Lexicon } from "../search/language/lexicon.ts";
import { readSynonyms } from "../search/language/synonyms.ts";
import { ConfigError } from "./problem.ts";

const NAME = "synonymes.yaml";
const OWN = join(import.meta.dirname, "../../config", NAME);

/**
 * The synonyms of the trade: `synonymes.yaml` beside the configuration file, else the program's own. Throws
 * `ConfigError` for a file that cannot be read, or says what cannot be.
 */
export function loadLexicon(configFile: string, cwd = ""): Lexicon {
  const beside = join(dirname(configFile), NAME);
  const file = existsSync(pathFrom(cwd, beside)) ? beside : OWN;
  const read = readSynonyms(readText(file, cwd));
  if (read.ok) return read.lexicon;
  throw new ConfigError(
    file,
    read.problems.map(({ line, message }) => ({ line, path: "", message })),
  );
}

function readText(file: string, cwd: string): string {
  try {
    return readFileSync(pathFrom(cwd, file), "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `this file of synonyms cannot be read (${reason}); make it readable, or remove it to use Crieur's own`;
    throw new ConfigError(file, [{ line: null, path: "", message }]);
  }
}
