import { AFTER, BEFORE, bounded, type Range } from "./range.ts";
import { COUNT, countOf, type Span } from "./span.ts";

const FULL = 5;
/** « À temps partiel » says no more than this, in days a week. */
const PART: Range = { least: 0.5, most: 4.5 };
const DAY = String.raw`(\d(?:[.,]5)?|${COUNT})`;

/** « 2 jours par semaine maximum », « 3-4 j/sem », « moins de 3 jours par semaine ». */
const DAYS = new RegExp(
  String.raw`(?<![\p{L}\d])(?:${BEFORE} )*${DAY}(?: ?j(?:ours?)?)?(?: ?(?:a|ou|-|et) ?${DAY})? ?(?:j|jrs?|jours?)(?: (maximum|max|minimum|min|environ))? ?(?:par|\/|a la) ?(?:semaines?|sem\b|s\b)(?: ?(${AFTER}))?`,
  "gu",
);
const FIFTHS = /(?<![\p{L}\d])([1-5]) ?\/ ?5(?:e|es|eme|emes)?(?![\p{L}\d])/gu;
const PER_CENT = /(?<![\p{L}\d])(?:a )?(\d{2,3}) ?(?:%|pour ?cent(?!\p{L}))/gu;
/** « la semaine de 4 jours », « 4 jours sur 5 » */
const WEEK = new RegExp(
  String.raw`(?<!\p{L})(?:(?:en |sur )?(?:la |une )?semaine de ${DAY} ?(?:j|jours?)|${DAY} ?(?:j|jours?)? sur (?:5|cinq))(?![\p{L}\d])`,
  "gu",
);
const NAMED =
  /(?<!\p{L})(?:a |en )?(mi[- ]?temps|temps partiel|temps plein|temps complet|plein[- ]temps|part[- ]time|full[- ]time)(?!\p{L})/gu;
/** Beside these, days and shares are those of remote work. */
const REMOTE = /tele-? ?travail|a distance|distanciel|remote|home ?office|\btt\b/;
/** « 2 jours de télétravail par semaine »: how many is not compared, because offers seldom say it. */
const AT_HOME = new RegExp(
  String.raw`(?<![\p{L}\d])((?:${BEFORE} )*${DAY}(?: ?(?:a|ou|-) ?${DAY})? ?(?:j|jrs?|jours?) )(?:de |en |d')?(?:tele-? ?travail|tt|distanciel|remote)(?: ?(?:par|\/|a la) ?(?:semaines?|sem))?(?![\p{L}\d])`,
  "gu",
);

/** Working time in a folded text, in days a week. Days at home are none: then the words mean remote work. */
export function workloadSpans(text: string): Span[] {
  const spans: Span[] = [];
  const push = (found: RegExpMatchArray, range: Range): void => {
    const start = found.index ?? 0;
    const end = start + found[0].length;
    const around = `${text.slice(Math.max(0, start - 20), start)} ${text.slice(end, end + 20)}`;
    if (!REMOTE.test(around)) spans.push({ start, end, value: { kind: "time", ...range } });
    // « 100 % télétravail » is a phrase of its own.
    else if (!/%|cent/.test(found[0])) spans.push({ start, end, value: "unread" });
  };
  const say = (found: RegExpMatchArray, range: Range): void => {
    const start = found.index ?? 0;
    spans.push({ start, end: start + found[0].length, value: { kind: "time", ...range } });
  };
  for (const found of text.matchAll(AT_HOME)) {
    const start = found.index;
    const days = start + (found[1] ?? "").length;
    spans.push({ start, end: days, value: "unread" });
    spans.push({ start: days, end: start + found[0].length, value: { kind: "remote", full: false } });
  }
  for (const found of text.matchAll(DAYS)) {
    const [all, first = "", second, middle = "", after = ""] = found;
    const one = daysOf(first);
    const other = second === undefined ? one : daysOf(second);
    push(
      found,
      bounded(
        Math.min(one, other),
        Math.max(one, other),
        all.slice(0, all.indexOf(first)),
        `${middle} ${after}`,
      ),
    );
  }
  for (const found of text.matchAll(WEEK)) say(found, exactly(daysOf(found[1] ?? found[2] ?? "")));
  for (const found of text.matchAll(FIFTHS)) say(found, exactly(Number(found[1])));
  for (const found of text.matchAll(PER_CENT)) {
    const share = Number(found[1]);
    if (share >= 20 && share <= 100) push(found, exactly((share * FULL) / 100));
  }
  for (const found of text.matchAll(NAMED)) say(found, named(found[1] ?? ""));
  return spans;
}

/** The working time that an offer states, in days a week; null where it states none. */
export function workloadOf(folded: string): Range | null {
  const ranges = workloadSpans(folded).flatMap(({ value }) =>
    value !== "unread" && value?.kind === "time" ? [value] : [],
  );
  if (ranges.length === 0) return null;
  return {
    least: Math.min(...ranges.map(({ least }) => least)),
    most: Math.min(FULL, Math.max(...ranges.map(({ most }) => most))),
  };
}

function exactly(days: number): Range {
  return { least: days, most: days };
}

function named(words: string): Range {
  if (/mi/.test(words)) return exactly(FULL / 2);
  return /parti|part/.test(words) ? PART : exactly(FULL);
}

function daysOf(text: string): number {
  const days = /^\d/.test(text) ? Number(text.replace(",", ".")) : countOf(text);
  return Math.min(FULL, days);
}
