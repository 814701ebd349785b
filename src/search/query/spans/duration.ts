import { CONTRACTS, type Contract } from "../../../offers/offer.ts";
import { fold } from "../../../text/fold.ts";
import { AFTER, BEFORE, bounded, type Range, rangeFit } from "./range.ts";
import { COUNT, countOf, type Span } from "./span.ts";

/** Months of a unit, by its first letters. Four weeks are a month, as people count. */
const MONTHS: readonly (readonly [begins: string, months: number])[] = [
  ["mo", 1],
  ["semes", 6],
  ["trimes", 3],
  ["sem", 0.25],
  ["w", 0.25],
  ["a", 12],
  ["y", 12],
];
/** Longer than any contract with an end (a CDD of the State lasts three years, twice): an age, or a career. */
const LONGEST = 72;

const NUMBER = String.raw`(\d{1,2}(?:[.,]\d{1,2})?|${COUNT})`;
const UNIT = "(mois|months?|ans?|annees?|years?|semaines?|sem|weeks?|semestres?|trimestres?)";
const RANGE = `${NUMBER}(?:(?: ?${UNIT})? ?(?:a|ou|-|et) ?${NUMBER})?[ -]?${UNIT}( et demie?)?`;
const LEAD = `(?:(?:d'une |de |la |une )?duree (?:(?:totale|minimale?|minimum|maximale?|maximum) )?(?:de |d'|: ?)?|pendant |sur |pour |entre )?`;
const TAIL = "(?: (?:renouvelables?|reconductibles?|prolongeables?))?";
/** « 6 mois minimum », « au moins un an », « de 4 à 6 mois », « 3 mois renouvelables ». */
const SPAN = new RegExp(
  String.raw`(?<![\p{L}\d.,/+])(${LEAD}(?:(?:d'|${BEFORE}) ?){0,4})${RANGE}(?![\p{L}\d])${TAIL}(?: ?(${AFTER}))?`,
  "gu",
);
/** How an offer writes its duration, which may begin with the contract that it is of. */
const STATED = new RegExp(String.raw`(?<![\p{L}\d.,/+])${RANGE}(?![\p{L}\d])(.{0,40})`, "u");

/** What stands before or after years, and makes them those of a person: « expérience : 5 ans », « j'ai 26 ans ». */
const EXPERIENCE_BEFORE =
  /(?:(?<!\p{L})(?:exp\p{L}{0,12}|xp|anciennete|j'ai|g)(?: (?:professionnelle|pro))?[ :]{0,3}(?:(?:de|d'|d'au) ?)?)$/u;
const EXPERIENCE_AFTER =
  /^ ?(?:minimum |mini |min |ou plus )?(?:d'|de |d |of |en )?(?:exp\p{L}{0,12}|xp|pratique|metier|anciennete|carriere|age)(?: (?:professionnelle|pro|minimum|requise?))?(?!\p{L})/u;
/** « confirmée, 5 ans » counts years of work; months beside it are those of a mission. */
const LEVEL_BEFORE = /(?<!\p{L})(?:senior|confirmee?|experimentee?)s?[ ,(]{0,3}$/u;
/** A moment, and no duration: « dans 2 mois », « il y a un an », « tous les 6 mois ». */
const MOMENT_BEFORE =
  /(?<!\p{L})(?:dans|d'ici|sous|il y a|tou(?:te)?s les|apres|avant|agee?s? de) (?:les )?$/u;

/** Durations in a folded text. What counts a person's years, or names a moment, is unread: no fact of an offer says it. */
export function durationSpans(text: string): Span[] {
  return [...text.matchAll(SPAN)].map((found) => {
    const { 0: all, index } = found;
    const before = text.slice(Math.max(0, index - 40), index);
    const after = text.slice(index + all.length, index + all.length + 40);
    const range = rangeOf(found);
    const lead = EXPERIENCE_BEFORE.exec(before)?.[0] ?? MOMENT_BEFORE.exec(before)?.[0] ?? "";
    const tail = EXPERIENCE_AFTER.exec(after)?.[0] ?? "";
    const span = { start: index - lead.length, end: index + all.length + tail.length };
    const isMonths = /mois|month|sem/.test(all);
    const isPersons =
      tail !== "" ||
      (lead !== "" && !(isMonths && /j'ai|^g/.test(lead))) ||
      (!isMonths && LEVEL_BEFORE.test(before)) ||
      boundOf(range) > LONGEST;
    return { ...span, value: isPersons ? "unread" : { kind: "duration", of: [], ...range } };
  });
}

function rangeOf(found: RegExpMatchArray): Range {
  const [, before = "", first = "", firstUnit, second, unit = "", half, after = ""] = found;
  const least = monthsOf(first, firstUnit ?? unit);
  const more = half === undefined ? 0 : 6;
  const most = (second === undefined ? least : monthsOf(second, unit)) + more;
  return bounded(second === undefined ? most : Math.min(least, most), Math.max(least, most), before, after);
}

function monthsOf(count: string, unit: string): number {
  const number = /^\d/.test(count) ? Number(count.replace(",", ".")) : countOf(count);
  return number * (MONTHS.find(([begins]) => unit.startsWith(begins))?.[1] ?? 1);
}

function boundOf({ least, most }: Range): number {
  return most === Number.POSITIVE_INFINITY ? least : most;
}

/** How long an offer says that it lasts, in months. */
export interface Duration extends Range {
  readonly renewable: boolean;
  /** The one of its contracts that lasts so; null when all do. */
  readonly of: Contract | null;
}

/** The duration that a fact states (« CDD 3 ans renouvelables »); null where it states none in months (« jusqu'en mai »). */
export function durationOf(fact: string): Duration | null {
  const folded = fold(fact);
  const found = STATED.exec(folded);
  if (found === null) return null;
  const [, first = "", firstUnit, second, unit = "", half, after = ""] = found;
  const one = monthsOf(first, firstUnit ?? unit);
  const other = (second === undefined ? one : monthsOf(second, unit)) + (half === undefined ? 0 : 6);
  const least = second === undefined ? other : Math.min(one, other);
  return {
    least,
    most: Math.max(one, other),
    renewable: /renouvel|reconduct|prolonge/.test(after),
    of: CONTRACTS.find((contract) => folded.startsWith(`${fold(contract)} `)) ?? null,
  };
}

/**
 * How a stated duration answers what is asked. Whoever asks for six months may take one of four to six; one that is
 * renewed may come to last twice as long.
 */
export function durationFit(asked: Range, held: Duration): "yes" | "partly" | "no" {
  if (asked.least === asked.most && held.least <= asked.least && asked.most <= held.most) return "yes";
  const fit = rangeFit(asked, held);
  const isReached = held.renewable && held.most < asked.least && 2 * held.most >= asked.least;
  return fit === "no" && isReached ? "partly" : fit;
}
