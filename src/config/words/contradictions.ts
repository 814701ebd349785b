import { type Skill, skillKey } from "../../offers/facts/skillNames.ts";
import { placeKey } from "../../search/language/gazetteer.ts";
import { plainStems } from "../../search/language/normalise.ts";
import type { PhraseList } from "../../search/language/phrases.ts";
import type { PlaceFile } from "./places.ts";
import type { SynonymFile } from "./synonyms.ts";
import type { WordProblem } from "./yamlFile.ts";

/** The files of words, each sound by itself. */
export interface WordFiles {
  readonly skills: readonly Skill[];
  readonly places: PlaceFile;
  readonly phrases: PhraseList;
  readonly synonyms: SynonymFile;
}

/**
 * Finds words of `synonymes.yaml` that are a writing of a skill: under another name the same word would be
 * two, under the same name it would stand twice. A line that begins with a skill's own name may add to it.
 */
export function doubleSpellings({ synonyms, skills }: WordFiles): WordProblem[] {
  const names = skillKeys(skills);
  const owners = new Map(
    skills.flatMap(({ name, sure }) => sure.map((written): [string, string] => [skillKey(written), name])),
  );
  return synonyms.spellings.flatMap(([first = "", ...others], at) => {
    const forms = names.has(skillKey(first)) ? others : [first, ...others];
    return forms.flatMap((form) => {
      const owner = owners.get(skillKey(form));
      if (owner === undefined) return [];
      const message = `${JSON.stringify(form)} is a writing of ${owner} in competences.txt already; leave it to one of the two files ("compétences" makes the search take it from there)`;
      return [{ line: synonyms.lines[at] ?? 1, message }];
    });
  });
}

/** Finds names under `compétences` of `synonymes.yaml` that are no skill. */
export function unknownSkills({ synonyms, skills }: WordFiles): WordProblem[] {
  const names = skillKeys(skills);
  return synonyms.skills
    .filter(({ name }) => !names.has(skillKey(name)))
    .map(({ name, line }) => ({
      line,
      message: `${JSON.stringify(name)} is no skill of competences.txt; write it as it stands there, or take it out`,
    }));
}

function skillKeys(skills: readonly Skill[]): Set<string> {
  return new Set(skills.map(({ name }) => skillKey(name)));
}

/**
 * Finds places of `lieux.yaml` that nobody could ask for, because a phrase has their words, and those that
 * would swallow a trade, because accents do not count: « maçon » would ask for Mâcon.
 */
export function hiddenPlaces({ places, phrases, synonyms }: WordFiles): WordProblem[] {
  const meant = new Map(phrases.phrases.map(([text]) => [plainStems(text).join(" "), text]));
  const trades = new Map(synonyms.trades.map((trade) => [placeKey(trade), trade]));
  return places.places.flatMap(({ name, others, ambiguous }) =>
    [name, ...others].flatMap((written) => {
      const phrase = meant.get(placeKey(written));
      const trade = ambiguous ? undefined : trades.get(placeKey(written));
      const line = places.lines.get(name) ?? 1;
      if (phrase !== undefined) {
        const message = `${JSON.stringify(written)} is ${JSON.stringify(phrase)} in tournures.yaml; take it out of one of the two`;
        return [{ line, message }];
      }
      if (trade === undefined) return [];
      const message = `${JSON.stringify(written)} is also the trade ${JSON.stringify(trade)} in synonymes.yaml; add the place to "ambigus"`;
      return [{ line, message }];
    }),
  );
}
