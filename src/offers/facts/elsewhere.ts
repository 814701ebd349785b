/** What a clause says of a town in it: that of the job, one where one only goes, or another. */

import { anyOf } from "../../text/patterns.ts";
import { isOfOthers } from "./ownership.ts";
import type { Sentence } from "./sentences.ts";

/** The clause is about another place than that of the job: what is tested there, who is met there, where it once was. */
const CLAUSE_ELSEWHERE = anyOf`
  \bentretiens?\b
  \bauditions?\b
  \bjurys?\b
  \bconcours\b
  \breseau (?:\S{1,14} ){0,3}se\b
  \b(?:congres|colloques?|salons?|assises)\b
  \b(?:epreuves|oraux)\b
  ^ ?(?:la |une |votre |avec une )?(?:formation|scolarite|integration|immersion)\b(?: \S{1,14}){0,4} (?:a|au|en|aux)\b
  ^ ?(?:la |une |avec une )?(?:formation|scolarite) (?:initiale|prealable|statutaire|d'adaptation|obligatoire|de prise de poste)\b
  \bexperiment
  \bteste
  \bheberg
  \bstocke
  \bserveurs?\b
  \bdatacent
  \bpartenaires?\b
  \bclients?\b
  \b(?:prestataire|fournisseur|editeur|sous-traitant)s?\b
  \butilisat\w+ (?:sont|se trouvent|a|de|en)\b
  \bdeploiement
  \blongtemps\b
  \bautrefois\b
  \bjadis\b
  \bauparavant\b
  \binitialement\b
  \ba l'origine\b
  \bjusqu'(?:ici|alors|a present)\b
  \bapres (?:\S{1,12} ){0,3}(?:debuts|ans|annees?|mois|passage|sejour)\b
  \bavant d'\w+
  \bhistoriquement\b
  \bancienne?(?:ment)?\b
  \b(?:etait|etaient|se trouvait|siegeait|travaillait|occupait)\b
  \bnee?s? (?:a|en|dans)\b
`;
/** Where one only goes: it counts where the offer names no other place. The last of these words before a name tells. */
const TRAVEL = anyOf`
  \bdeplac\w+
  \bvisite\w*
  \btournees?\b
  \bse rendre\b
  \bvous rendre\b
  \bte rendre\b
  \bsillonn\w+
  \bparcour\w+
  \bcouvr(?:e|ez|irez|ira|iras|ir)\b
  \binterv(?:en|ien)\w+
  \bsecteur\b
  \bperimetre\b
`;
/** « Chloé, basée à Pornic » : where a colleague lives. */
const OF_SOMEBODY = /(?:^|[\s(])\p{Lu}\p{Ll}{2,12}, (?:\p{Ll}{3,12} )?basée?s? (?:à|en|sur) $/u;
/** « Rencontres mensuelles avec les élus de Cahors » : no meeting of the team. */
const MEETING_OTHERS =
  /\b(?:reunion|seminaire|rencontre|journee)s? (?:\w{3,12} )?(?:du reseau|nationale?s?|des partenaires|avec (?:les|nos|des|la|le) (?!equipe|collegue|reste))/;
/** « À vingt minutes de Lyon », « au nord de Paris » ; « transféré de Montreuil à Bobigny ». */
const NEARBY =
  /\b(?:au (?:nord|sud|centre)|a l'(?:est|ouest)|pres|proche|non loin|(?:portes?|environs|alentours)|minutes?|min|km|kilometres?|heures?|(?:demenag|transfer)\w{1,5}) (?:de |d'|du )$/;
const FROM =
  /\b(?:depuis|base\w*|postes?|bureaux?|affect\w+|residence|implante\w*|installe\w*|situe\w*|locaux)\b/g;

/** A town's clause: where it begins in its sentence, and what it says. */
export interface TownClause {
  readonly start: number;
  readonly said: string;
}

/** Tells what the clause says of the town that stands at `at` in the sentence. */
export function roleOf(
  sentence: Sentence,
  { start, said }: TownClause,
  at: number,
): "work" | "travel" | "other" {
  if (isOfAnother(sentence.folded.slice(0, start), said)) return "other";
  if (CLAUSE_ELSEWHERE.test(said) || isOfOthers(said)) return "other";
  if (OF_SOMEBODY.test(sentence.text.slice(Math.max(0, at - 40), at))) return "other";
  const before = said.slice(0, at - start);
  if (NEARBY.test(before) || MEETING_OTHERS.test(before)) return "other";
  return isTravel(before) ? "travel" : "work";
}

/** « Vous rendez compte à la direction générale, installée à Paris » : theirs is another place. */
function isOfAnother(before: string, said: string): boolean {
  return /^ ?(?:installe|situe|base|implante|sise)/.test(said) && WITH_ANOTHER.test(before);
}

const WITH_ANOTHER =
  /\b(?:rend\w* compte|en (?:lien|relation|contact)|aupres|avec|pour le compte)\b[^;.]{0,60},?$/;

function isTravel(before: string): boolean {
  const from = [...before.matchAll(FROM)].at(-1);
  return TRAVEL.test(from === undefined ? before : before.slice(from.index));
}
