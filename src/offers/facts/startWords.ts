/** Words that say when a job begins. */

import { anyOf, oneOf } from "../../text/patterns.ts";
import { MONTH_NAME } from "./calendar.ts";
import { Cue } from "./cue.ts";

const DAYS = oneOf("lundi mardi mercredi jeudi vendredi");
/** A day or a month, straight ahead: « au 1er mai », « dès la mi-avril », « à compter de juin ». */
const WHEN_AHEAD = `(?:(?:idealement|si possible|de preference|des|le|au|en|vers|pour|a|la|debut|fin|courant|du|de|d'|partir|compter|mois|plus tard|${DAYS}),?[ ']?){0,6}(?:mi[ -])?(?:\\d|(?:${MONTH_NAME})\\b|rentree\\b|plus (?:tot|vite|rapidement)\\b|que possible|maintenant|immediat|(?:tres )?rapidement|sans delai|dans les (?:meilleurs|plus))`;
const PLANNED = oneOf("prevue? souhaitee? envisagee? attendue? effective? possible fixee? previsionnelle?");
const YOU = oneOf("vous tu personne candidate? laureate? recrue");

/** Somebody takes up the post: no more is needed for a sentence to be about it. */
export const TAKES_UP = anyOf`
  \b(?:postes?|emplois?) (?:est |sera |seront )?(?:a prendre|a occuper|libres?|disponibles?|vacante?s?)\b
  \bvacance (?:d[eu] (?:poste|l'emploi)|${PLANNED}|au|a compter|a partir|le|en|:)
  \bse liber(?:e|era|erait)\b
  \bentree (?:en|au|dans le) (?:poste|fonctions?|service|contrat)\b
  \bembauche (?::|${PLANNED}|${WHEN_AHEAD})
  \b(?:recrutement|affectation|nomination|arrivee|integration) (?:est |sera |serait )?(?:${PLANNED} )?:? ?${WHEN_AHEAD}
  \b(?:contrat|recrutement|nomination|mission|poste|affectation)\b[^;,.]{0,20}\beffet\b
  \bdates? (?:\w{4,14} )?(?:d'effet|d'embauche|d'arrivee|d'affectation|d'entree|d'integration|de recrutement|de nomination|de vacance)
  \b${YOU}\b[^;,.]{0,30}\b(?:arriv|rejoin|integr|commenc|debut|demarr|prend)(?!ee)\w{1,7} (?:(?:nous|l'equipe|l'aventure|le (?:service|bureau|pole)|la (?:direction|mission)|notre \w{3,12}|vos fonctions|\w{3,12}ment),? ){0,2}${WHEN_AHEAD}
  \bcommencement\b
  \bon (?:demarr|commenc|debut)\w{1,5} ${WHEN_AHEAD}
  \b(?:contrat|cdd|mission|stage|poste|remplacement|renfort)\b[^;,.]{0,30}\b(?:du|de) \d{1,2}(?:er)? (?:${MONTH_NAME})(?: 20\d\d)? au \d
  \b(?:vous |te |t')(?:attend|accueill|recev)\w{0,6} ${WHEN_AHEAD}
  \b${YOU}\b[^;,.]{0,40}\bdisponible\b
  ^disponible\b
  \b${YOU}\b[^;,.]{0,30}\b(?:attendu|accueilli)e?s? ${WHEN_AHEAD}
  \b(?:an?|early|mid|late)[ -](?:${MONTH_NAME}) start\b
  \b(?:role|position|job|post) is available\b
  ^a (?:partir|compter) d[eu'] ?[^,]{0,25}$
  ^a (?:partir|compter) d[eu'] ?[^,]{0,25}, pour (?:une?|le) (?:remplac|renfort|contrat|cdd|duree|mission|stage)
  \b(?:accueillir|integrer|recevoir) (?:la personne|une? \w{3,14}|notre \w{3,14})(?: (?:retenue?|recrutee?|choisie?))? ${WHEN_AHEAD}
  \byou (?:will |would |could |can |ideally )?(?:join|start|begin)\w{0,3} (?:us |the team |with us )?(?:on|in|from|by|at|as of) (?:the )?(?:\d|(?:${MONTH_NAME})\b)
`;

