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
 * Words of `synonymes.yaml` that stand in `competences.txt` under another name, where the same word would be two, or
 * under the same name, where it stands twice; and skills that are none. A spelling that begins with a skill's own name
 * may only add to it.
 */
export function synonymProblems({ synonyms, skills }: WordFiles): WordProblem[] {
  const names = new Set(skills.map(({ name }) => skillKey(name)));
  const owners = new Map(
    skills.flatMap(({ name, sure }) => sure.map((written): [string, string] => [skillKey(written), name])),
  );
  const doubles = synonyms.spellings.flatMap(([first = "", ...others], at) => {
    const forms = names.has(skillKey(first)) ? others : [first, ...others];
    return forms.flatMap((form) => {
      const owner = owners.get(skillKey(form));
      if (owner === undefined) return [];
      const message = `${JSON.stringify(form)} is a writing of ${owner} in competences.txt already; leave it to one of the two files ("compétences" makes the search take it from there)`;
      return [{ line: synonyms.lines[at] ?? 1, message }];
    });
  });
  const unknown = synonyms.skills
    .filter(({ name }) => !names.has(skillKey(name)))
    .map(({ name, line }) => ({
      line,
      message: `${JSON.stringify(name)} is no skill of competences.txt; write it as it stands there, or take it out`,
    }));
  return [...doubles, ...unknown];
}

/**
 * Places of `lieux.yaml` that nobody could ask for, because a phrase has their words, and those that would swallow a
 * trade: « maçon » is Mâcon to whoever types no accents.
 */
export function placeProblems({ places, phrases, synonyms }: WordFiles): WordProblem[] {
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
