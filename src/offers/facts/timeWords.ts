/** The words of working time: what counts it, what makes it an option, and what it is not. */
import { anyOf } from "../../text/patterns.ts";
import { Cue } from "./cue.ts";

const N = "(?:\\d(?:[.,]\\d)?|une?|deux|trois|quatre|cinq|one|two|three|four|five)";
const RANGE = `(?:entre )?${N} ?(?:j|jours?)?(?: ?(?:a|ou|-|et) ?(?:un )?${N})?`;
export const DAYS_A_WEEK = new RegExp(
  `(?<!\\/ ?)\\b${RANGE} ?(?:j\\b|jrs?|jours?|journees?)(?: et demie?)? ?(?:(?:environ|env|maximum|max|minimum|mini|min|ouvres?)\\.? ?)?(?:(?:d'intervention|de travail|de mission|travailles|d'activite) ?)?(?:(?:par|/|a la) ?(?:semaines?|sem\\b)|hebdomadaires?)|\\b${RANGE} days? ?(?:a|per|each|/) ?week|\\bsemaine de ${N} jours|\\b${N}-day (?:work(?:ing)? )?week`,
  "g",
);
export const FIFTHS =
  /\b(?:entre )?[1-5] ?\/ ?5(?:e|es|eme|emes|ieme)?\b(?: ?(?:ou|a|et)(?: un)? [1-5] ?\/ ?5(?:e|es|eme|emes)?\b)?/g;
/** « entre 12 et 20 jours par mois » */
export const DAYS_A_MONTH =
  /\b(?:entre )?\d{1,2}(?: ?(?:j|jours?))?(?: ?(?:a|ou|-|et) ?\d{1,2})? ?(?:j\b|jours?) ?(?:par|\/) ?mois\b/g;
