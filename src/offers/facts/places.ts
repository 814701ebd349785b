/**
 * Where one works: towns, departments and regions named as the place of the job, of its offices, or of its team's
 * meetings. A place named for the field, an interview, a colleague's home or a body's name is not one.
 */

import { anyOf, oneOf } from "../../text/patterns.ts";
import { clausesOf } from "./clauses.ts";
import { Cue } from "./cue.ts";
import { isOfOthers } from "./ownership.ts";
import { type PlaceHit, placesIn } from "./placeHits.ts";
import type { PlaceNames } from "./placeNames.ts";
import type { Sentence } from "./sentences.ts";

/** Most places that are kept: an offer that names more is about the whole country. */
const MOST = 8;

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
  ^(?:sites?|villes?|communes?|adresse|departement) ?:
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
`);

/** The sentence is about something else than the job's own place. */
const ELSEWHERE = anyOf`
  experiment
  \bpartenaires? (?:a|en|dans)\b
  \breside(?:nt|z|r)?\b
  \bhabit(?:e|es|ez|ent|er)\b
  \bviv(?:ent|ons|re)\b
  \bterrain\b
  \bdeplo(?:ie|ye)
  disperse
  \brepartie?s?\b
  eparpill
  \bvadrouille
  \bmajoritairement base
  \bd'un peu partout\b.{0,40}\(
  \bnous sommes (?:tous )?(?:a|entre)\b
  \bentre\b(?!.{0,40}domicile).{3,40}\bet\b.{0,60}$
  membres? de l'equipe
  \bequipe (?:actuelle )?est (?:\w{1,20}ment )?(?:a|entre)\b
  \bequipe (?:actuelle )?entre\b
  \(equipe a\b
  \b(?:a distance|(?<!possibilite de )travaille\w*) (?:depuis|de)\b(?! (?:nos|des|les|la|facon|chez|votre|ton)\b)
  \butilisateurs? (?:a|de|en)\b
  \bun plus\b
  \bintrapreneure?s?\b.{0,20}\bbase
`;

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

/** « (basé à Lille) », « Nicolas, basée à Pau » : where a colleague lives. */
const TRADE = oneOf(`chef cheffe charge chargee coach dev designer developpeu\\w+ intrapreneur\\w* owner`);
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

/** Places in order of first mention, each once. */
export function readPlaces(
  title: Sentence | null,
  sentences: readonly Sentence[],
  names: PlaceNames,
): string[] {
  const found = new Set<string>();
  const travelled = new Set<string>();
  const add = (sentence: Sentence, hits: readonly PlaceHit[]) => {
    const clauses = clausesOf(sentence.folded);
    for (const hit of withoutSurroundings(sentence, hits)) {
      const clause = clauses.find(({ start, end }) => hit.start >= start && hit.start < end);
      const said = clause === undefined ? "" : sentence.folded.slice(clause.start, clause.end);
      if (isOfAnother(sentence.folded.slice(0, clause?.start), said)) continue;
      if (CLAUSE_ELSEWHERE.test(said) || isOfOthers(said)) continue;
      const before = said.slice(0, hit.start - (clause?.start ?? 0));
      if (OF_SOMEBODY.test(sentence.text.slice(Math.max(0, hit.start - 40), hit.start))) continue;
      if (NEARBY.test(before) || MEETING_OTHERS.test(before)) continue;
      const place = islandOf(hit, sentence.folded) ?? hit.place;
      (isTravel(before) ? travelled : found).add(place);
    }
  };
  if (title && !/\b(?:ville|metropole|region|departement|prefecture)\b/.test(title.folded))
    add(title, placesIn(title, names));
  for (const sentence of sentences) {
    const hits = placesIn(sentence, names);
    if (hits.length > 0 && saysWorkplace(sentence)) add(sentence, hits);
  }
  return [...(found.size > 0 ? found : travelled)].slice(0, MOST);
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

function saysWorkplace(sentence: Sentence): boolean {
  const { folded, heading, topic } = sentence;
  const labelled =
    /^(?:lieu|localisation|ou \?|emplacement|lieu de travail|ou\b)/.test(heading) && folded.length < 200;
  if (!WORKPLACE.isIn(sentence) && !labelled) return false;
  if (topic === "apply" && !EXPLICIT.test(folded) && !/tele-? ?trava|presen/.test(folded)) return false;
  const explicit = EXPLICIT.test(folded) && !COLLEAGUE.test(folded);
  if (ELSEWHERE.test(folded) && !(explicit && !/majoritairement base|disperse|repartis/.test(folded)))
    return false;
  return !COLLEAGUE.test(folded);
}

/** « Saint-Denis de La Réunion » is no town of the Île-de-France: the island stands for it. */
const OVERSEAS: ReadonlyMap<string, string> = new Map([
  ["971", "Guadeloupe"],
  ["972", "Martinique"],
  ["973", "Guyane"],
  ["974", "La Réunion"],
  ["976", "Mayotte"],
]);
const OVERSEAS_NAMES: ReadonlySet<string> = new Set(OVERSEAS.values());

/** « Saint-Denis (974) », « 97400 Saint-Denis » : the island. */
function islandOf({ place, start, end }: PlaceHit, folded: string): string | null {
  if (!isNamesake(place)) return null;
  if (/^ ?\(?(?:la )?reunion\b/.test(folded.slice(end, end + 14))) return "La Réunion";
  const code =
    /^ ?\(?(97\d)/.exec(folded.slice(end, end + 6)) ??
    /\b(97\d)\d\d ?$/.exec(folded.slice(Math.max(0, start - 7), start));
  return OVERSEAS.get(code?.[1] ?? "") ?? null;
}

/** « Saint-Paul », « Sainte-Marie » : names without anything that tells one from another. */
function isNamesake(place: string): boolean {
  return /^Sainte?-[^- ]+$/.test(place);
}

/** « Paris (La Défense) » is La Défense; « Strasbourg (priorité Bas-Rhin) » is Strasbourg. */
function withoutSurroundings({ folded }: Sentence, hits: readonly PlaceHit[]): PlaceHit[] {
  return hits.filter((hit, index) => {
    const next = hits[index + 1];
    if (next && isNamesake(hit.place) && OVERSEAS_NAMES.has(next.place) && next.start - hit.end < 24)
      return false;
    if (
      next?.place === "La Défense" &&
      hit.place === "Paris" &&
      /^[ (/,-]{1,4}$/.test(folded.slice(hit.end, next.start))
    )
      return false;
    const before = folded.slice(0, hit.start);
    return (
      !/\((?:[^()]{0,40}(?:en dehors|par exemple|hors de?)\b|priorite|notamment|dont|ex)[^()]{0,80}$/.test(
        before,
      ) && !/\b(?:poste mobile|notamment dans)\b[^.]{0,60}$/.test(before)
    );
  });
}
