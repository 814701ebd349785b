import { join } from "node:path";
import { loadWords } from "../../src/config/words.ts";
import { buildLexicon, type Lexicon, type SynonymList } from "../../src/search/language/lexicon.ts";
import { filterExplainer, filterMatcher } from "../../src/search/ranking/filter.ts";

/** The words that Crieur comes with. */
export const ourWords = loadWords(join(import.meta.dirname, "../../config/crieur.yaml"));
export const { names: ourNames, lexicon: ourLexicon } = ourWords;

/** What filters do with offers, by these words. */
export const ourFilters = {
  lexicon: ourLexicon,
  matches: filterMatcher(ourLexicon),
  explain: filterExplainer(ourLexicon),
};

/** Our phrases and places, with these synonyms in place of ours. */
export function lexiconOf(synonyms: Partial<SynonymList>): Lexicon {
  return buildLexicon(
    {
      spellings: [],
      relations: [],
      trades: [],
      general: [],
      jobs: [],
      levels: [],
      institutions: [],
      ...synonyms,
    },
    ourLexicon.phrases,
    ourLexicon.gazetteer,
  );
}
