/** The words that tell of remote work, and how much of it they grant. */
import { anyOf, oneOf } from "../../text/patterns.ts";
import { Cue } from "./cue.ts";

/** « 2 j TT », « TT : 2 j/sem » : remote work, where a number stands beside it. */
const ABBREVIATED = String.raw`(?<=\dj? (?:jours? )?(?:de |en )?)tt\b|tt\b(?= ?(?:[:.]{1,30} ?)?\(?\d)`;

export const MENTION = new RegExp(
  String.raw`\b(?:${ABBREVIATED})|` +
    /tele-? ?trava|\btelework|\ba distance\b|\bremote\b|\bremotely\b|\bdistanciel\b|\bchez (?:toi|vous|soi)\b|\b(?:votre|ton|travail\w{0,4} a|depuis (?:le|un|leur|son)|(?:bureaux?|siege|site|locaux) (?:et|ou) (?:le |son )?) ?domicile\b|\bdomicile (?:et|ou) (?:le |au |a la |la )?(?:bureau|siege|site|phare)\b|\b(?:de|depuis) chez (?:nous|eux|elles|lui)\b|\bhybride?\b|\bfrom home\b|\bhome office\b|\ble reste (?:(?:de la semaine|du temps|des jours)\b.{0,40}|a |depuis (?:le |son |votre )?)\bdomicile\b/
      .source,
);
export const ABOUT_REMOTE = new Cue(
  new RegExp(
    `${MENTION.source}|\\bpresentiel\\b|\\bsur (?:site|place)\\b|\\bon[- ]?site\\b|\\bpresence (?:physique|permanente|quotidienne|continue)|\\b(?:daily|permanent) presence|\\blocaux\\b|\\bau bureau\\b|\\b(?:pas|plus|sans|aucun|ni) (?:de |d')?bureaux?\\b|\\bou (?:que )?(?:vous|tu)\\b|n'importe (?:ou|quel)|\\ba la maison\\b|\\bjours? [^;:.]{0,30}\\ba domicile|\\bpresence [^;:.]{0,50}(?:quotidien|tous les jours|chaque jour)|\\bat home\\b|\\bou bon (?:vous|te)|\\blieu de vie|anywhere|wherever|where you|(?:in|at) (?:the|our) (?:\\w+ )?office|\\bpresence (?:demandee|attendue|requise|obligatoire|souhaitee|necessaire)|premises`,
  ),
);

export const NOT_ABOUT_THE_POST = anyOf`
  \b(?:capacite|capable|habitude|aisance|aptitude|competences?|experience)s?\b.{0,80}(?:a distance|remote|teletravail)
  \ba l'aise\b.{0,80}(?:a distance|remote|teletravail)
  \bsa(?:is|vez) travailler\b
  fait l'experience
  \b(?:travail|equipe) .{0,40}a distance vous est evident
  ne te fait pas peur
  \bautonome\b.{0,60}(?:a distance|remote|teletravail)
  reunions? d'equipe.{0,40}a distance et en presentiel
  \bacced\w+ a distance
  \boutils?\b.{0,60}\ba distance
  bureau a distance
  \btests? utilisateurs? a distance
  conditions de travail de l'equipe
  \bentretiens?\b.{0,40}(?:a distance|distanciel|presentiel|visio)
  \b(?:prise en main|acces|connexion|consultation|enseignement|cours|suivi|demarche)s? a distance
  \b(?:etude|enquete|charte|accord|politique|guide|barometre|developpement|reglement)s?\b.{0,12}\b(?:sur le|du|de|le) tele-? ?travail
  \bconseillers?\b
  \bdont (?:\d[\d ]*|un tiers|la moitie|deux|trois|quatre|plusieurs) (?:(?!jours?|journees?)\w+ ){0,2}en tele-? ?travail
  \bevenements?\b
  ^(?!.{0,300}tele-? ?trava)(?:(?!a distance|remote|distanciel)[^;]){0,80}\b(?:reunions?|rituels?|points?|ateliers?|stand-?ups?|daily|meetings?) [^,;:()]{0,40}(?:a distance|en visio|en distanciel|remotely)
  (?:formations?|ateliers?|rendez-vous|animation|rassemblements?)[^.]{0,40}(?:a distance|en presentiel|en ligne)
  \b(?:developpeur|designer|coach)\w*,? [^.]{0,60}\ben (?:remote|distanciel)
`;

/** A denial of remote work that refuses none: « ne vous effraie pas », « ne suffit pas ». */
export const NO_REFUSAL =
  /effra|peur|\bgen|derang|rebut|frein|suffi|signifi|veut (?:pas )?dire|limit|born|rempla|empech|reserv|impos(?!s)|oblig|connai|habitu|probleme|craign|maitris|experience|prefer|\b(?:avoir|avez|as) (?:deja |jamais |pas |encore ){0,2}(?:tele-?)?travaille|scare|afraid|mind\b|used to/;
