/** Pay, only with an amount: day rates, salaries, allowances. Budgets, credits and prices are not pay. */

import { anyOf, oneOf } from "../../text/patterns.ts";
import { type Clause, clausesOf } from "./clauses.ts";
import { Cue } from "./cue.ts";
import { isOfOthers, isOfStaff } from "./ownership.ts";
import { readable, type Sentence } from "./sentences.ts";

const AMOUNT =
  "\\d{1,3}(?:[ .]\\d{3})+(?:,\\d{1,2})?|\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d{1,6}(?:[,.]\\d{1,2})?(?!\\d)";
const CURRENCY = "k ?€|k ?euros?|ke\\b|k\\b|€|euros?\\b|eur\\b";
const UNITS =
  "(?: ?(?:/ ?)?(?:ht|ttc|hors taxes?|brute?s?|nets?|par jour|par mois|par an|(?:(?:de )?l'|par |/ ?)?heure|(?:la |par )journee|jours?\\b|mois\\b|annuels?|mensuels?|an\\b|j\\b|h\\b|a year|a month|a day|per (?:year|month|day|hour)|gross|/)){0,4}";
/** « entre 500€ et 650 € », « 45-55k€ », « €45k – €55k » : 2 and 4 the amounts, 1, 3 and 5 their currencies, 6 the unit. */
const PAY = new RegExp(
  `(?<![\\d.,])((?:€|\\beur) ?)?(${AMOUNT}) ?(${CURRENCY})?(?: ?(?:brute?s?|nets?)? ?(?:-|a|et|/|to|ou) ?(?:€ ?)?(${AMOUNT}))? ?(${CURRENCY})?(${UNITS})`,
  "g",
);
/** « TJM 450-600 » needs no currency. */
const RATE_BEFORE =
  /(?:\btjm\b|(?:taux|tarif) journalier|da(?:y|ily) rate)[^\d€;]{0,24}(?:\d{3} ?(?:-|a|et) ?)?$/;
