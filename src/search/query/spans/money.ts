import { AFTER, BEFORE, bounded, type Range } from "./range.ts";
import type { PayPeriod, Span } from "./span.ts";

/** Day rates are below 1,500 €, wages of a year from 10,000 €; between them are those of a month. */
export function periodOf(amount: number): PayPeriod {
  if (amount < 1500) return "day";
  return amount < 10_000 ? "month" : "year";
}

/** Amounts below are no pay: a bonus, a ticket. */
const LEAST_PAY = 100;

/** The pay that an offer states for one period. */
export interface PayRange extends Range {
  readonly period: PayPeriod;
}

/** The amounts that an offer states, as one range a period. */
export function payOf(amounts: readonly number[]): PayRange[] {
  const sound = amounts.filter((amount) => amount >= LEAST_PAY);
  return [...Map.groupBy(sound, periodOf)].map(([period, same]) => ({
    period,
    least: Math.min(...same),
    most: Math.max(...same),
  }));
}

/**
 * How a stated range answers what is asked. Whoever asks for an amount takes more; a range that only just reaches what
 * should be passed (« 600 € ou plus », « 500 à 600 ») answers in part.
 */
export function payFit(asked: Range, held: Range): "yes" | "partly" | "no" {
  if (asked.most === Number.POSITIVE_INFINITY || asked.least === asked.most) {
    if (held.most < asked.least) return "no";
    return held.most > asked.least || held.least === held.most ? "yes" : "partly";
  }
  return held.least <= asked.most && held.most >= asked.least ? "yes" : "no";
}

const NUMBER = String.raw`(\d{1,3}(?:[ .]\d{3})|\d{2,6})`;
const AMOUNT = String.raw`${NUMBER} ?(k ?€|k ?euros?|keur|k\b|€|euros?|eur\b)?`;
const PER = String.raw`( ?(?:brut|net)s?\b)?( ?(?:\/|par) ?(?:j(?:our)?|mois|an(?:nee)?)\b|(?: brut| net| ht| annuels?| mensuels?)+)?`;
const LEAD = String.raw`((?:tjm|taux (?:journalier|jour)(?: moyen)?|salaire|remuneration|paye?e?s?|gagner)\b)?`;

/** « TJM de 600 € ou plus », « plus de 40k », « salaire 50 000 € ». */
const MONEY = new RegExp(
  String.raw`(?<![\p{L}\d])${LEAD}(?: ?(?:annuel|mensuel|brut|net|:|=))* ?(?:${BEFORE} ?)*${AMOUNT}(?: ?(?:a|-|et) ?${AMOUNT})?${PER}(?: ?(${AFTER}))?`,
  "gu",
);

/** Amounts of money in a folded text. A bare number counts only beside words of pay (« TJM 500 », « 650/j », « 3000 net »). */
export function moneySpans(text: string): Span[] {
  const spans: Span[] = [];
  for (const found of text.matchAll(MONEY)) {
    const [all, lead, first = "", unit, second, secondUnit, kind, per, after = ""] = found;
    if ([lead, unit, secondUnit, kind, per].every((word) => word === undefined)) continue;
    const thousand = /^k/.test(secondUnit ?? unit ?? "") ? 1000 : 1;
    const one = numberOf(first) * (/^k/.test(unit ?? "") ? 1000 : thousand);
    const other = second === undefined ? one : numberOf(second) * thousand;
    if (one < LEAST_PAY) continue;
    const range = bounded(
      Math.min(one, other),
      Math.max(one, other),
      all.slice(0, all.indexOf(first)),
      after,
    );
    spans.push({
      start: found.index,
      end: found.index + all.length,
      value: { kind: "pay", period: periodOf(one), ...range },
    });
  }
  return spans;
}

function numberOf(text: string): number {
  return Number(text.replaceAll(/[ .]/g, ""));
}