const COUNT = String.raw`(?:\bun|[1-5]|deux|trois|quatre)(?: (?:a|ou) \d)?`;
const ON_SITE = "(?:presence|presentiel|sur (?:site|place|paris)|a paris|dans (?:le|les|nos)|au bureau)";
const THERE = String.raw`(?:en presentiel|sur (?:site|place)|dans (?:le|les|nos)|a (?!discuter|distance|partir)\w+)`;
/** A day on site every week makes it partial, whatever else is said. */
export const WEEKLY_ON_SITE = anyOf`
  (?:on[- ]?site|office|\bin person)[^.;]{0,40}\b(?:once|twice|(?:two|three) times|every|each) (?:a |per )?week
  \b(?:once|twice|(?:two|three) times) (?:a|per) week[^.;]{0,30}(?:on[- ]?site|office|in person)
  ${ON_SITE}[^.;]{0,60}${COUNT} ?(?:j|jours?|fois)? ?(?:par|/) ?sem
  ${COUNT} ?(?:j|jours?|fois) ?(?:par|/) ?semaines?,? ${THERE}
  \b[1-4] jours? (?:en|de) (?:presentiel|presence)[^.;]{0,30}\bsemaine
  (?:${ON_SITE}|\ba (?!distance|domicile)\w{3,20})[^.;]{0,30}\b(?:chaque|tous les|toutes les|une fois par) (?:semaines?|lundis?|mardis?|mercredis?|jeudis?|vendredis?)\b
`;

/** Meetings somewhere every week: partial, unless the offer calls remote work the norm. */
export const WEEKLY_MEETINGS = anyOf`
  \b(?:reunions?|ateliers?|rituels?|rencontres?) (?:\w{1,12} ){0,2}(?:a (?!distance)|sur )\w[^.;]{0,40}\bhebdo
  \b(?:reunions?|rencontres?|presences?|journees?|venues?) hebdo\w* (?:a (?!distance)|sur |dans |en presentiel|au bureau)
`;

/** « Localisation : 4 rue du Phare et en télétravail », « En télétravail et à Brest (2 fois par semaine) » : some of each. */
export const BOTH = anyOf`
  (?:\bpresentiel|\bsur (?:site|place)|\blocalisation|\blieu|\bbureaux?|\blocaux)\b[^;]{1,80}\bet (?:en |le )?tele-? ?travail
  \ben (?:tele-? ?travail|remote),? et (?:a|au|aux|dans|sur)\b[^;()]{1,40}\(${COUNT} ?(?:j|jours?|fois) (?:par|/) ?sem
`;

export const REMOTELY = String.raw`(?:tele-? ?trava\w{0,9}|remote|a distance|distanciel)`;
export const FULL = anyOf`
  \b(?:entiere|integrale|totale|complete|exclusive)ment (?:\S+ ){0,2}(?:tele-? ?trava|a distance|remote|depuis (?:votre|ton) domicile|depuis chez|(?:a|de) (?:votre|ton )?domicile|from home)
  \ben totalite (?:\S+ ){0,2}(?:depuis|en tele|a distance|a domicile)
  \btele-? ?travaill?\w* (?:a |est a )?(?:temps plein|plein temps|a 100|integralement|entierement|totalement)
  \b(?:tele-? ?travail|a distance|remote)\b.{0,30}\b(?:mode (?:de travail |d'organisation |de fonctionnement )?(?:par defaut|normal|habituel|principal)|la norme|la regle|le standard|by default|the norm)
  \bpar defaut,? (?:en )?(?:tele-? ?travail|a distance|remote)
  \bfully remote\b
  \b100 ?% remote\b
  \bremote[- ](?:position|role|job)\b
  \b(?:everyone|everybody|the whole team|we all) works? (?:remotely|from home)
  ^ ?(?:on|nous) travaill(?:e|ons) (?:tous |toutes )?(?:a distance|en tele-? ?travail|en remote)(?! (?:une?|deux|trois|\d|le|les|parfois|souvent|de temps))
  \b(?:toute l'equipe|tout le monde) (?:travaille|est) (?:a distance|en tele-? ?travail|en remote|(?:de|depuis) chez)
  \b(?:l'ensemble|la totalite|l'integralite) (?:du |de la |de l'|des )(?:poste|travail|mission|activite|temps)\w*\b.{0,30}(?:a distance|tele-? ?trava|remote)
  \b(?:poste|mission|travail|activite) (?:s'exerce|s'effectue|est exercee?|est effectuee?) (?:a distance|en tele-? ?travail)(?! (?:possible|partiel|ponctuel|une? partie|le reste))
  \btele-? ?travail (?:\d ?jours? sur )?(?:5|cinq) jours sur (?:5|cinq)
  \btravail (?:est|s'|se )?(?: ?effectue| ?fait) a distance(?! le reste)
  tele-? ?travail (?:est )?(?:complet|total|integral|permanent|exclusif|exclusivement|par defaut)
  tele-? ?travail (?:est )?(?:a 100|(?:a )?temps complet)
  \btele-? ?travail ?:? ?\(?100 ?%
  \b100 ?% (?:en |du temps en )?(?:tele-? ?travail|remote|a distance|distanciel)
  \bfull[- ]?remote\b
  \bremote[- ](?:first|only)\b
  \bremote complet\b
  \btotal remote\b
  \bpartiel ou total\b
  \btotal ou partiel\b
  (?:partiellement|en partie) ou (?:total|entier)
  ${REMOTELY}.{0,12}\b(?:est|reste|sera)\b.{0,30}\b(?:la norme|le referentiel|de rigueur|le mode|la regle)
  ${REMOTELY}.{0,12}\b(?:est|reste|sera)\b.{0,30}\b(?:par defaut|privilegie)
  \b(?:essentielle|principale|integrale|entiere|totale|majoritaire|exclusive)ment\b.{0,12}${REMOTELY}
  \b(?:poste|mission|stage) (?:est )?(?:100 ?% )?en ["']?(?:tele-? ?travail|remote)\b["']?(?! (?:partiel|possible|ponctuel))
  \bposte (?:est )?(?:entierement |totalement |exclusivement )?a distance\b(?! (?:possible|partiel|ponctuel))
  \btele-? ?travail et/?(?:ou)?\b.{0,30}(?:possibilite|rejoindre|atelier|co-?working|locaux|bureaux)
  \btele-? ?travail avec (?:(?:au )?minimum |possibilite de |quelques )?(?:\d |une? )?(?:deplacement|reunion|regroupement|seminaire|rencontre)
  \b(?:organisation|emplacement|lieu|localisation|ou ?\?|contrat|semaine)\b.{0,40}\ben tele-? ?travail(?! possible)
  \b(?:lieu|localisation|emplacement|ou) ?[?:]? ?:? ?(?:tele-? ?travail|a distance)(?! (?:partiel|possible|bienvenu|encourage|ok|accepte))
  \btele-? ?travail a volonte
  \bequipe\b.{0,40}\b(?:dispersee|repartie|distribuee|eclatee)\b.{0,60}\btravaille (?:a distance|(?:de|depuis) (?:chez soi|son domicile))
`;

