/**
 * Remote work by what a clause is about: the post, the team or the person who works from afar, and how much of it. Words
 * that grant it are many; what a clause is about shows by its subject.
 */
import { anyOf, oneOf } from "../../text/patterns.ts";
import { clausesOf } from "./clauses.ts";
import { FOR_A_WHILE } from "./counts.ts";
import { isOfOthers } from "./ownership.ts";

const AFAR = String.raw`(?:tele-? ?trava\w{0,12}|telework\w{0,5}|(?:en|le|de) distanciel|remote(?:ly)?|(?:son|votre|ton) domicile|travail\w* a domicile|chez (?:vous|toi|soi|nous)|from home)`;

/** « Le suivi du télétravail », « un outil de télétravail » : what the work is about, and no way to work. */
const ITS_TOPIC = new RegExp(
  String.raw`\b(?!(?:jours?|journees?|reste|partie|part|cadre|benefice|rythme|semaine|possibilites?|forfait|regime|quotite|droit|facilites?|temps|modalites?|organisation|periode|mode|option|nombre|pas|plus|moins|beaucoup|peu|fois|hebdomadaires?|mensuels?|fixes?|maximum|possible|ou|et|ni|sans|lieu|annuels?|flottants?|flexible)\b)` +
    String.raw`[a-z]{3,20} (?:du|de|sur le|en matiere de|a propos du|relati\w+ au|lie\w* au|dedie\w* au|consacre\w* au) (?:tele-? ?trava\w*|travail (?:a distance|hybride))` +
    String.raw`|\b(?:recours|passage|passer|passent|passes|transition|generalisation|sensibilis\w+|form\w+|initi\w+) (?:\w{1,12} )?(?:au|en) (?:tele-? ?trava\w*|travail (?:a distance|hybride))\b(?! (?:est|sera|reste|possible|autoris|encourag|pourra|peut))` +
    String.raw`|\b(?:agente?s?|salarie\w*|collaborat\w+|collegues|personnes|usagere?s?|gens|cadres|ministeres?|entreprises?|communes) (?:qui |que |deja |places? |travaillant )?(?:\w{1,10} )?(?:en )?tele-? ?trava\w*`,
  "g",
);

const PRAISED = oneOf(`
  est sont sera seront reste demeure etant peut peuvent pourra pourront ouvr\\w+ permet\\w* autoris\\w+ accept\\w+ prevoi\\w+
  propos\\w+ offr\\w+ pratiqu\\w+ privilegi\\w+ favoris\\w+ encourag\\w+ adme\\w+ s'exerc\\w+ s'effectu\\w+ exerc\\w+
  effectu\\w+ realis\\w+ accord\\w+ s'organis\\w+ organis\\w+ donn\\w+ comport\\w+ compati\\w+ eligib\\w+ ouvert\\w*
`);
const GRANTED = anyOf`
  ^[ "(-]{0,3}(?:(?:et|mais|puis|ensuite|toutefois|enfin|aussi|egalement|avec|par ailleurs) )?(?:le |un |ce |notre |du |des |en )?(?:recours au |acces au |peu de )?(?:tele-? ?trava\w*|travail (?:a distance|hybride|en distanciel|a domicile)|distanciel|mode hybride|remote work\w*|telework\w*|working (?:remotely|from home)|home office)\b
  \b${AFAR} (?:[^;:]{0,30} )?(?:pourra\w{0,3}|peu\w{1,3}|est|sera|seront|sont|reste) (?:\w{1,12} ){0,2}(?:accord|autoris|possib|envisag|accept|ouvert|propos|admis|permis|prevu|organis|pratiqu|souhait|libre|souple)
  \b(?:postes?|emplois?|fonctions?|missions?|activites?|taches?|travail|organisation|equipe|service|direction|nous|on|structure|agence) [^;:]{0,50}\b${PRAISED}\b[^;:]{0,50}(?:${AFAR}|\ba distance\b)
  ^ ?(?:et |puis |ensuite )?travaill(?:ez|es|erez|eras) [^;:]{0,20}(?:${AFAR}|\ba distance\b|\ba domicile\b)
  ^ ?(?:et |puis |ensuite )?travail a domicile
  \b(?:quarts?|tiers|moitie|majorite|plupart|majeure partie|essentiel) [^;:]{0,20}(?:${AFAR}|\ba distance\b)
  \b(?:rien n'(?:empeche|interdit)|libres? (?:a vous )?de|il est (?:possible|permis)|c'est possible)\b[^;:]{0,60}(?:${AFAR}|\ba distance\b)
  \b(?:eligible|ouverte?|accessible|compatible|propice|favorable)s? (?:au|a|avec le) (?:tele-? ?trava|travail a distance)
  \b(?:postes?|emplois?|fonctions?|missions?|activites?) (?:partielle?ment |en partie |largement )?${AFAR}
  \b(?:vous|tu) (?:pouvez|pourrez|peux|pourras|beneficie\w*|dispose\w*|avez|aurez|as|auras|travaill\w+|tele-?trava\w+|exerce\w+|etes|serez|choisi\w+|organis\w+|alterne\w*|partage\w*|effectue\w*) [^;:]{0,60}${AFAR}
  \b(?:vous|tu|possibilite|partie (?:du|des|de (?:votre|ton|vos|l'activite))|missions?|taches?|activites?)\b [^;:]{0,40}\b(?:travaill|exerc|effectu|realis|serez|etes)\w*\b[^;:]{0,40}\ba distance\b
  \b(?:possibilites?|facilites?|droit|jours?|journees?|acces|ouverture|options?|souplesse|part|partie|place) [^;:]{0,40}${AFAR}
  \b(?:bureaux?|site|siege|locaux|service)\b.{0,14}\b(?:et|ou) (?:le |son |votre |ton |a |au )?domicile
  \bdomicile (?:et|ou) (?:le |au |a la |la )?(?:bureau|siege|site|phare)\b
  \b(?:lundis?|mardis?|mercredis?|jeudis?|vendredis?)\b[^;:]{0,40}(?:tele-? ?trava|a distance|distanciel|domicile|chez (?:vous|soi|toi))
  (?:tele-? ?trava\w*|a distance|distanciel|domicile|chez (?:vous|soi|toi))[^;:]{0,24}\b(?:lundis?|mardis?|mercredis?|jeudis?|vendredis?|les autres jours|le reste)\b
  \b(?:le reste|autres jours|autrement)\b[^;:]{0,60}(?:tele-? ?trava|a distance|distanciel|domicile|chez (?:vous|soi|toi))
  \b(?:you|we|the team|this (?:role|position|job)|staff) (?:can|may|will|could|are|is|have|offer|support|allow|work|accept)\b[^;:]{0,50}(?:remote|telework|from home|hybrid)
  \b(?:partly|partially|part-?time|occasional(?:ly)?) (?:remote|from home|telework)
  \b(?:remote|telework\w*|home ?working|from home|hybrid)\b[^;:]{0,40}\b(?:possible|allowed|available|welcome|offered|accepted|optional|can|may|option|days?)\b
`;

