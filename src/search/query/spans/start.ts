import type { Day } from "../../../offers/offer.ts";
import { fold } from "../../../text/fold.ts";
import { comingPeriod, daysBefore, MONTH, type Period } from "./days.ts";
import type { Span } from "./span.ts";

/** When a post begins: within these days, both included. Without either, as soon as may be; without `until`, from a day on. */
export interface Start {
  readonly day: Day | null;
  readonly until: Day | null;
}

const SOON_WORDS =
  "(?:des que possible|asap|tout de suite|de suite|immediat(?:e|ement)?|des maintenant|(?:au|le) plus (?:tot|vite)(?: possible)?|sans delai)";
const CUE =
  "(?:demarr(?:age|er|ant)|debut(?:er|ant)?|commencer?|commencant|prise de (?:poste|fonctions?)|vacante?s?|a pourvoir|dispo(?:nible)?s?|libre)";
const WHEN = String.raw`(?:(?:\d{1,2}|1er) ${MONTH}|(?:debut |mi-|fin )?${MONTH}|(?:la )?rentree(?: de septembre| scolaire)?|(?:l'|cet )?ete)(?: prochaine?| \d{4})?`;
const END = String.raw`(?![\p{L}\d])`;

/** « dispo de suite », « dès que possible » */
const SOON = new RegExp(String.raw`(?<!\p{L})(?:${CUE} )?${SOON_WORDS}${END}`, "gu");
/** « à partir de septembre » */
const FROM = new RegExp(
  String.raw`(?<!\p{L})(?:${CUE} )?(?:(?:a partir|a compter) d(?:e |u |')|des (?:le )?)(?:mois d(?:e |'))?(${WHEN})${END}`,
  "gu",
);
/** « démarrage juillet », « en septembre », « vacant au 1er mai » */
const WITHIN = new RegExp(
  String.raw`(?<!\p{L})(?:${CUE} ?:?(?: (?:en|le|au|pour|courant|prevue?))?|en|pour|au|a|courant) (?:mois d(?:e |'))?(${WHEN})${END}`,
  "gu",
);
/** « stage juillet » */
const BESIDE = new RegExp(
  String.raw`(?<=(?<!\p{L})(?:stage|alternance|apprentissage|cdd|cdi|poste|mission|contrat|emploi|job)s? )(${WHEN})${END}`,
  "gu",
);
/** « septembre 2022 », « cet été »: nothing else is so dated. */
const DATED = new RegExp(
  String.raw`(?<![\p{L}\d])((?:(?:\d{1,2}|1er) |debut |mi-|fin )?${MONTH} \d{4}|(?:debut |mi-|fin )${MONTH}|${MONTH} prochain|cet ete|rentree \d{4})${END}`,
  "gu",
);

/** « jusqu'à fin août » is an end, which offers seldom say by its day. */
const UNTIL = new RegExp(
  String.raw`(?<!\p{L})(?:jusqu'(?:a|au|en)|avant) (?:la )?(?:${WHEN}|\d{4})${END}`,
  "gu",
);

/** Starts that a folded text asks for. A month without its year is the next one. */
export function startSpans(text: string, today: Day): Span[] {
  const spans = [
    ...[...text.matchAll(UNTIL)].map((found) => spanOf(found, "unread")),
    ...[...text.matchAll(SOON)].map((found) => spanOf(found, { kind: "start", day: null, until: null })),
  ];
  for (const pattern of [FROM, WITHIN, BESIDE, DATED])
    for (const found of text.matchAll(pattern)) {
      const period = periodIn(found[1] ?? "", today);
      if (period === null) continue;
      const until = pattern === FROM ? null : period.until;
      spans.push(spanOf(found, { kind: "start", day: period.day, until }));
    }
  return spans;
}

function spanOf({ 0: all, index }: RegExpExecArray, value: Span["value"]): Span {
  return { start: index, end: index + all.length, value };
}

function periodIn(when: string, today: Day): Period | null {
  const text = when.replace(/^(?:la |l'|cet )/, "").replace(/ prochaine?$/, "");
  const year = / \d{4}$/.exec(text)?.[0] ?? "";
  if (text.startsWith("rentree")) return comingPeriod(`septembre${year}`, today);
  if (!text.startsWith("ete")) return comingPeriod(text, today);
  const last = comingPeriod(`aout${year}`, today);
  return last && { day: `${last.day.slice(0, 4)}-07-01`, until: last.until };
}

const STATED_SOON = new RegExp(SOON_WORDS);
const STATED_MONTHS = new RegExp(`(?:(?:\\d{1,2}|1er) |debut |mi-|fin )?${MONTH}`, "g");

/** The start that a fact states; null where it says no month with its year (« courant 2022 »). */
export function startOf(fact: string): Start | null {
  const folded = fold(fact);
  if (STATED_SOON.test(folded)) return { day: null, until: null };
  const year = /\b20\d\d\b/.exec(folded)?.[0];
  const months = [...folded.matchAll(STATED_MONTHS)];
  const [first] = months;
  const last = months.at(-1);
  if (year === undefined || first === undefined || last === undefined) return null;
  const from = comingPeriod(`${first[0]} ${year}`, `${year}-01-01`);
  const to = comingPeriod(`${last[0]} ${year}`, `${year}-01-01`);
  return from && to && { day: from.day, until: to.until };
}

/** Days by which a start may miss what is asked, and nearly answer it. */
const NEAR = 31;

/** How a stated start answers what is asked: one that is to be soon may wait a little, and who is free at once too. */
export function startFit(asked: Start, held: Start): "yes" | "partly" | "no" {
  if (asked.day === null || held.day === null || held.until === null)
    return asked.day === null && held.day === null ? "yes" : "partly";
  if (isWithin(asked.day, asked.until, held.day, held.until)) return "yes";
  const until = asked.until && daysBefore(asked.until, -NEAR);
  return isWithin(daysBefore(asked.day, NEAR), until, held.day, held.until) ? "partly" : "no";
}

function isWithin(day: Day, until: Day | null, from: Day, to: Day): boolean {
  return to >= day && (until === null || from <= until);
}
