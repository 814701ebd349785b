/** Pay, only with an amount: day rates, salaries, allowances. Budgets, credits and prices are not pay. */

import { anyOf } from "../../text/patterns.ts";
import { readable, type Sentence } from "./sentences.ts";

const AMOUNT = "\\d{1,3}(?:[ .]\\d{3})+(?:,\\d{1,2})?|\\d{2,6}(?:,\\d{1,2})?";
const CURRENCY = "k ?€|k ?euros?|ke\\b|k\\b|€|euros?\\b|eur\\b";
/** « entre 500€ et 650 € », « 45-55k€ », « 600 euros » with what follows that says the unit. */
const PAY = new RegExp(
  `(${AMOUNT}) ?(${CURRENCY})?(?: ?(?:-|a|et|/) ?(${AMOUNT}))? ?(${CURRENCY})((?: ?(?:/ ?)?(?:ht|ttc|brute?s?|nets?|par jour|par mois|par an|jours?\\b|mois\\b|annuels?|mensuels?|an\\b|j\\b|/)){0,4})`,
  "g",
);
const ABOUT_PAY = anyOf`
  \btjm\b
  taux journalier
  tarif journalier
  \bremuner
  \bsalaires?\b
  \bgratifi
  \bindemni
  \bht\b
  \bnets? (?:par|mensuel)
  \bbruts?\b
  \bpar jour\b
  € ?/ ?j
  \beuros? jour\b
  taux jour
`;
const NOT_PAY = anyOf`
  \bbudget
  \bcredits?\b
  \bcouts?\b
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
`;

export function readPay(sentences: readonly Sentence[]): { pay: string | null; payAmounts: number[] } {
  const pays: string[] = [];
  const amounts: number[] = [];
  for (const sentence of sentences) {
    const { folded, text, heading } = sentence;
    const labelled = /remuneration|salaire|tjm/.test(heading);
    if (!(ABOUT_PAY.test(folded) || labelled) || NOT_PAY.test(folded)) continue;
    for (const match of folded.matchAll(PAY)) {
      const values = amountsOf(match);
      if (values.length === 0) continue;
      for (const value of values) if (!amounts.includes(value)) amounts.push(value);
      if (pays.length < 3) pays.push(written(text, match, folded));
    }
  }
  return { pay: pays.length === 0 ? null : [...new Set(pays)].join(", "), payAmounts: amounts };
}

function amountsOf(match: RegExpMatchArray): number[] {
  const thousands = /^k/.test(match[2] ?? match[4] ?? "") ? 1000 : 1;
  return [match[1], match[3]]
    .filter((written) => written !== undefined)
    .map((written) => Number(written.replace(/[ .](?=\d{3})/g, "").replace(",", ".")) * thousands)
    .filter((value) => value >= 50 && value <= 200_000);
}

/** The amounts as written, with « TJM » or « jusqu'à » when these words stand before. */
function written(text: string, match: RegExpMatchArray, folded: string): string {
  const at = match.index ?? 0;
  const before = folded.slice(Math.max(0, at - 60), at);
  const limit = /jusqu'a ?$/.test(before) ? "jusqu'à " : /\bmax(?:imum)? ?$/.test(before) ? "au plus " : "";
  const span = readable(text.slice(at, at + match[0].length)).replace(/[ /]+$/, "");
  const range = /\bentre ?$/.test(before) ? `entre ${span}` : limit + span;
  const daily = /\bjour|\/ ?j|\bmois|\ban\b|annuel|mensuel/.test(match[5] ?? "");
  const rate = !daily && /\btjm\b|taux journalier|tarif journalier/.test(folded.slice(0, at));
  return `${range}${rate ? " par jour" : ""}`;
}