/** Some of the work from afar, by what a clause (folded) is about. */
export function isGranted(folded: string): boolean {
  const about = folded.replace(ITS_TOPIC, ";");
  return clausesOf(about).some(({ start, end }) => {
    const clause = about.slice(start, end);
    return GRANTED.test(clause) && !isOfOthers(clause);
  });
}

/** All of it: « full distanciel », « entièrement en remote », « télétravail intégral ». */
const WHOLLY = anyOf`
  \b(?:full|100 ?%|tout|entierement|totalement|integralement|completement|exclusivement|uniquement) (?:\S{1,8} ){0,2}(?:tele-? ?trava|telework|a distance|distanciel|remote|(?:votre|ton) domicile|chez (?:vous|toi|soi|nous)|from home)
  \b(?:postes?|equipe|missions?) (?:est|sont) (?:a distance|en tele-? ?travail|en distanciel|remote)\b(?! (?:possible|partiel|ponctuel|une|le|les|deux|trois|\d|quelques|certain|jusqu))
  \b(?:tout (?:le poste|le travail|se fait)|toute l'activite)[^;:.]{0,30}(?:en ligne|a distance|(?:de|depuis) chez|tele-? ?trava)
  (?:tele-? ?travail|distanciel|remote|travail a distance) (?:est |a )?(?:complet|total|integral|permanent|exclusif|full-time)
  (?:tele-? ?travail\w{0,4}|distanciel|remote|a distance) (?:en totalite|totalement|entierement|integralement|exclusivement|uniquement|tout le temps|toute l'annee)
  \b(?:toutes? et tous|tous|toutes|tout le monde) (?:\S{1,10} ){0,2}(?:a distance|tele-? ?travail\w*|en distanciel|(?:de|depuis) chez (?:soi|nous|eux))
`;

export function isWhole(folded: string): boolean {
  return WHOLLY.test(folded);
}

