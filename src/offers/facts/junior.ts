/**
 * Whether beginners may apply: the author's `junior`, else what the prose says. `false` only when five years or more
 * are required; « senior » alone or a smaller number leaves it unsaid.
 */

import { foldInPlace } from "../../text/fold.ts";
import { anyOf } from "../../text/patterns.ts";
import { Cue } from "./cue.ts";
import type { Sentence } from "./sentences.ts";

const WELCOME = anyOf`
  \b(?:(?:re)?cherch|recrut)\w{1,6}\b.{0,80}\bjuniors?\b
  \bdebutante?·?e?s?\b.{0,20}\b(?:bienvenu|accepte)
  \b(?:ouvert|bienvenu|accepte)\w*\b.{0,24}\b(?:debutant|junior)
  \bjuniors?\b.{0,24}\b(?:bienvenu|accepte|possible|ok\b|welcome)
  \bprofils? (?:plutot )?juniors?\b
  \bprofils? ?: ?(?:\w{1,20}(?:, | ?/ ?| ou | et )){1,2}juniors?\b
  \b(?:debutant|junior)\w{0,4}\b.{0,24}\b(?:etudie|considere|regarde|examine|bienvenu|accepte)
  \b(?:sort(?:ez|ant|i|ie)?s? d['e] ?(?:l'|\w{1,8} )?(?:ecole|etudes|formation|l'universite)|jeunes? diplom\S{1,8}|recent graduates?|new graduates?|premier emploi|first job)\b[^.]{0,40}(?:\?|bienvenu|accepte|\bouvert|welcome|\bva\b)
  \b(?:ouvert|bienvenu|accueill)\w*\b[^.;]{0,40}\breconver
  \breconver\w+\b[^.;]{0,40}\b(?:bienvenu|accepte|accueilli)
  \bexperience\b[^.;]{0,20}\b(?:0|zero) ?(?:-|a|/|to) ?\d{1,2} (?:ans|years)\b
  \bouvert\w* aux? (?:\w{2,12} )?(?:jeunes? diplom|sortante?s? d)
  \bwelcome\b[^.]{0,40}\b(?:any|all|every) levels?\b
  \bou (?:vous|tu) debut(?:ez|es)\b
  \bexperience[^.;:]{0,20}: ?(?:\w{2,10} )?debutant
  \bentry[- ]level (?:position|role|job)
  \bprofils? (?:\w{1,20}(?:, | ?/ ?| ou )){1,2}juniors?\b
  \bjuniors? ?(?:/|ou|a|et|-) ?(?:intermediaire|confirme|senior)\w*.{0,16}\b(?:recherche|souhaite|bienvenu|accepte)
  \bun profil .{0,30}\bjunior\b(?! (?:accompagn|encadr))
  \bsans experience\b.{0,20}\b(?:bienvenu|accepte)
  \b(?:entry-level|juniors?|graduates?|beginners?)\b.{0,30}\bwelcome
  \bpeu d'experience\b.{0,30}\b(?:bienvenu|possible)
`;
/** A quick look. */
const MAY_WELCOME = new Cue(
  /junior|debut|experience|competence|entry[- ]level|graduate|beginner|diplome|reconver|\bsort|premier emploi|first job|levels?\b/,
);
/** Experience that is denied: nothing is asked for. */
const NOTHING_ASKED = anyOf`
  \baucune (?:experience|competence) (?:n'est |prealable |particuliere |technique )?(?:requise|necessaire|exigee|demandee)(?! dans le)
  \b(?:debutant|junior)[^,;:]{0,16}\bsans experience\b
  \b(?:une |aucune )?(?:premiere )?experience (?:prealable |professionnelle |anterieure )?n'est (?:pas|nullement|aucunement) (?:exig|requis|necess|demand|oblig|indispens|attendu)
  \bno (?:prior |previous )?experience (?:is )?(?:required|needed|necessary)
  \bsans experience\b.{0,20}\b(?:bienvenu|accepte)
  \b(?:poste|emploi|ouvert|accessible)\w*\b[^.;]{0,60}\bsans experience\b
`;
const TITLE = /\bjuniors?\b|\bdebutant/;
const YEARS = new Cue(anyOf`
  \b(\d{1,2}|cinq|six|sept|huit|dix)(?: (?:a|ou) \d{1,2})? ?\+? ?ans(?: ou plus|,? (?:au )?minimum| min\.?)? (?:d'|d e)experiences?
  \bexperience\b.{0,60}\b(?:au moins|minimum(?: de)?|plus de) (\d{1,2}|cinq|six|sept|huit|dix) ans
  \bexperience\b.{0,30}\b(?:de|d'au moins) (\d{1,2}|cinq|six|sept|huit|dix) ans (?:minimum|au moins|ou plus|requis|exige)
  \bexperience ?: (\d{1,2}) ?\+ ans
  \bexperience\b[^()]{0,50}\( ?(?:plus de |minimum )?(\d{1,2}) ans(?: minimum)?\)
`);
const WORDS: ReadonlyMap<string, number> = new Map([
  ["cinq", 5],
  ["six", 6],
  ["sept", 7],
  ["huit", 8],
  ["dix", 10],
]);
/** Others' experience, or pay by experience. */
const NOT_REQUIRED = anyOf`
  \bremuner
  \bsalaire
  \beuros?\b
  €
  \bjusqu'a\b
  \bau-dela\b
  \bdeplo\w+ de l'equipe
  \bcumulant
  \bd'experience chacun
  \bequipe (?:a|compte|cumule)
  \btjm\b
  \bserait (?:un|apprecie)
  \bsi (?:tu es|vous etes)\b.{0,30}\bexperimente
  \bplus experimente
  \bun plus\b
  \bniveau intermediaire
`;

export function readJunior(
  written: unknown,
  title: Sentence | null,
  sentences: readonly Sentence[],
): boolean | null {
  const stated = readFlag(written);
  if (stated !== null) return stated;
  if (title && TITLE.test(title.folded)) return true;
  if (
    sentences.some(
      (sentence) =>
        MAY_WELCOME.isInWhole(sentence) &&
        sentence.topic !== "team" &&
        (WELCOME.test(sentence.folded) || NOTHING_ASKED.test(sentence.whole)) &&
        !/\bencadr|\bmonte\w* en competence/.test(sentence.folded),
    )
  )
    return true;
  return sentences.some(requiresFiveYears) ? false : null;
}

function requiresFiveYears(sentence: Sentence): boolean {
  const { folded } = sentence;
  const match = YEARS.in(sentence);
  if (!match || NOT_REQUIRED.test(folded)) return false;
  const written = match.slice(1).find((years) => years !== undefined) ?? "";
  return (WORDS.get(written) ?? Number(written)) >= 5;
}

function readFlag(written: unknown): boolean | null {
  if (typeof written === "boolean") return written;
  if (typeof written !== "string") return null;
  const word = foldInPlace(written.trim());
  if (/^(?:true|oui|yes|vrai)$/.test(word)) return true;
  return /^(?:false|non|no|faux)$/.test(word) ? false : null;
}