/** Where to look for a date or « dès que possible », once the sentence is about the post. */
export const CUE = new Cue(anyOf`
  ${TAKES_UP.source}
  \bdemarr(?:age|er|era|ant)\b
  ^debut\b
  \bdebut (?:(?:de |du )?(?:la |l')?(?:mission|contrat|poste|stage))
  \bdebut (?:souhaite|prevu|possible|a partir|des\b|en\b)
  \bdebut ?:
  \bprise (?:de|du) (?:poste|fonctions?)
  \bpren(?:dr\w{1,3}|ez|ds|d|ne) (?:vos|tes|ses|leurs) fonctions
  \bquelqu'un (?:pour|en|des) (?:le mois de |debut |fin |mi-)?(?:${MONTH_NAME})
  \bdates? (?:prevue|envisagee|previsionnelle) (?:de |d'|du )
  \ba pourvoir\b
  \ba (?:partir|compter) d[eu']
  \bvacante?s?\b
  \bstart(?:s|ing)?(?: date)?\b
  \bas soon as possible
  \bdisponib(?:le|les|ilite)s? (?:des|a partir|immediat|rapidement|en|debut)
  \bquand \?
  \bdates? (?:souhaitees?|de debut|d'arrivee|d'entree)
  \barrivee (?:souhaitee|prevue)
  \bembauche (?:prevue|souhaitee|en|des|au)
  \bentree en fonctions?\b
  \bcommencer?\b
  \b(?:commencera|debutera)\b
  \bdebuter\b
  \b(?:vous|tu|on) (?:commenc|debut|demarr)(?:ez|es|e|erez|eras|era)\b
  \b(?:poste|mission|contrat|cdd|cdi|stage|alternance) (?:commence|debute|demarre)\b
  \bdes (?:que (?:possible|tu|vous)|maintenant|le |la |septembre|cet)
  \btout de suite\b
  \basap\b
  \bau plus (?:tot|vite)\b
  \ble plus (?:tot|vite) possible
  \bimmediat
  \bdates? ?:
  (?:\bde |\()(?:${MONTH_NAME})(?: 20\d\d)? a (?:la )?(?:fin |mi-)?(?:${MONTH_NAME})
  \bpour le \d
  (?<=\b(?:re)?(?:cherch|crut)\w{1,4} (?:\w{1,12} )?)pour (?:le mois de |debut |fin |mi-)?(?:${MONTH_NAME})
  ^duree\b
`);

/** The product's history, the selection's calendar, the publication of the post. */
export const NOT_THE_START = anyOf`
  \bposte ouvert le\b
  \bauditions?\b
  \b(?:commission|comite|jury)\b
  \bversions?\b
  \bsorti?e?s? (?:en|le)\b
  \bstartup\b
  \bstart-up\b
  \bprojet (?:a|est)\b
  \bproduit\b
  \bequipe (?:a|s'est)\b
  \ba demarre\b
  \bnee?\b
  \bphase\b
  \bcandidature
  \bdossiers\b
  \bentretiens?\b
  \bselection\b
  \bexperimentation\b
  \btester\b
  \bjour(?:s)? de
  \bd'ici\b
  \bdes demain\b
  \bprise de fonction[^:]{0,20}(?:coach|accompagn)
  \baccompagner\b
  \bmise en (?:prod|oeuvre|service)
  \bdonnees?\b
  \boutils?\b
  \bdes le (?:debut|premier)
  \bcommun(?:iquer|aute)\b
  \bdeploiement (?:a|de)\b
  \blance(?:e|ment)?\b
  \brejoint\b
  \bchantiers?\b
  \brepartir entre\b
  \bpossibilite de passer\b
  \bentre en vigueur
  \bloi\b
  \b(?:applications?|review\w*|interviews?|launch\w*|release\w*|the (?:project|product|service))\b
`;

/** The sentence is about the beginning, and not only a span of months in passing. */
export const LABEL = anyOf`
  \bdemarrage\b
  \bdebut (?:souhaite|de|du|mission|:)
  ^debut\b
  \bdate de debut\b
  \bprise de (?:poste|fonction)
  \ba pourvoir\b
  \bvacan
  \bstart(?:ing)? date
  ^a (?:partir|compter)
  ^quand
`;