/** One works from wherever one likes. */
const ANYWHERE = anyOf`
  \b(?:d'ou|de la ou|ou) (?:vous|tu) (?:le )?(?:voul\w+|souhait\w+|veux|desir\w+|prefer\w+)
  \bou que (?:vous|tu) (?:soy\w+|sois|viv\w+|habit\w+|resid\w+|travaill\w+)
  \b(?:vous|tu|travail\w*|poste|habit\w+|viv\w+)\b[^;:]{0,40}\b(?:de |depuis )?n'importe (?:ou|quel\w* (?:ville|region|endroit|lieu|departement))\b
  \bou bon (?:vous|te) semble
  \b(?:choisi\w+|libre choix|choix) (?:de )?(?:votre|ton|du|librement votre) lieu de (?:vie|travail|residence)
  \bfrom (?:anywhere|wherever)\b
  \bwherever you (?:live|are|like|want)\b
  \bwork where you (?:like|want|live|prefer)\b
`;
/** « Sans bureau », « nous n'avons pas de locaux » ; not « pas de bureau à Lille ». */
const NO_OFFICE =
  /\b(?:(?:nous n'|n')(?:a|avons|ont)|equipe|startup|structure|entreprise)\b[^;:]{0,20}\b(?:pas|plus|aucun|sans|ni)\b (?:de |d')?(?:bureaux?|locaux)(?: fixes?| physiques?)? ?(?:$|[,.;:!)])/;

/** « Des journées en présentiel (sans obligation) » : what is granted is the site. */
const SITE_IF_ONE_LIKES =
  /tele-? ?trava.{0,160}\b(?:presentiel|sur (?:site|place)|bureaux?|locaux)\b[^.;]{0,40}\b(?:(?:pas|sans|aucune) (?:d'|de )?obligation|facultati|optionnel|pas obligatoire|si (?:vous le|tu le) (?:souhait|veux|voul))/;

/** One works from anywhere: `folded` is what is affirmed, `whole` what is said. */
export function isAnywhere(folded: string, whole: string): boolean {
  return (
    (ANYWHERE.test(folded) && !isOfOthers(folded)) || NO_OFFICE.test(whole) || SITE_IF_ONE_LIKES.test(whole)
  );
}

const THERE =
  "(?:en presentiel|sur (?:site|place)|au bureau|dans (?:les|nos) (?:locaux|bureaux)|on[- ]?site|at the office|in the office|at our premises|on our premises)";
const ALWAYS = oneOf(`
  exclusivement uniquement entierement integralement totalement strictement seulement obligatoirement forcement
  necessairement only fully
`);
const DAILY =
  "(?:tous les jours|chaque jour|au quotidien|quotidienne\\w*|a temps (?:plein|complet)|a plein temps|a 100 ?%|en continu|every day|daily|full-time|(?:5|cinq|five) (?:jours|days)(?: par semaine| a week| per week)?)";
const NEEDED = oneOf(`
  indispensab\\w* obligatoire requise?s? necessaire necessit\\w+ exig\\w+ requi\\w+ impos\\w+ demand\\w+ suppos\\w+ attendue? impliqu\\w+ requir\\w+ mandatory expected
`);
/** On site and nowhere else, said without a denial. */
const ON_SITE_ONLY = anyOf`
  \b${ALWAYS} ${THERE}
  ${THERE} (?:est |sont )?${ALWAYS}\b
  ${THERE} ${DAILY}
  \b${DAILY} ${THERE}
  \b100 ?% (?:en )?(?:presentiel|sur site|on[- ]?site)
  \bpresentiel (?:a )?(?:uniquement|exclusivement|seulement|obligatoire|integral|complet|100 ?%|requis|strict)
  ^ ?(?:en )?presentiel ?[.!]?$
  \bpresence (?:[^;:,]{1,40} )?(?:est )?${NEEDED} ${DAILY}
  \b${NEEDED} [^;:]{0,30}\bpresence (?:physique )?(?:sur (?:site|place) )?(?:permanente|quotidienne|continue|constante|tous les jours)
  \bpresence (?:permanente|quotidienne|continue|constante) [^;:]{0,30}\b${NEEDED}
  \b(?:requir\w+|need\w*|expect\w*) [^;:]{0,20}\b(?:daily|permanent|full-time) presence\b
  \b(?:toutes? les?|l'ensemble d\w{1,2}|l'integralite d\w{1,2}|la totalite d\w{1,2}|all) (?:l'|la |le |les |the )?(?:taches|missions|activites?|travail|fonctions|work)\b[^;:]{0,40}${THERE}
  \bqu'(?:en presentiel|sur (?:site|place)|au bureau)\b
  \bon[- ]?site only\b
`;
/** « Travail en présentiel » : a post at its place, unless some of it is said of some days. */
const POST_ON_SITE =
  /^[ -]{0,2}(?:(?:le|ce|un|cet) )?(?:poste|travail|emploi|exercice|activite)\b(?: [a-z'-]{1,14},?){0,3} (?:en presentiel|sur (?:site|place))/;
const ON_SITE_ROLE = /\bon[- ]?site (?:position|role|job)\b/;
/** Remote work that is affirmed, or days, beside what is said of the site. */
const ELSEWHERE_TOO =
  /tele-? ?trava|telework|\bremote|hybrid|distanciel|\ba distance\b|\ble (?:lundi|mardi|mercredi|jeudi|vendredi)\b/;
const SOMETIMES =
  /tele-? ?trava|telework|remote|hybrid|distanc|domicile|chez (?:vous|toi|soi)|\bhome\b|jours?\b|semaine|\bfois\b|partie|ponctuel|regulie|occasionnel|parfois|souvent|possib|minimum|au moins/;

/** The sentence says that one works on site and nowhere else. */
export function isOnSiteOnly(folded: string): boolean {
  if (FOR_A_WHILE.test(folded) || ELSEWHERE_TOO.test(folded)) return false;
  if (ON_SITE_ONLY.test(folded) && !isOfOthers(folded)) return true;
  if (SOMETIMES.test(folded)) return false;
  return (
    ON_SITE_ROLE.test(folded) || clausesOf(folded).some(({ start }) => POST_ON_SITE.test(folded.slice(start)))
  );
}
