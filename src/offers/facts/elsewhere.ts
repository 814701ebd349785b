/** What a clause says of a town in it: that of the job, one where one only goes, or another. */

import { anyOf } from "../../text/patterns.ts";
import { clausesOf } from "./clauses.ts";
import { isOfOthers } from "./ownership.ts";
import type { PlaceHit } from "./placeHits.ts";
import type { Sentence } from "./sentences.ts";
import { saysItself, TRADE } from "./workplace.ts";

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
  (?<!\b(?:equipe|incubateur|laboratoire|association|startup) (?:est )?)\bheberg
  \bstocke
  \bserveurs?\b
  \bdatacent
  \bpartenaires?\b
  \bclients?\b
  \b(?:our|their) (?:\w{1,14} )?(?:customers|partners|users|suppliers)\b
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
  \b(?:nee?|creee?|fondee?)s? (?:a|en|dans)\b
  \b(?:born|founded|created) in\b
  \b(?:s'est|se sont|a ete|ont ete) (?:\w{1,14}ment )?(?:etendu|deploy|developp|generalis|diffus|lance|adopt)\w*
  \b(?:recrut\w+ |cherch\w+ |postes? (?:est |sont )?(?:ouvert\w* |propose\w* )?)(?:aussi|egalement)\b
  \b(?:vit|vivent|reside|resident)\b
  \b(?:identiques?|similaires?|de meme nature)\b
  \b(?:votre|ton|le|la|un|une) (?:tuteur|tutrice|manager|responsable|referente?|mentor|chef|cheffe|collegue|binome)\b[^,;]{0,30}\b(?:est|sera|vit|travaille|se trouve)\b
  \bhabit(?!u|ation)\w+
`;
/** Where one only goes, where a seat is, and where a team once settled: it counts where the offer names no other place. */
const ASIDE = anyOf`
  \btravel\w*
  \b(?:ville|mairie|commune|metropole|chu|hopital|centre hospitalier) (?:de |d'|du |des )$
  \b(?:irez|iras|ira)\b
  \btrips?\b
  \bmissions? (?:ponctuel|reguli|courte|occasionnel)\w*
  \b(?:notre siege|siege social|(?:le|son) siege (?:est|se trouve|se situe))\b
  \b(?:hq|headquarter\w*|head office)\b
  \b(?:s'est|se sont) (?:\w{1,14}ment )?(?:install|implant|etabli)\w*
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
  /(?<!\bavec (?:l[ae]s? |l'|nos |des ))\b(?:depuis|base\w*|postes?|bureaux?|affect\w+|residence|(?<!s'est |se sont )(?:implante\w*|installe\w*)|situe\w*|locaux)\b/g;

/** « L'association compte trois antennes : Pau, Dax … » : each may be the place, until a post names one. */
const HAS_OFFICES =
  /\b(?:compt\w{1,4}|avons|possed\w{1,4}|dispos\w{1,4} de|have|has|with) (?:aujourd'hui |actuellement )?(?:des|deux|trois|quatre|cinq|plusieurs|several|two|three|satellite|\d+)?\b ?(?:\w{3,12} )?(?:antennes|bureaux|agences|sites|implantations|offices|hubs)\b[^;]{0,90}$/;
/** « La maintenance des postes de Brest » */
const TENDED =
  /\b(?:maintenance|depannage|support|renovation|amenagement|animation) (?:des|du|de la|de l')[^;]{0,80}$/;
/** « Les communes rurales de la Creuse », « les chantiers du Havre et de Brest » : what there are many of is no workplace. */
const OF_MANY =
  /\b(?:les|des|ces|aux) (?!bureaux|locaux|antennes|sites|agences|implantations|equipes)(?:[\w-]{2,20}[sx] ){1,3}(?:de |d'|du |des |de la |de l')(?:[\w' -]{2,60}(?:,| et| ou) (?:de |d'|du |des |la |l'){0,3})?$/;
/** « …, où se trouve le bureau », « …, lieu d'affectation, » : what follows says the workplace. */
const OFFICE_THERE =
  /^ ?(?:\([^()]{0,20}\) ?)?,? (?:ou (?:se trouv\w+|est|sont|sera|vous|tu|nous|l'equipe|une? \w+ vous)\b|(?:votre )?(?:lieu d|residence admin|ou l'on vous))/;
/** « Avec les équipes de Lyon », « pour nos collègues de Pau » : whom one works with. */
const WITH_OTHERS =
  /\b(?:avec|pour|aupres|au service|with|alongside|for) (?:d\w{1,2} |l[ae]s? |l'|nos |our |the )(?:\w{1,14} )?(?:equipes?|services?|collegues|homologues|bureaux|agents|directions?|prefectures?|elus|teams?|offices?|colleagues)\b[^;]{0,60}$/;

/**
 * What the sentence says of one of its towns: that one works there; that it counts where the offer names no other, as
 * where one only goes and where a seat is; or that it is another place.
 */
export function roleOf(
  sentence: Sentence,
  hit: PlaceHit,
  hits: readonly PlaceHit[],
): "work" | "aside" | "other" {
  const { text, folded } = sentence;
  const { context, start, end } = spokenOf(folded, hit, hits);
  const said = context + folded.slice(start, end);
  if (isOfAnother(folded.slice(0, start), said)) return "other";
  if (CLAUSE_ELSEWHERE.test(said) || isOfOthers(said)) return "other";
  if (OF_SOMEBODY.test(text.slice(Math.max(0, hit.start - 40), hit.start))) return "other";
  const before = context + folded.slice(start, hit.start);
  if (NEARBY.test(before) || MEETING_OTHERS.test(before)) return "other";
  if (HAS_OFFICES.test(before)) return "aside";
  if (TENDED.test(before) && !before.includes("depuis")) return "other";
  const near = nearWords(before);
  if (OF_MANY.test(near)) return "other";
  if (WITH_OTHERS.test(near)) return "other";
  if (OFFICE_THERE.test(folded.slice(hit.end))) return "work";
  return ASIDE.test(near) || !saysItself(sentence, said, before) ? "aside" : "work";
}

/** The clause of a town, and before it those that it only goes on with: « nos clients sont à Pau, à Dax (et à Foix) ». */
function spokenOf(
  folded: string,
  hit: PlaceHit,
  hits: readonly PlaceHit[],
): { readonly context: string; readonly start: number; readonly end: number } {
  const clauses = clausesOf(folded);
  let context = "";
  let beforeAside = "";
  for (const [index, { start, end }] of clauses.entries()) {
    const sign = folded.slice(clauses[index - 1]?.end ?? 0, start);
    const first = hits.find((one) => one.start >= start && one.start < end);
    const isGoingOn = goesOn(folded.slice(start, first?.start ?? end), first !== undefined);
    const before = sign.includes(")") ? beforeAside : context;
    context = isGoingOn && !/[;.!?]/.test(sign) ? before : "";
    if (hit.start >= start && hit.start < end) return { context, start, end };
    if (sign.includes("(")) beforeAside = before;
    context += folded.slice(start, end);
  }
  return { context: "", start: 0, end: 0 };
}

/** Nothing but small words before the town. */
const LIST_GOES_ON =
  /^ ?(?:(?:et|ou|puis|plus|parfois|surtout|aussi|egalement|meme|and|or|in|at|a|au|aux|en|dans|sur|pour|le|la|les|du|des|de)[ ']|l'|d')*$/;

/** « …, la designer à Sète » : somebody else, and the verb of the clause before. */
const ELLIPSIS = new RegExp(
  `^ ?(?:et )?(?:l[ae] |l'|un |une |mon |ma )${TRADE}\\b[^,]{0,30}(?:a|au|en) (?:l[ae] )?$`,
);

/** « … et à l'Agence des marées (Brest) » */
const ONE_MORE = /^ ?(?:et|ou|and|or) (?:aussi |egalement |parfois )?(?:a|au|aux|en|dans|sur|in|at) /;

/** `lead`: what a clause says before its town, or all that it says. */
function goesOn(lead: string, hasTown: boolean): boolean {
  return ELLIPSIS.test(lead) || (hasTown ? LIST_GOES_ON : ONE_MORE).test(lead);
}

/** « Vous rendez compte à la direction générale, installée à Paris » : theirs is another place. */
function isOfAnother(before: string, said: string): boolean {
  return /^ ?(?:installe|situe|base|implante|sise)/.test(said) && WITH_ANOTHER.test(before);
}

const WITH_ANOTHER =
  /\b(?:rend\w* compte|en (?:lien|relation|contact)|aupres|avec|pour le compte)\b[^;.]{0,60},?$/;

/** Of the words before a town those from the last one on that says a workplace. */
function nearWords(before: string): string {
  const from = [...before.matchAll(FROM)].at(-1);
  return from === undefined ? before : before.slice(from.index);
}