const HOURLY = /heure|\/ ?h\b|hour/;
const HOURLY_BEFORE = /\b(?:horaire|de l'heure|vacat\w+|hourly|heure)\b[^;€]{0,30}$/;
const ABOUT_PAY = new Cue(anyOf`
  \btjm\b
  \bpackage\b
  \bhonoraires\b
  \bcachet\b
  \bretribu
  \bprix de journee
  \bfourchette\b
  taux journalier
  tarif journalier
  \bda(?:y|ily) rate\b
  \bsalary\b
  \bcompensation\b
  \bgross\b
  \bpa(?:y|id|yee?s?)\b
  \dk? ?€.{0,40}\bselon (?:l'|le |la |ton |votre |les )?(?:experience|profil|anciennete|qualification|diplome|competence|niveau)
  (?:€|\beuros?|\dk) ?(?:mensuels? )?nets?\b
  \btraitement brut
  \bremuner
  \bsalaires?\b
  \bsalarial
  \bgratifi
  \bindemni
  \bht\b
  \bnets? (?:par|mensuel)
  \bbruts?\b
  \bpar jour\b
  € ?/ ?j
  \beuros? jour\b
  (?:€|\beuros?) (?:ht )?(?:la|par) jour
  taux jour
  \bstipend\b
  \bote\b
  \bnous (?:vous )?(?:proposons|offrons|versons|payons)\b[^;]{0,24} \d
  \bnous payons a la (?:journee|tache|vacation)
  \byou(?:'d|'ll| would| will)? (?:earn|be paid|receive)\b
  € ?\d[\d,]* (?:a|per) (?:day|month|year|hour)\b
  \bselon (?:votre |l'|ton )?(?:anciennete|experience|profil|niveau|echelon) ?: 
  \bwe (?:\w{2,8} )?(?:offer|pay)s? € ?\d
  \btarif de \d
  \bfixe ?:
  \d ?k?€ fixes?\b
  \d ?k?(?:€|euros?)? depending on
`);
/** A range that stands by itself: « 55-68 k€ », « (40 à 55 K€) », « 45 000 à 52 000 € ». Prices are seldom told so. */
const RANGE_ALONE =
  /^[^a-z0-9€]{0,6}(?:entre |de |va de |allant de |from |between )?(?:€ ?)?\d{2,3}(?:[ .,]000)? ?(?:k ?€?|€)? ?(?:-|a|et|\/|to|and) ?(?:€ ?)?\d{2,3}(?:[ .,]\d{3})? ?(?:k ?€|k ?euros?|k\b|(?<=\d{3} ?)(?:€|euros?)|(?<=\dk? ?)$)(?: bruts?| annuels?| par an| nets?)*[^a-z0-9]*(?:selon .*)?$/;
const NOT_PAY = anyOf`
  \btjm (?:d'achat|de vente)
  \b(?:forfait|indemnit\w+|allocation|prime|par jour)[^;]{0,40}\btele-?trava
  \bdans la limite\b
  (?<!hors )\bfrais\b(?! (?:inclus|compris))
  \bbudget(?! (?:salaire|salarial|remuneration))
  \bmoyenne\b
  \bles (?:salaires|remunerations|paies|revenus|traitements)\b
  \b(?:remunerations?|salaires?|tjm|taux|tarifs?|traitements?|revenus?|paies?|indemnites?|gratifications?) (?:\w{3,10} )?(?:des|de (?:nos|vos|leurs|certain\w*)) (?!vacations|heures|missions|astreintes|interventions|prestations|gardes|stages)
  \bque (?:nous|vous) \w{3,14}(?:ons|ez)\b
  \b(?:salaire|revenu|loyer|montant|pension|patrimoine)s? moyens?\b
  \bchomage\b
  \bportefeuille
  \benveloppe
  \bprimes?\b(?! (?:incluse|comprise))
  \bifse\b
  \btitres?-restaurant
  \btickets?\b
  \bmutuelle\b
  (?<!au )\bforfait\b(?![^;]{0,30}\b(?:ht|mission|prestation|journalier|jours?)\b)
  \btransport\b
  \bmarche\b
  \bdemandes? de\b
  \bmedian
  \bmoyen(?:ne)? (?:est|des|par foyer)
  \bcredits?\b
  \bcout\w{0,4}\b
  \bcommandes?\b
  \bcautions?\b
  \bredevance
  \bcotisation
  \bbourses?\b
  \bdotations?\b
  \brecettes?\b
  \bfee\b
  \bsubvention
  \beconomi
  \bmillion
  \bmilliard
  \baides?\b
  \bvente
  \ballocation
  \bfinancement de
  \bchiffre d'affaires
  \busagers?\b
  \brevenu
  \bamende
  \blevee
  \bfactur\w+ [^;]{0,60}\baux? (?:ministere|client|collectivite|administration|partenaire|commune|entreprise)
`;

/** What a clause on pay may begin with; any other noun there is of somebody, or something, else. */
const PAID = oneOf(`
  remuner salaire tjm taux tarif traitement gratif indemni fourchette pai pay package fixe honorair vacation prestation
  mission poste stage contrat titulaire agente? volontaire service journee emploi offre retribution base brut net
  cachet forfait experience profil anciennete diplome grade job salary position role compensation rate gross daily annual
`);
const OF_SOMETHING_ELSE = new RegExp(
  `^ ?(?:l[ae]s? |l'|une? |des |nos |vos |ces |chaque |cet |cette |ce |notre |votre |the |our |your |each )(?!(?:\\w{3,10} )?${PAID}|montant (?:de (?:la|votre) remun|du salaire|de (?:la|l.) ?(?:gratif|indemn))|(?:candidat|personne|laureat)\\S{0,6} (?:retenu|recrut|choisi|selectionn))[a-z](?!.{0,80}\\b(?:propos|offr|recrut|vous (?:percev|touch|verse|est vers)))`,
);
/** « Vous contrôlez … » tells of the work, unless its verb is one of being paid or hired. */
const TO_WORK =
  "(?!chez\\b|comptez|percev|touch|recev|gagn|ser(?:ez|as)\\b|etes\\b|es\\b|aur(?:ez|as)\\b|avez\\b|benefici|dispos|travaill|exerc|rejoi|interv|commenc|debut|factur|pouvez|pourrez|postul|pretend|demarr|integr)[a-z]{2,14}";
const AS_WORK = new RegExp(`\\b(?:vous|tu) (?:[a-z]{1,3} )?${TO_WORK}(?:ez|es|ras)\\b|^ ?${TO_WORK}ez\\b`);

export function readPay(sentences: readonly Sentence[]): { pay: string | null; payAmounts: number[] } {
  const pays: string[] = [];
  const amounts: number[] = [];
  for (const sentence of sentences) {
    if (!/\d/.test(sentence.folded)) continue;
    const { folded, text } = sentence;
    const clauses = paidClauses(sentence);
    for (const match of folded.matchAll(PAY)) {
      const values = amountsOf(match, folded);
      if (values.length === 0 || !clauses.some(({ start, end }) => match.index >= start && match.index < end))
        continue;
      for (const value of values) if (!amounts.includes(value)) amounts.push(value);
      if (pays.length < 3) pays.push(written(text, match, folded));
    }
  }
  return { pay: pays.length === 0 ? null : [...new Set(pays)].join(", "), payAmounts: amounts };
}

/** The clauses that speak of the pay; one with no word of its own goes on with the clause before. */
function paidClauses(sentence: Sentence): Clause[] {
  const { folded, heading } = sentence;
  const labelled = /remuneration|salaire|tjm|salary/.test(heading);
  const ranges = /\d ?k|\d{3} ?(?:€|euro)|€ ?\d/.test(folded);
  if (!labelled && !ranges && !ABOUT_PAY.isInWhole(sentence)) return [];
  const clauses = clausesOf(folded)
    .flatMap((clause) => byAmounts(folded, clause))
    .map((clause) => ({ ...clause, said: folded.slice(clause.start, clause.end) }));
  const isAbout = labelled || ABOUT_PAY.isInWhole(sentence);
  let isPaid = labelled || (isAbout && !clauses.some(({ said }) => isOthersMoney(said)));
  let isAfterOthers = false;
  return clauses.filter(({ said }) => {
    // Behind what is said of others (« le smic, 1 400 € nets ») only a name of pay speaks of pay again.
    const isOthers = isOthersMoney(said);
    if (isOthers) isPaid = false;
    else if (isAfterOthers ? PAY_NAMED.test(said) : ABOUT_PAY.pattern.test(said)) isPaid = true;
    else if (!isPaid && !isAfterOthers && (RANGE_ALONE.test(said) || isOneOfTerms(said, folded))) return true;
    isAfterOthers ||= isOthers;
    return isPaid;
  });
}

/** « CDI, 42 K€, véhicule » */
function isOneOfTerms(clause: string, folded: string): boolean {
  return (
    /^ ?(?:\d{2,3} ?k ?€|€ ?\d{2,3}(?:,\d{3}|k)(?: and .*)?) ?$/.test(clause) &&
    /\b(?:cd[di]|contrat|permanent)\b/.test(folded)
  );
}

/** « Payé 2 300 € pour suivre un marché de 50 000 € » : each amount with the words that are its own. */
const NEXT_AMOUNT =
  /(?<=(?:€|\bk|\bke|\beuros?|\beur)[^\d;]{0,40}) (?=(?:pour|et|avec|plus|ainsi que|hors|dans le cadre|en plus|en sus|afin|auxquels|for|and|to) (?!\d)[^;]{0,80}\d)/g;

function byAmounts(folded: string, { start, end }: Clause): Clause[] {
  const cuts = [...folded.slice(start, end).matchAll(NEXT_AMOUNT)].map(({ index }) => start + index);
  return [start, ...cuts].map((from, at) => ({ start: from, end: cuts[at] ?? end }));
}

const PAY_NAMED =
  /\b(?:remuner|percev|touche[rz]|you(?:'d|'ll| would| will)? (?:earn|be paid|receive)|nous (?:vous )?proposons|gagn|paye|salaire|tjm\b|taux journalier|traitement|gratif|salary)/;

function isOthersMoney(clause: string): boolean {
  return (
    NOT_PAY.test(clause) ||
    isOfOthers(clause) ||
    isOfStaff(clause) ||
    OF_SOMETHING_ELSE.test(clause) ||
    AS_WORK.test(clause)
  );
}

function amountsOf(match: RegExpMatchArray, folded: string): number[] {
  const [, before, first, currency, second, last, unit = ""] = match;
  const index = match.index ?? 0;
  const isRate = RATE_BEFORE.test(folded.slice(Math.max(0, index - 40), index));
  if (before === undefined && currency === undefined && last === undefined && !isRate) return [];
  const thousands = /^k/.test(currency ?? last ?? "") ? 1000 : 1;
  const isHourly = HOURLY.test(unit) || HOURLY_BEFORE.test(folded.slice(Math.max(0, index - 50), index));
  const least = isHourly ? 3 : 50;
  const values = valuesOf([first, second].filter((written) => written !== undefined))
    .map((value) => value * thousands)
    .filter(
      (value) => value >= least && value <= (thousands === 1 && isDaily(folded, index) ? 2_000 : 200_000),
    );
  const isBare = before === undefined && currency === undefined && last === undefined;
  return isBare && values.some((value) => value < 100 || value > 2_000) ? [] : values;
}

/** A day's rate is named before, and no other pay: « TJM 500 €, pour une enveloppe de 40 000 € » */
function isDaily(folded: string, index: number): boolean {
  const before = folded.slice(Math.max(0, index - 120), index);
  return (
    /\btjm\b|(?:taux|tarif) journalier|da(?:y|ily) rate/.test(before) &&
    !/salaire|brut|annuel|remuner|forfait/.test(before)
  );
}

/** « De 38 à 43 000 euros » : both are thousands. */
function valuesOf(written: readonly string[]): number[] {
  const [first = 0, second = 0] = written.map(numberOf);
  const isShort = first * 1000 < second && first * 3000 > second;
  return isShort ? [first * 1000, second] : written.map(numberOf);
}

/** « 2.450,00 », « 3 000 », « 50,000 » */
function numberOf(written: string): number {
  return Number(written.replace(/[ .,](?=\d{3}(?!\d))/g, "").replace(",", "."));
}

/** The amounts as written, with « TJM » or « jusqu'à » when these words stand before. */
function written(text: string, match: RegExpMatchArray, folded: string): string {
  const at = match.index ?? 0;
  const before = folded.slice(Math.max(0, at - 60), at);
  const limit = /jusqu'a ?$/.test(before) ? "jusqu'à " : /\bmax(?:imum)? ?$/.test(before) ? "au plus " : "";
  const span = readable(text.slice(at, at + match[0].length)).replace(/[ /]+$/, "");
  const range = /\bentre ?$/.test(before) ? `entre ${span}` : limit + span;
  const daily = /\bjour|\/ ?j|\bmois|\ban\b|annuel|mensuel|heure|\/ ?h|day/.test(match[6] ?? "");
  const rate =
    !daily &&
    !/^k/.test(match[3] ?? match[5] ?? "") &&
    /\btjm\b|taux journalier|tarif journalier|da(?:y|ily) rate/.test(folded.slice(0, at));
  return `${range}${rate ? " par jour" : ""}`;
}
