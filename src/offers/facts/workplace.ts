/** Whether a sentence speaks of where one works at all: what grants a look at the towns in it. */

import { anyOf, oneOf } from "../../text/patterns.ts";
import { Cue } from "./cue.ts";
import type { PlaceHit } from "./placeHits.ts";
import type { Sentence } from "./sentences.ts";

/** The sentence says where one works or comes. */
const WORKPLACE = new Cue(anyOf`
  \baffecte?e?s?\b
  \baffectation\b
  \bresidence administrative\b
  \b(?:service|siege|etablissement|agence|site) (?:\S{1,20} ){0,2}(?:est|sont) (?:\S{1,14} )?situe
  \bimplant(?:e|ation)
  \binstallee?s?\b
  \bdirection (?:inter)?(?:departementale|regionale|territoriale)[^.;:]{0,60}, (?:a \w|[a-z' -]{3,25}\.?$)
  \bsous-prefecture
  \b(?:laboratoire|centre|direction|unite|departement|pole|ecole|lycee|hopital|musee|parc) (?:\S{1,20} ){0,2}(?:se trouve|se situe|est (?:\S{1,14} )?(?:situe|base|installe|implante))
  \bvene[zr]\b
  \bvous attend\b
  \bcelui-ci est (?:a|en|situe|base)
  \bcdi\b
  \brejoi\w+ (?:l'equipe|nos equipes|le service|l'agence)\b
  \bau choix\b
  \bse voi(?:t|ent)\b
  \bsites? (?:de|d')\b
  \bexerce
  \b(?:based|located|positions?|jobs?|roles?|workplace|duty station|offices?|on-?site|hybrid)\b
  \bjours? (?:communs?|d'equipe|collectifs?)\b
  (?<!\bse )\bbase(?:e|s|es)?\b(?! de )
  \bpostes?\b
  \bemplois?\b
  \bantennes?\b
  \b(?:equipe|service|bureaux?|locaux|poste|direction|siege|ils?|elles?|nous) (?:\S{1,14} ){0,3}(?:demenag|transfer|s'install)
  ^(?:ou|where|sites?(?: principal| d'affectation)?|villes?|communes?|adresse|departement) ?:
  \blieux?\b
  \blocalis
  \bemplacement
  \benvironnement de travail\b
  tele-? ?trava
  \bbureaux?\b
  \blocaux\b
  \bpresences?\b
  presentiel
  \bsur (?:site|place)\b
  retrouv
  \bse reun
  \breunions?\b
  regroupement
  \brencontres? (?:mensuel|hebdo|reguli)
  seminaires?
  co-?working
  open[ _]?labs?\b
  \btravailler\b
  \btravaillerez\b
  \btravaill(?:ez|es|eras) (?:\w{1,14}ment )?(?:a|au|aux|dans|depuis)\b
  \b(?:vous|tu)\b[^;,]{0,60}\bdepuis\b
  \bou \?
  deplace(?:r|ment)
  \bvenir\b
  \bvenue\b
  \brejoindre\b.{0,20}\blocaux
  stage se deroule
  \baccueill
  \bremote\b
  a distance
  \bjours?\b.{0,20}\bsemaine
  \bjours? par mois
  \bjours? sur (?:cinq|5)\b
  \bavenue\b
  \brue\b
  \bquai\b
  \bboulevard\b
  \bcontrat\b
  \bmission\b.{0,30}\b(?:a|sur)\b
  \bcdd\b
  \bstage (?:a|sur)\b
  \btrajets?\b
  \bdesks?\b
  📍
  \bcampus\b
  \bopen[ -]?space\b
  \b(?:deux|trois|quatre|cinq|plusieurs|\d) (?:sites|antennes|implantations|bureaux|agences)\b
  \bpour (?:notre|nos|son|ses) (?:etablissement|site|agence|antenne|service|centre|usine|clinique|bureau)s?\b
  \bworks? (?:from|in|at)\b
  \bnotre (?:siege|agence|antenne|bureau)\b
  \brecrut\w+ pour\b
  \bau siege\b
  \b(?:a|dans) l'agence\b
  \bdepuis (?:nos|notre|votre|le siege|l'agence)\b
  \bse (?:deroul|pass|f[ae]|tien)\w*
  \bpartag\w+ (?:son|votre|ton|leur|le) (?:temps|semaine)\b
  \bl'une? (?:est )?a\b.{0,40}\bl'autre\b
  \brelocat\w+ to\b
  \b(?:ville|mairie|commune|metropole|chu|hopital|centre hospitalier) (?:de |d'|du |des )[^;.]{2,60}\b(?:re)?(?:cherche|crute|embauche)\b
  \b(?:our|the) \w{2,20} (?:team|office|hub)\b
  \brejoi\w+ (?:l[ae] |l'|notre )(?:centre|site|antenne|agence|campus|hopital|laboratoire)\b
  \betage\b
  \bou (?:vous|l'equipe|une? (?:salle|bureau|place)|votre)\b
  \bmeets?\b
  \bpassages?\b
  \b(?:offre|annonce|fiche|recrutement) (?:\S{1,12} ){0,2}(?:concerne|porte|vise)\b
  \b(?:equipe|elle|il|on) (?:y )?travaille\b
  \b(?:work|job|office) location\b
  \blocation ?:
  \bequipe (?:\w{1,14} )?(?:est )?a\b
  \b(?:vous etes|vous serez|tu es|tu seras|nous sommes) (?:\w{1,14}ment )?(?:a|au|en|dans)\b
  \bdays? (?:a week |per week |each week )?(?:in|at|from)\b
  \brejoi\w+ (?:la direction|le pole|la cellule|le bureau)\b
`);

