import { join } from "node:path";
import { loadWords, type TradeWords } from "../src/config/words.ts";

/** The words that Crieur comes with, as a configuration without any of its own has them. */
export function ourWords(): TradeWords {
  return loadWords(join(import.meta.dirname, "../config/crieur.yaml"));
}