/** « Nombre de jours : 2,5 à minima par semaine » ; 1 the number, 2 that it is the least. */
export const DAYS_LAST = new RegExp(
  `\\b(?:nombres? de jours|volume(?: de jours?)?(?: hebdo\\w*)?)(?: par semaine| estimes?)? ?:? ?(?:environ )?(${N}(?: ?(?:a|ou|-) ?${N})?)(?: jours?)?( (?:a minima|au minimum|minimum|mini))?(?: par semaine)?\\b`,
);
/** « 80 ou 100 % », behind a label or alone: two shares are a choice of time. */
export const SHARES = /(?:^|[:(] ?)[5-9]0 ?%? ?(?:ou|-|\/) ?(?:a )?(?:[6-9]0|100) ?%/;
/** A share of the working time, and no share of tasks (« 60 % de votre temps au support ») nor a figure of speech. */
export const PER_CENT =
  /\b(\d{2,3}) ?%?(?: ?(?:ou|a|et|-) ?(?:a )?(\d{2,3}) ?)?%(?= ?(?:$|[,.;:()/]|d'(?:un )?(?:temps|equivalent|etp)|etp\b|du temps (?:complet|plein)|min|max|au m|possib|accept|envisag|bienvenu|negoc|souhait|discut|ou |et |or |and |en (?:cd|freel)|pour |sur |avec |selon |est |reste ))/g;
export const SHARE_OF =
  /\b(?:(?:accept|envisag|etudi)\w* (?:\w{1,8} )?un|fte|quotite|temps partiel|temps de travail|temps complet|travaill\w+ a|(?:vous (?:serez|etes)|tu (?:seras|es)) a|contrat|postes? (?:\S+ ){0,2}(?:a|de)|travail a|emploi|(?<!prises? en )charge|activite|rythme|a temps|possib\w+|passer|working (?:time|hours)|part-time)\b[^;]{0,80}$/;
/** « 0,8 ETP », « FTE: 0.5 » : 1 or 2 the figures behind the point. */
export const FULL_TIME_SHARE = /\b0[.,]([2-9]\d?) ?(?:fte|etp)\b|\b(?:fte|etp) ?:? ?0[.,]([2-9]\d?)\b/;
export const NAMED =
  /\b(?:a )?(temps (?:plein|complet)(?: (?:ou|et|et\/ou|comme) (?:a |en )?(?:temps )?partiel)?|temps partiel (?:ou|et|et\/ou|comme) (?:a |en )?(?:temps )?(?:plein|complet)|plein[- ]temps|full[- ]time(?: or part[- ]time)?|temps partiel|temps non complet|mi-temps|part[- ]time|half[- ]time)\b/g;
export const HOURS =
  /\b3[5-9] ?(?:h|heures|hours)(?! d(?:e |')(?!travail))(?: ?\d\d\b)?(?: (?:par semaine|hebdomadaires|hebdo|a week|per week))?\b|\b(?:1\d|2\d|3[0-4]) ?(?:h|heures|hours)(?: ?\d\d)? ?(?:par semaine|\/ ?sem\w*|hebdomadaires|hebdo|a week|per week)\b|\b[12]\d ?h? ?\/ ?35(?: ?h| ?emes?|e)?\b/;
export const HAS_TIME = new Cue(
  /semaine|\/ ?sem\b|hebdo|week|(?:\dj?|jours?) ?(?:par|\/) ?mois|\/ ?5|temps (?:plein|complet|partiel|non)|plein[- ]temps|(?:full|part|half)[- ]time|mi-temps|\d ?%|\b[1-3]\d ?h|\/ ?35|\bfte\b|jours sur/,
);

/** « Deux jours par semaine ne posent aucun problème » : a count that does something, and stands behind no noun. */
export const DOES = /^ ?(?:ne |n'|pourr|peu[tv]|sont\b|est\b|ser(?:a|ont)\b|is\b|are\b|can\b|may\b)/;

/** « environ 3 jours par semaine » */
export const ABOUT_SO_MUCH = /\b(?:environ|autour de|en moyenne|roughly|about) ?$/;
/** Behind a rhythm: it holds for a part of the time, and another follows. */
export const FOR_A_PART =
  /^ ?(?:(?:sur|pendant|durant) (?:le premier|les (?:\w{1,6} )?(?:premiers )?|le |\d premiers )mois\b|(?:de|en) [a-z]{3,9} a [a-z]{3,9},)/;
/** « un cadrage à mi-temps, puis 8 mois à temps plein » : what stands behind the clause. */
export const BECOMES =
  /^,? (?:puis|then|ensuite)\b[^;.]{0,80}\b(?:(?:temps|mi-temps) ?(?:plein|complet|partiel)?|plein temps|(?:full|part)[- ]time)\b/;
/** « un mi-temps, puis un temps plein » */
export const CHANGES =
  /\bpasser(?:a|ont|ait)\b|^ ?(?:puis|ensuite|avant (?:de passer|un|le))\b|\b(?:puis|ensuite) (?:[a-z]{1,3} ){0,3}(?:temps|mi-temps|plein|\d)/;

/** Before a time that is the post's: its noun, or nothing but words that begin or go on with a list. */
export const OF_THE_POST =
  /\b(?:postes?|emplois?|contrats?|contract|missions?|cd[di]|stages?|free-?lances?|independant\w*|prestations?|travail\w*|rythme|quotite|charge|alternance|apprentissage|(?:re)?cherch\w*|recrut\w*|horaires?|exerc\w*|duree|volume|base|fte|praticien\w*|calibr\w*|offre|position|job|role|work\w*|internship|vacations?|civique|volontariat|dispo\w*|semaine|engagement|modalites?|evaluee?|estimee?|interv\w*|renfort|cycle|represent\w*|equivalent|prevoir|prevoyez|comptez|raison|frequence|demarrage|temps|proposee?|pour|fixed-term|permanent|consacr\w*|serez|seras|expect\w*|depend\w*)\b|\b(?:aujourd'hui|desormais|maintenant|now)\b[^;,]{0,24}$|(?:^|[.:;!?] )[ "(-]*(?:(?:this|is|it's|c'est|et|ou|a minima|autour de|a|au|en|un|une|soit|environ|entre|de|d'|au moins|minimum|jusqu'a|from|or|and|possibilites?|idealement|vous|tu|je|avec|dont) ?){0,4}[("]? ?$/;

/** « Le temps plein n'est pas impératif » : neither a rule nor an option. */
export const NO_RULE =
  /\b(?:pas|nullement|not) (?:\w{1,14}ment )?(?:obligatoire|imperati|necessaire|requis|exig|indispensable|impose|mandatory|required)/;
/** « Sur site à temps plein » tells where one works. */
export const AT_A_PLACE =
  /(?:sur (?:site|place)|\bpresen\w+|bureaux?|locaux|a distance|tele-?trava\w+|domicile|remote) a temps /;

/** What may be, and is not the rule: the word that says so stays with it. It stands close behind, or begins. */
export const OPTION_BEHIND =
  /^[^,;]{0,34}?\b(?:(?<!que )possibles?|envisageables?|acceptee?s?|bienvenus?|negociables?|souhaitee?s?|discutables?|a discuter|etudiee?s?|welcome|en option|preferables?|de preference|ideale?(?:ment)?|(?:peut|peuvent|pourra|pourront|pourrait) (?:se discuter|(?:aussi |egalement )?(?:se |etre )?(?:discut|demand|sollicit|obten|envisag|etudi|amenag|accord|negoci|accept|propos|admi)\w*)|se discute|est de droit)\b/;
/** « Temps partiel et télétravail bienvenus » : the word is said of both. */
export const OPTION_OF_BOTH =
  /^ et (?:le )?tele-? ?travail (?:sont |est )?(?:possibles?|envisageables?|acceptes?|bienvenus?)\b/;
/** « Rythme : 4/5 et télétravail possible » : behind a number the word is that of remote work, unless it is plural. */
export const OPTIONS_OF_BOTH =
  /^ et (?:le )?tele-? ?travail (?:sont )?(?:possibles|envisageables|acceptes|bienvenus)\b/;
export const OPTION_BEFORE =
  /\b(?:open to |amenag\w+ |ouverte?s? (?:a un|au|aux|a l'idee d|a des) |(?:accept|envisage|etudi|autoris|admett|concev)\w* (?!de )|possibilites? (?:de |d')|(?:peut|peuvent|pourra|pourront|pourrait|pourraient) (?:aussi |egalement )?(?:etre|convenir|s'exercer|s'effectuer|se faire|interesser) |option |(?:pouvez|peux|pourrez|pourras|peut|pourra) (?:aussi |egalement )?(?:travailler|exercer|choisir|opter|demander|passer) )[^;]{0,40}$/;
/** « idéalement à 80 % » : 1 the word. */
export const WISHED_BEFORE = /\b(idealement|de preference)[ ,:]{1,3}(?:a |en |de )?$/;
export const OPTION_WORDS: readonly (readonly [RegExp, string])[] = [
  [/envisageables?$/, "envisageable"],
  [/accept\w+$/, "accepté"],
  [/(?:bienvenus?|welcome)$/, "bienvenu"],
  [/(?:negociables?|discut\w+)$/, "négociable"],
  [/souhait\w+$/, "souhaité"],
  [/prefer\w+$/, "de préférence"],
  [/ideal\w*$/, "idéalement"],
];

/** Clauses about where one works: their days are no working time. */
export const ELSEWHERE =
  /(?:tele-? ?trava|presen(?:ce|tiel)|remote|a distance|sur (?:site|place)|\ba paris|\bdeplacement|\breunion|\bretrouv|\bvenir\b|bureaux|locaux|\bchez (?:toi|vous)|\bun jour par semaine)/;
export const NOT_THE_POST = anyOf`
  \bbac ?\+
  \bans d'experience
  \bdev(?:eloppeu\w+)? a \d
  \bequipe de \d
  \b(?:composent|constituent|compose|constitue)\b
  \bnous (?:sommes(?! (?:\w{1,10} )?ouvert)|travaillons)\b
  \bobjectif
  ^(?!.{0,200}\b(?:recrut|recherch|cherch)).{0,200}\b(?:\d{1,2}|une?|deux|trois|quatre|cinq|six|plusieurs|certaine?s|des|les|nos) (?:\w{1,14} )?(?:agente?s?|personnes|collegues|developpeu\w+|salarie\w*|etp|collaborat\w+|graphistes?|designers?|charge\w*|stagiaires?|cadres)\b[^;:,]{0,30}\b(?:(?:temps|mi-temps)\b|\d\d ?%)
  \b(?:guichets?|accueil|service|agences?|bibliotheque|mediatheque|musee|permanences?|cantine|salles?|standard|maison|lieu|bureaux?|boutique|centre|ecole|creche|piscine)\b[^;:]{0,30}\b(?:ouver\w+|ouvr\w+|recoi\w+|accueill\w+|fonctionn\w+|tenue?s?|assuree?s?|a lieu|ont lieu)\b
  \b(?:est|sont|reste|restent) (?:joignables?|tenue?s?|assuree?s?|ouverte?s? (?:au public|\d|\w{2,7} jours))\b
  \busagers\b
  \butilisateurs\b.{0,30}\d ?%
  \breduit\b
  \bintrapreneur\w*\b.{0,60}\d
  \btoutes les\b
  \bpo\b.{0,20}%
  capter
  \bdemarrage possible a mi-temps
  \bcoach\b.{0,30}(?:\bjour|mi-temps)
  \bmaxime au\b
  \b(?:ux|ui|cto|dev)\b.{0,30}\ba mi-temps
  \btaux\b.{0,20}\d{2} ?%
`;
export const ABOUT = anyOf`
  \bcharge\b
  \brythme\b
  \btemps\b
  \bcontrat\b
  \bmission\b
  \bposte\b
  \bindependant
  \bfree-?lance
  \bfrequence\b
  \bmodalite
  \bduree\b
  \bvolume\b
  \bpour \d
  \bstage\b
  \bcdd\b
  \bdispo
  \bsemaine de (?:\d|trois|quatre)
  \b(?:travaill\w+|interv\w+|renfort|passage|passer|soit|expect|works?|working)\b[^;]{0,60}\b(?:jours?|journees?|days?)\b
  \/ ?35e?\b
  ^[^:;,]{0,24}: ?3[5-9] ?(?:h|heures)\b
  \b(?:fte|etp)\b
  \b(?:heures|h) ?(?:par semaine|\/ ?sem|hebdomadaires?)\b
  ^(?:.{0,60}\? (?:non|oui)[ :,]{1,3})?[^a-z0-9]{0,4}(?:(?:environ|a raison de|entre|de|autour de|un rythme de|au moins) )?[a-z0-9,]{1,7}(?: ?(?:a|ou|-|et) ?[a-z0-9]{1,6})? ?(?:jours?|journees?|j) ?(?:et demie? )?(?:par semaine|\/ ?sem|hebdomadaires?)\b
  \btravail a\b
  \bquotite\b
  \b(?:travaill\w+|vous serez|tu seras) a \d
  \b(?:four|4)-day (?:work(?:ing)? )?week\b
  [5-9]0 ?%? ?(?:ou|-|\/) ?(?:a )?(?:[6-9]0|100) ?%
  \bemploi\b
  \b(?:full|part)[- ]time\b
  \bworking (?:time|hours)\b
  \benviron\b
  \bminimum\b
  \bminima\b
  \bdemarrage\b
`;
