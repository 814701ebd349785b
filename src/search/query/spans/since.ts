import type { Day } from "../../../offers/offer.ts";
import { dayOf, daysBefore, PERIOD, periodOf, UNIT, unitsBefore, WHEN } from "./days.ts";
import { COUNT, countOf, type Span } from "./span.ts";

const PUBLISHED = String.raw`(?:publie\p{L}{0,3}|parue?s?|postees?|mise?s? en ligne|datee?s?|datant)`;
const OFFERS = `(?:${PUBLISHED}|offres?|annonces?)`;
/** A space, or nothing after « d' ». */
const GAP = "(?: |(?<='))";
const END = String.raw`(?: dernier)?(?![\p{L}\d])`;

/** « depuis lundi », « publiées après mai », « les annonces de moins d'un mois » */
const SINCE = new RegExp(
  String.raw`(?<!\p{L})(?:(?:(?:${PUBLISHED}|ouverte?s?) )?depuis|${PUBLISHED} (?:apres|a partir d[eu'])|${OFFERS} (?:de |il y a |depuis )?moins d[e'])(?: (?:le|les|la|debut))?${GAP}(${WHEN})${END}`,
  "gu",
);
/** « les annonces de mai 2022 », « publiées la semaine dernière » */
const WITHIN = new RegExp(
  String.raw`(?<!\p{L})${OFFERS}(?:${GAP}(?:en|le|la|l'|de|d'|du|au|mois|courant|pendant|durant)){0,4}${GAP}(${PERIOD})${END}`,
  "gu",
);
/** « publiées entre mars et mai 2022 », « les offres de mars à mai » */
const BETWEEN = new RegExp(
  String.raw`(?<!\p{L})${OFFERS} (?:entre |de |du |d')(?:le )?(${PERIOD}|\d{1,2}|1er) (?:et|au?|jusqu'(?:a|au|en)) (?:le )?(${PERIOD})${END}`,
  "gu",
);
/** « publiées avant mai » */
const BEFORE = new RegExp(
  String.raw`(?<!\p{L})${PUBLISHED} (avant|jusqu'(?:a|au|en))(?: (?:le|la|fin))?${GAP}(${PERIOD})${END}`,
  "gu",
);
/** A year and nothing else. */
const YEAR = /^\s*(20\d\d)\s*$/g;
/** « ces trois dernières semaines » */
const LAST = new RegExp(
  String.raw`(?<!\p{L})(?:(?:ces|les|des|du|de la|dans les|moins de|il y a moins de) )?(?:(${COUNT}) (?:derniers|dernieres)|(?:derniers|dernieres) (${COUNT})) ${UNIT}(?!\p{L})`,
  "gu",
);

/** Days that a folded text asks offers to be published in: « depuis lundi », « publiées en mai 2022 », « avant juin ». */
export function sinceSpans(text: string, today: Day): Span[] {
  const spans: Span[] = [];
  const push = (found: RegExpMatchArray, day: Day | null, until: Day | null): void => {
    const start = found.index ?? 0;
    if (day !== null || until !== null)
      spans.push({ start, end: start + found[0].length, value: { kind: "since", day, until } });
  };
  for (const found of text.matchAll(SINCE)) push(found, dayOf(found[1] ?? "", today), null);
  for (const found of text.matchAll(LAST)) {
    const [, before, after, unit = ""] = found;
    push(found, unitsBefore(today, countOf(before ?? after ?? "1"), unit), null);
  }
  for (const found of text.matchAll(BETWEEN)) {
    const [, from = "", to = ""] = found;
    // Month and year may stand once: « du 1er au 15 mai 2022 », « entre mars et mai 2022 ».
    const end = /^(?:1er|\d{1,2}) (\p{L}{3,9}.*)$/u.exec(to)?.[1];
    const year = /\b20\d\d$/.exec(to)?.[0];
    const rest = /^(?:1er|\d{1,2})$/.test(from) ? end : /\d{4}/.test(from) ? undefined : year;
    const first = periodOf(rest === undefined ? from : `${from} ${rest}`, today);
    const last = periodOf(to, today);
    if (first !== null && last !== null && first.day <= last.until) push(found, first.day, last.until);
  }
  for (const found of [...text.matchAll(WITHIN), ...text.matchAll(YEAR)]) {
    const period = periodOf(found[1] ?? "", today);
    if (period !== null) push(found, period.day, period.until);
  }
  for (const found of text.matchAll(BEFORE)) {
    const period = periodOf(found[2] ?? "", today);
    if (period !== null) push(found, null, found[1] === "avant" ? daysBefore(period.day, 1) : period.until);
  }
  return spans;
}