/** « en remote (possibilité également de travailler dans nos bureaux) » : the site is the option. */
export const SITE_OPTIONAL = new RegExp(
  `${REMOTELY} ?[,(:-]? ?(?:avec )?(?:la )?possibilite (?:egalement |aussi )?de (?:travailler|venir|se rendre|rejoindre)\\b(?! (?:en|a) (?:tele|distance|remote))`,
);

/** Words that grant it without making it the rule. */
const WELCOME = oneOf(`
  possib\\w* bienvenue?s? partiel\\w* envisag\\w* ponctuel\\w* occasionnel\\w* accepte encourage \\bok\\b flexible souhait\\w*
  etudie\\w* \\bcas\\b autoris\\w* favoris\\w* apprecie friendly negociable souvent parfois semaine
`);
export const PARTIAL = anyOf`
  \btele-? ?travaillables?\b
  \bor remotely\b
  \b(?:jours?|journees?|autres|sont|seront) tele-? ?travaillee?s?\b
  \ble reste (?:de la semaine|du temps|des jours)\b.{0,40}\bdomicile\b
  \ble reste (?:a|depuis (?:le|son|votre)) domicile\b
  \btele-? ?travail (?:sinon|le reste|autrement|les autres jours)
  \btele-? ?travail (?:\S+ ){0,3}(?:est )?ouvert\b
  \bhybrid\b
  \bremote[- ]friendly\b
  \b(?:chez (?:toi|vous|soi)|(?:votre|ton) domicile|from home)\b
  (?:a distance|en tele-? ?travail|en remote) le reste du temps
  \ble reste(?: du temps| de la semaine)?,? (?:a distance|en (?:tele-? ?travail|distanciel|remote))
  ${REMOTELY}\b.{0,60}${WELCOME}
  ${WELCOME}\b.{0,60}${REMOTELY}
  \b(?:droit de|ou)\b.{0,60}${REMOTELY}
  ${REMOTELY}\b.{0,30}\bpresence (?:\w{2,8} )?(?:reguliere|frequente|soutenue|importante)
  (?:tele-? ?travail|remote).{0,40}\b[1-4] ?(?:a|ou|-)? ?[1-4]? ?(?:j|jours?)\b
  \b[1-4] (?:jours?|j) (?:de|en) (?:tele-? ?travail|remote)
  \bchez (?:toi|vous)\b
  \bremote[ -]friendly\b
  \b(?:travail|poste|rythme|organisation|presence) (?:en )?(?:mode )?hybride\b
`;

/** A line that is about nothing but remote work: « Télétravail », « - Travail à distance. », « En télétravail : … » */
export const BARE =
  /^en (?:tele-? ?travail|remote) ?:|(?:^|[|·] )(?:en |mission en |poste en )?["']?(?:tele-? ?travail|travail a distance|remote)["']?(?= ?(?:$|[.,/;(+]|et\b|avec\b|a \d|- ))/;
