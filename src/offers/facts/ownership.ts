/** Clauses that tell of others: what the product does, what users have, whom one will help. Their facts are not the offer's. */
import { anyOf, oneOf } from "../../text/patterns.ts";
import { type Clause, clausesOf } from "./clauses.ts";

const PRODUCT = oneOf(`
  logiciels? outils? applications? applis? plateformes? services? produits? dispositifs? solutions? sites? simulateurs?
  programmes? startups? aide
`);
/** Beginnings of what one does for others; « l'équipe vous accompagne » does it for the reader. */
const TENDED = oneOf(String.raw`
  aid accompagn encadr manag anim ger pilot trait instrui form conseill suiv sui inform orient supervis coordonn
  deplo tutor repond renseign redig etabliss verifi control calcul recens relanc accueill(?!\w{0,4}\sune?\s(?:apprenti|stagiaire|alternant|personne\sen)) rencontr guid assist recruter
  prepar(?!\w{1,4}\s(?:une?|votre|ton|le)\s(?:master|licence|diplome|bts|but|bac|bachelor|doctorat))
`);
const OF_OTHERS = anyOf`
  \b(?:usagere?s?|beneficiaires?|allocataires?|familles?|menages?|foyers?|demandeu\w+ d'emploi|collegiens?|lyceens?|etudiants?|eleves?|habitants?|citoyens?|particuliers|administres|assures|contribuables|patients?|our users|users|citizens|families|households|patients|tenants|claimants|beneficiaries)\b
  \b(?:our|the|this) (?:\w{3,12} )?(?:software|product|app|application|platform|service|tool|website|startup|programme?|scheme) (?:\w{1,12}ly )?(?:help|let|allow|enabl|serv|giv|pay|support|provid|sav|comput|calculat|reach)\w{0,3}\b
  \bles (?:apprentis|stagiaires|alternants|volontaires|benevoles)\b(?![^;]{0,40}\bbienvenu)
  \b(?:le|la|l'|les|notre|nos|ce|cet|cette|ces) ?${PRODUCT} (?:a|ont) ete (?:construi|developp|concu|lanc|cree|realis|port|pens|batie?)\w*(?![^;]{0,120}\b(?:recrut|recherch|cherch))
  \bles (?!agent|candidat|salarie)[a-z-]{3,20}s (?:touch|gagn|percoiv|recoiv|pai|vers)\w{0,4}\b
  \b\d{1,3} ?% des (?!jours|missions|taches|activites|postes|effectifs|equipes)[a-zé]{4,}s\b
  \bpersonnes (?:suivies|accompagnees|aidees|agees|handicapees)
  \b(?:le|la|l'|les|notre|nos|ce|cet|cette|ces) ?${PRODUCT}(?: (?!recrut|recherch|cherch)\S{1,20}){0,2} (?:aide|permet|facilit|accompagn|vers|tradui|calcul|inform|equip|simplifi|repond|s'adress|estim|donn|serv|sert|referenc|recens|publi|repertori|diffus|affich|list|centralis|regroup|rassembl|collect|oriente|propos(?!e un (?:poste|cd|stage))|offr)\w{0,5}\b
  ^ ?${TENDED}\w{0,5}ez\b
  \b(?:vous (?:\w{1,12}ment )?${TENDED}\w{0,5}ez|tu (?:\w{1,12}ment )?${TENDED}\w{0,5}s|nous (?:\w{1,12}ment )?${TENDED}\w{0,5}ons|on (?:\w{1,12}ment )?${TENDED}\w{0,5})\b
`;

