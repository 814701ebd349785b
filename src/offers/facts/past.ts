/**
 * What was so and is so no more: « auparavant à mi-temps », « les contrats étaient d'un an », « the previous analyst worked
 * part time ». It is no fact of the offer, and as blank as what is denied; but nobody refuses it.
 */
import { anyOf, oneOf } from "../../text/patterns.ts";
import type { Clause } from "./clauses.ts";
import { Cue, type Sight } from "./cue.ts";

/** Verbs that tell of terms, in the imperfect; « -rait » would be a condition. */
const ONCE = oneOf(`
  etait etaient etions etiez avait avaient avions travaillait travaillaient travaillions occupait occupaient facturait
  facturaient comptait exercait assurait assuraient proposait proposaient partageait durait duraient touchait percevait
  gagnait recrutait recrutaient embauchait prenait faisait
`);
const PAST = anyOf`
  \b(?:auparavant|anciennement|autrefois|jadis|precedemment|naguere|previously|formerly)\b
  \bjusqu'(?:ici|alors|a present|a maintenant|recemment)\b
  \bin the past\b
  \b(?:offre|annonce|stage|campagne)s? [^;]{0,30}\best (?:close|cloture|termine|passe)(?:e|es|s)?\b
  \buntil (?:now|recently)\b
  \bused to (?!work)
  \b${ONCE}\b(?! (?:[a-z]{3,9} )?(?:d'accord|a votre|une option))
  \b(?:reste|restee|longtemps)s? (?:longtemps )?(?:bloque|fige|gele)
  \bthe (?:previous|former|last) (?!page|section|step|day|week|month|year)\w{3,12}\b
  \b(?:we|it|they|role|job|position|post|team|contracts?|salary|pay) (?:was|were|had been)\b
  \b(?:mission|poste|contrat|prestation)s? (?:actuel(?:le)?s?|en cours|precedente?s?)\b(?! (?:de recrutement|de creation|d'ouverture))
  (?:^|, ) ?(?:arrivee?|entree?|embauchee?|venue?)s? (?:comme|en tant que|en (?:cd[di]|stage|alternance|free))
`;
/** Words before a clause of the past, alone between signs: « Avant, deux mi-temps se partageaient le poste ». */
const ONLY_BEFORE = /^ ?(?:avant|hier|historiquement|a l'origine) ?$/;
/** Without a verb of its own: « confiée à un freelance pendant huit mois », « puis en CDD ». */
const GOES_ON =
  /^ ?(?:confie|assure|tenu|occupe|exerce|porte|puis en|ensuite en)(?:e|es|s|ee|ees)? (?:a|par|en|cd[di]|free\w*|alternance|stage)\b/;

const MAY_BE_PAST = new Cue(new RegExp(`${PAST.source}|\\b(?:avant|hier|historiquement|a l'origine)\\b`));

interface Seen {
  readonly whole: string;
  readonly wholeSight: Sight;
}

/** A quick look: most sentences tell of no past. */
export function mayBePast(seen: Seen): boolean {
  return MAY_BE_PAST.isInWhole(seen);
}

/** Which of the clauses of a folded text tell of the past. */
export function pastOnes(seen: Seen, clauses: readonly Clause[]): boolean[] {
  if (!mayBePast(seen)) return [];
  const past: boolean[] = [];
  let isBefore = false;
  for (const { start, end } of clauses) {
    const said = seen.whole.slice(start, end);
    const isPast = isBefore ? !/\b(?:aujourd'hui|desormais|maintenant|now)\b/.test(said) : PAST.test(said);
    past.push(isPast || (past.at(-1) === true && GOES_ON.test(said)));
    isBefore = ONLY_BEFORE.test(said);
  }
  return past;
}

/** Tells whether a clause (folded) is of the past. */
export function isPast(clause: string): boolean {
  return PAST.test(clause);
}