/** The sentence is about something else than the job's own place. */
const ELSEWHERE = anyOf`
  experiment
  \bpartenaires? (?:a|en|dans)\b
  \breside(?:nt|z|r)?\b
  \bviv(?:ent|ons|re)\b
  \bterrain\b
  \bdeplo(?:ie|ye)
  disperse
  \brepartie?s?\b
  eparpill
  \bvadrouille
  \bmajoritairement base
  \bd'un peu partout\b.{0,40}\(
  \bnous sommes (?:tous )?entre\b
  \bentre\b(?!.{0,40}domicile).{3,40}\bet\b.{0,60}$
  membres? de l'equipe
  \bequipe (?:actuelle )?est (?:\w{1,20}ment )?entre\b
  \bequipe (?:actuelle )?entre\b
  \(equipe a\b
  \b(?:a distance|(?<!possibilite de )travaille\w*) (?:depuis|de)\b(?! (?:nos|des|les|la|facon|chez|votre|ton)\b)
  \butilisateurs? (?:a|de|en)\b
  \bun plus\b
  \bintrapreneure?s?\b.{0,20}\bbase
`;

/** « Nous travaillons tous à Brest », « l'équipe, elle, est à Laon » : whoever hires or is sought, and a town where it is. */
const OF_US =
  /\b(?:nous|vous|tu|on|votre|notre|nos|ton|l'equipe|le service|travail\w*|you|we|us|our|your|team|une salle|siege de l'equipe)\b[^;.]{0,60}(?:[ '](?:a|au|aux|in|at)| ?:) (?:[\w' -]{2,60}(?:,| et| ou| and| or) (?:(?:a|au|aux|in|at) )?)?$/;

/** A team in several towns is at home there; in one it works there. */
const TEAM_AT =
  /\b(?:nous sommes (?:toute?s |tous )?|equipe (?:actuelle )?est (?:\w{1,20}ment )?(?:situee )?)a\b/;

/** « (basé à Lille) », « Nicolas, basée à Pau » : where a colleague lives. */
export const TRADE = oneOf(
  `chef cheffe charge chargee coach dev designer developpeu\\w+ intrapreneur\\w* owner`,
);
const COLLEAGUE = new RegExp(
  `(?:\\([^()]{0,30}|\\b${TRADE}\\b[^.:;]{0,60}|\\bet \\w{2,20}, )\\bbasee?s? (?:a|sur|en)\\b`,
);

const EXPLICIT = anyOf`
  \b(?:lieu|localisation|lieu de travail|emplacement|ou)\b.{0,30}[:?—-]
  \bpostes? (?:est )?(?:a pourvoir|basee?s?|partagee?s?|a cheval)
  \bbase(?:e|s|es)? (?:a|au|en|dans|sur)\b
  \bbureaux\b
  \blocaux\b
`;

/** « Où ? », « Trois lieux au choix : », « Adresse des bureaux » */
const PLACE_HEADING =
  /^(?:\w{2,8} )?(?:lieux?|localisations?|emplacements?|ou|adresses?|implantations?|villes?|where|locations?)\b/;

/** « Hôpital des Salines – Guérande. » : who hires, and where, and nothing else. */
function isLetterhead(folded: string, hits: readonly PlaceHit[]): boolean {
  const [hit] = hits;
  if (hit === undefined || hits.length > 1 || folded.length > 120) return false;
  return (
    / - $/.test(folded.slice(0, hit.start)) && /^ ?(?:\(\d[\dab]\d?\))?[.]?$/.test(folded.slice(hit.end))
  );
}

/** Tells whether the words about a town say by themselves that one works there; `before`: those before its name. */
export function saysItself({ heading }: Sentence, said: string, before: string): boolean {
  return WORKPLACE.pattern.test(said) || OF_US.test(before) || PLACE_HEADING.test(heading);
}

/** Tells whether the towns of a sentence may be those of the job. */
export function saysWorkplace(sentence: Sentence, hits: readonly PlaceHit[]): boolean {
  const { folded, heading, topic } = sentence;
  const labelled = PLACE_HEADING.test(heading) && folded.length < 200;
  if (
    !WORKPLACE.isIn(sentence) &&
    !labelled &&
    !isLetterhead(folded, hits) &&
    !hits.some((hit) => OF_US.test(folded.slice(0, hit.start)))
  )
    return false;
  if (topic === "apply" && !EXPLICIT.test(folded) && !/tele-? ?trava|presen/.test(folded)) return false;
  if (hits.length > 1 && TEAM_AT.test(folded)) return false;
  const explicit = EXPLICIT.test(folded) && !COLLEAGUE.test(folded);
  if (ELSEWHERE.test(folded) && !(explicit && !/majoritairement base|disperse|repartis/.test(folded)))
    return false;
  return !COLLEAGUE.test(folded);
}