const STAFF = oneOf(String.raw`
  free-?lances? prestataires? format\w+ consultant\w* developp\w+ enseignant\w* chercheu\w+ doctorant\w* post-?doctorant\w*
  internes? collegues adherent\w* membres clients? partenaires salarie\w* agents experts collaborat\w+ juniors seniors
  equipiers cadres coachs medecins infirmier\w* benevoles vacataires apprentis alternant\w* stagiaires contractuels titulaires
`);
/** Those of the house have contracts, pay and hours of their own, whatever the offer's are. */
const OF_STAFF = anyOf`
  (?<!\b(?:chez|pour|avec|par|a|dans|vers|parmi|aupres de) )\b(?:nos|de nos|certaine?s de nos|une? de nos) (?:\w{3,14} )?${STAFF}\b(?![^;]{0,80}\b(?:bienvenu|candidat|postul))
  \bnos (?!(?:contrats|postes|missions|offres|salaires|remunerations|stages|horaires|conditions|locaux|bureaux|emplois|alternances|tjm)\b)[a-z-]{4,20}s (?:\w{3,14}s )?(?:ont|sont|gagn\w+|touch\w+|percoiv\w+|commenc\w+|coutent|durent|donnent)\b
  \bour (?!contracts|salaries|roles|jobs|positions|offers)[a-z-]{4,20}s (?:earn|get|are paid|work|pay|receive)\b
  \bles (?:consultant|formateur|formatrice|enseignant|doctorant|post-?doctorant|interne|chercheur|adherent)\w{0,3}\b(?![^;]{0,80}\b(?:bienvenu|candidat|postul|peuvent|pourront))
  \b(?:bureau|service|direction|departement|pole|unite|laboratoire|etablissement|structure|equipe|cellule|mission) (?:\w{3,14} )?(?:gere|encadre|compte|emploie|reunit|rassemble|regroupe|comprend|suit|forme|accueille (?!une?\b))\b
  \b(?:our |the )?(?:interns|apprentices|students|customers|clients|grantees|trainees|subscribers)\b[^;]{0,30}\b(?:are paid|get|gets|earn|pay|receive|stay|usually|start)\b
  \bour (?:\w{3,12} )?(?:grants|engineers|consultants|contractors|employees|staff|freelancers)\b
  ^ ?(?:l[ae] |l'|votre |notre |une? )(?:directrice|directeur|cheffe?|tutrice|tuteur|collegue|manager|managere|presidente?|maire|adjointe?)\b
`;

/** « La directrice, à temps partiel, … » : what stands behind the comma is hers. */
const STAFF_ALONE =
  /^ ?(?:l[ae] |l'|votre |notre )(?:directrice|directeur|cheffe?|tutrice|tuteur|collegue|manager|presidente?|maire)(?: [a-z-]{2,14}){0,4} ?$/;

/** A folded text with `;` in place of the clauses about others, of the same length. */
export function ownIn(folded: string): string {
  if (!OF_OTHERS.test(folded) && !OF_STAFF.test(folded) && !LED.test(folded) && !WITH.test(folded))
    return folded;
  let own = folded;
  const clauses = clausesOf(folded);
  const staff = staffOnes(folded, clauses);
  for (const [at, { start, end }] of clauses.entries()) {
    const clause = folded.slice(start, end);
    const from = staff[at] || isOfOthers(clause) ? start : start + (WITH.exec(clause)?.index ?? end - start);
    own = own.slice(0, from) + ";".repeat(end - from) + own.slice(end);
  }
  return own;
}

/** « Stage de 6 mois encadré par une titulaire », « sous l'autorité d'un attaché (catégorie A) » : what follows is theirs. */
const WITH = anyOf`
  \b(?:encadre|accompagne|supervise|forme|dirige|epaule|tutore|guide|suivi)\S{0,4} par (?!une? (?:contrat|cdd|convention))
  \bsous (?:l'autorite|la responsabilite|la direction|la supervision|le management) d(?:e |u |')
  \b(?:aux cotes|au contact) d
  \ben binome avec\b
  \bvous travaill(?:ez|erez) avec\b
`;

/** Which clauses are about those who work there; brackets, and what stands behind them, go on with the clause before. */
function staffOnes(folded: string, clauses: readonly Clause[]): boolean[] {
  const ones: boolean[] = [];
  const isLed = LED.test(folded);
  let isAside = false;
  let isTheirs = false;
  for (const { start, end } of clauses) {
    const clause = folded.slice(start, end);
    const goesOn = isTheirs && /[()]/.test(folded.charAt(start - 1)) && !SUBJECT.test(clause);
    ones.push(isAside || goesOn || isOfStaff(clause) || (isLed && !SUBJECT.test(clause)));
    isAside = STAFF_ALONE.test(clause);
    isTheirs = ones.at(-1) === true || WITH.test(clause);
  }
  return ones;
}

/** « L'assistante, en CDD, sera placée sous votre responsabilité » */
const LED = /\bsous (?:votre|ta) (?:responsabilite|autorite|direction|supervision)\b/;

/** What follows has a subject of its own. */
const SUBJECT = /^ ?(?:et |mais |,)? ?(?:vous|tu|le poste|ce poste|nous|il|elle|you|we|the)\b/;

/** Tells whether a clause (folded) is about those who work there already. */
export function isOfStaff(clause: string): boolean {
  return OF_STAFF.test(clause);
}

/** Tells whether a clause (folded) is about others than the person who is sought. */
export function isOfOthers(clause: string): boolean {
  return OF_OTHERS.test(clause);
}
