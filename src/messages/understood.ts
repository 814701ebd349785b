import type { Understanding } from "../commands/search.ts";
import type { Day } from "../offers/offer.ts";
import type { Facet } from "../search/query/facets.ts";
import type { PayPeriod } from "../search/query/spans/span.ts";
import type { Correction } from "../search/ranking/correction.ts";
import { clipWords } from "../text/clip.ts";
import { fold } from "../text/fold.ts";
import { frenchNumber } from "../text/frenchNumber.ts";
import { em, type Fragment, lines, say } from "./fragment.ts";
import { elides } from "./typography.ts";
import { longDate, properName } from "./wording.ts";

const SHOWN = 8;
const NAME_LIMIT = 60;
/** Characters of a query that are repeated. */
export const QUERY_LIMIT = 100;

/**
 * How a query was read, in one line, as far as it does not repeat what was typed: « compris : télétravail (au lieu de
 * telettravail) · sauf python »; and the words that no offer says. Null where there is nothing to tell.
 */
export function understanding(
  { corrections, understood, excluded, unknown, unread }: Understanding,
  query: string,
): Fragment | null {
  const corrected = new Set(corrections.map(({ to }) => fold(to)));
  const typed = ` ${fold(query)} `;
  const facets = understood
    .map((facet) => ({ facet, shown: words(facet) }))
    .filter(({ facet, shown }) => facet.excluded || !isTyped(shown.text, typed, corrected))
    .map(({ facet, shown }) => (facet.excluded ? say`sauf ${shown}` : shown))
    .filter(({ text }, at, all) => all.findIndex((other) => other.text === text) === at);
  const parts = [
    ...corrections.slice(0, 3).map(correction),
    ...excluded.map((word) => say`sauf ${clipWords(word, NAME_LIMIT)}`),
    ...facets,
  ].slice(0, SHOWN);
  const read =
    parts.length === 0
      ? null
      : em(say`Compris : ${parts.reduce((before, part) => say`${before} · ${part}`)}`);
  // A query of nothing but such a word says so itself.
  const alone = fold(unknown.join(" ")) === fold(query);
  const nobody = alone ? [] : unknown.slice(0, 3).map((word) => quoted(word));
  const passed = unread.slice(0, 3).map((part) => quoted(part));
  if (read === null && nobody.length + passed.length === 0) return null;
  return lines(
    read,
    nobody.length === 0 ? null : em(say`Aucune offre ne dit ${listed(nobody)}`),
    passed.length === 0 ? null : em(say`Sans tenir compte de ${listed(passed)}, que je ne sais pas comparer`),
  );
}

function listed(parts: readonly Fragment[]): Fragment {
  return parts.reduce((before, part) => say`${before}, ${part}`);
}

/** Words of others in quotation marks, their own taken off. */
export function quoted(text: string): Fragment {
  const bare = text.replace(/^\s*[«“"]\s*([^«»“”"]*?)\s*[»”"]\s*$/, "$1").replace(/[«»]/g, '"');
  return say`« ${clipWords(bare, QUERY_LIMIT)} »`;
}

function correction({ from, to }: Correction): Fragment {
  const typed = clipWords(from, QUERY_LIMIT);
  const instead = elides(from) ? say`au lieu d'${typed}` : say`au lieu de ${typed}`;
  return say`${clipWords(to, QUERY_LIMIT)} (${instead})`;
}

/** Whether what is to be shown of a facet stands in the query already, or was named as a correction. */
function isTyped(shown: string, typed: string, corrected: ReadonlySet<string>): boolean {
  const bare = fold(shown).replace(/^[a-z-]{1,12}\u00a0: /, "");
  return corrected.has(bare) || bare.split(" ").every((word) => typed.includes(word));
}

function words(facet: Facet): Fragment {
  switch (facet.kind) {
    case "place":
      return say`lieu : ${clipWords(properName(facet.name), NAME_LIMIT)}`;
    case "contract":
      return say`contrat : ${facet.contract}`;
    case "status":
      return say`ouvert aux ${facet.status}s`;
    case "category":
      return say`catégorie ${facet.category}`;
    case "time":
      // As far as « à temps partiel » goes.
      if (facet.least < 1 && facet.most < 5 && facet.most > 4) return say`temps partiel`;
      return say`temps de travail : ${amounts(facet, daysAWeek)}`;
    case "duration":
      return facet.excluded && facet.of.length > 0
        ? say`${facet.of.join(" ou ")} ${amounts(facet, lasting)}`
        : say`durée : ${amounts(facet, lasting)}`;
    case "pay":
      return say`paie : ${amounts(facet, euros)} ${A_PERIOD[facet.period]}`;
    case "startup":
      return say`startup : ${clipWords(properName(facet.name), NAME_LIMIT)}`;
    case "remote":
      return facet.full ? say`télétravail complet` : say`télétravail`;
    case "junior":
      return say`ouvert aux juniors`;
    case "start":
      return beginning(facet);
    case "since":
      return published(facet);
    default:
      return facet satisfies never;
  }
}

/** « depuis le 1er mai 2022 », « publiées du 1er au 31 mai 2022 », « publiées jusqu'au 3 mai 2022 ». */
function published({ day, until }: Extract<Facet, { kind: "since" }>): Fragment {
  if (day === null) return say`publiées jusqu'au ${longDate(until ?? "")}`;
  return until === null ? say`depuis le ${longDate(day)}` : say`publiées ${stretch(day, until)}`;
}

/** « début dès que possible », « début à partir du 1er septembre 2026 », « début du 1er au 30 septembre 2026 ». */
function beginning({ day, until }: Extract<Facet, { kind: "start" }>): Fragment {
  if (day === null) return say`début dès que possible`;
  return until === null ? say`début à partir du ${longDate(day)}` : say`début ${stretch(day, until)}`;
}

function stretch(day: Day, until: Day): Fragment {
  const [first, last] = [longDate(day), longDate(until)];
  if (day === until) return say`le ${last}`;
  const month = ` ${last.split(" ").slice(1).join(" ")}`;
  return say`du ${first.endsWith(month) ? first.slice(0, -month.length) : first} au ${last}`;
}

/** « 600 € ou plus », « 3 jours par semaine ou moins ». */
function amounts(
  { least, most }: { readonly least: number; readonly most: number },
  shown: (value: number) => string,
): string {
  if (most === Number.POSITIVE_INFINITY) return `${shown(least)} ou plus`;
  if (least === 0) return `${shown(most)} ou moins`;
  return least === most ? shown(least) : `de ${shown(least)} à ${shown(most)}`;
}

const A_PERIOD: Readonly<Record<PayPeriod, string>> = {
  day: "par jour",
  month: "par mois",
  year: "par an",
};

function euros(amount: number): string {
  return `${frenchNumber(amount)}\u00a0€`;
}

/** Months, as people say them: « 18 mois », « 3 ans », « 2 semaines ». */
function lasting(months: number): string {
  const [count, unit] =
    months % 12 === 0 && months > 0
      ? [months / 12, months > 12 ? "ans" : "an"]
      : months < 1
        ? [months * 4, months > 0.25 ? "semaines" : "semaine"]
        : [months, "mois"];
  return `${frenchNumber(count)}\u00a0${unit}`;
}

function daysAWeek(days: number): string {
  return `${frenchNumber(days)} jour${days >= 2 ? "s" : ""} par semaine`;
}
