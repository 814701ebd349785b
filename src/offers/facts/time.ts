/** Working time as written: days a week, fifths, per cent, full or part time. Remote days and days on site are not it. */

import type { Clause } from "./clauses.ts";
import { type DayCount, dayCountsOf } from "./counts.ts";
import { ownIn } from "./ownership.ts";
import { readable, type Sentence } from "./sentences.ts";
import { isAside, optionIn, optionOf, type Span } from "./timeOptions.ts";
import {
  ABOUT,
  ABOUT_SO_MUCH,
  AT_A_PLACE,
  BECOMES,
  CHANGES,
  DAYS_A_MONTH,
  DAYS_A_WEEK,
  DAYS_LAST,
  DOES,
  ELSEWHERE,
  FIFTHS,
  FOR_A_PART,
  FULL_TIME_SHARE,
  HAS_TIME,
  HOURS,
  NAMED,
  NO_RULE,
  NOT_THE_POST,
  OF_THE_POST,
  OPTION_OF_BOTH,
  OPTIONS_OF_BOTH,
  PER_CENT,
  SHARE_OF,
  SHARES,
} from "./timeWords.ts";

/** « à un rythme de 3 jours par semaine » is the post's, whatever else the sentence says, unless it counts remote days. */
function isAtARate(folded: string): boolean {
  const rate = /\ba (?:un rythme|raison) d[e']/.exec(folded);
  return rate !== null && !ELSEWHERE.test(folded.slice(0, rate.index));
}

interface Found {
  readonly text: string;
  readonly precise: boolean;
}

/** A precise rule (days, fifths, per cent) wins over the first « temps plein », unless it says both; an option comes last. */
export function readTime(title: Sentence | null, sentences: readonly Sentence[]): string | null {
  let vague: string | null = null;
  let before: Sentence | null = null;
  for (const one of title ? [...sentences, title] : sentences) {
    const last = before;
    before = one;
    if (!HAS_TIME.isIn(one)) continue;
    // « Télétravail possible plus tard ; une journée par semaine … » goes on with it.
    if (
      last?.line === one.line &&
      last.text.endsWith(";") &&
      ELSEWHERE.test(last.whole) &&
      !ABOUT.test(one.folded.replace(DAYS_A_WEEK, ""))
    )
      continue;
    const sentence = one === title ? one : { ...one, folded: ownIn(one.folded) };
    if (!isAtARate(sentence.folded)) {
      if (NOT_THE_POST.test(sentence.folded)) continue;
      if (one !== title && !isAboutThePost(sentence)) continue;
    }
    const counts = dayCountsOf(sentence);
    for (const clause of clausesOf(sentence)) {
      const found = timeOf(sentence, clause, counts);
      if (found?.precise) return found.text;
      vague ??= found?.text ?? null;
    }
  }
  return vague;
}

function isAboutThePost({ folded, topic, heading, bullet }: Sentence): boolean {
  if (topic === "terms" || topic === "apply") return true;
  if (/\b(?:temps partiel|temps plein|temps complet) (?:accepte|possible|bienvenu)/.test(folded)) return true;
  if (topic === "team" && !/^(?:le )?(?:rythme|temps de travail|charge|contrat)/.test(folded))
    return /\b(?:poste|rythme|contrat)\b/.test(folded);
  return ABOUT.test(folded) || (bullet && /modalite|contrat/.test(heading));
}

/** A sentence's clauses, parentheses left with what they explain. */
function clausesOf({ folded }: Sentence): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  for (const match of folded.matchAll(/, | ; | - | [|·] | \/ (?=\d)| et (?=tele)| en tele| mais /g)) {
    clauses.push({ start, end: match.index });
    start = match.index + match[0].length - (match[0].includes("tele") ? 4 : 0);
  }
  clauses.push({ start, end: folded.length });
  return clauses;
}

/** Days at home, on site and of meetings are others' in this reading. */
function isWorked(
  { start, length }: { start: number; length: number },
  counts: readonly DayCount[],
): boolean {
  const count = counts.find((one) => one.start < start + length && start < one.end);
  return count === undefined || count.owner === null || count.owner === "work";
}

function timeOf(sentence: Sentence, { start, end }: Clause, counts: readonly DayCount[]): Found | null {
  const clause = sentence.folded.slice(start, end);
  if (
    !HAS_TIME.pattern.test(clause) ||
    CHANGES.test(clause) ||
    BECOMES.test(sentence.folded.slice(end)) ||
    NO_RULE.test(sentence.whole.slice(start, end))
  )
    return null;
  const share = FULL_TIME_SHARE.exec(clause);
  if (share) return { text: `${`${share[1] ?? share[2]}0`.slice(0, 2)} %`, precise: true };
  const last = /semaine|hebdo/.test(clause) ? DAYS_LAST.exec(clause) : null;
  if (last) {
    const [, number = "", least] = last;
    const at = start + clause.indexOf(number, last.index);
    const days = sentence.text.slice(at, at + number.length);
    return { text: tidy(`${days} jours par semaine${least ? " minimum" : ""}`), precise: true };
  }
  const elsewhere = ELSEWHERE.exec(clause);
  const label = /^.{0,30}(?:temps de travail|charge|(?<!au )rythme|frequence)/.test(clause);
  const counted = firstOf(DAYS_A_WEEK, clause) ?? (label ? firstOf(DAYS_A_MONTH, clause) : null);
  const days =
    counted &&
    (label || isAtARate(clause) || isWorked({ start: start + counted.index, length: counted.length }, counts))
      ? counted
      : null;
  if (days && elsewhere && !label && !isAtARate(clause.slice(0, days.index + 2)))
    if (elsewhere.index < days.index + days.length + 30) return null;
  const named = AT_A_PLACE.test(clause) ? null : firstOf(NAMED, clause);
  const part = days ?? firstOf(FIFTHS, clause) ?? perCent(clause, sentence.whole.slice(0, start));
  if (!part && !named) {
    const hours = HOURS.exec(clause);
    return hours
      ? {
          text: sentence.text.slice(start + hours.index, start + hours.index + hours[0].length),
          precise: true,
        }
      : null;
  }
  if (/tele-? ?travail (?:a |est a )?temps (?:complet|plein)/.test(clause)) return null;
  // « 80 % d'un temps plein » is no full time.
  const isWholeOf =
    part !== null &&
    /^ ?d'(?:un )?(?:equivalent )?$/.test(clause.slice(part.index + part.length, named?.index ?? 0));
  const spans = [isWholeOf ? null : named, part]
    .filter((span) => span !== null)
    .toSorted((a, b) => a.index - b.index);
  const behind = spans.at(-1);
  if (behind && FOR_A_PART.test(sentence.folded.slice(start + behind.index + behind.length, end + 60)))
    return null;
  const words = spans.map(
    (span) =>
      (ABOUT_SO_MUCH.test(clause.slice(0, span.index)) ? "environ " : "") +
      readable(sentence.text.slice(start + span.index, start + span.index + span.length))
        .replace(/^[àa] /i, "")
        .replace(/^entre (.{1,12}?) (?:et|à) /i, "$1 à "),
  );
  const [first = "", second] = words;
  const between = spans[1] && spans[0] ? clause.slice(spans[0].index + spans[0].length, spans[1].index) : "";
  const both =
    second === undefined
      ? first
      : / (?:ou|or) /.test(`${between} `)
        ? `${first} ou ${second}`
        : `${first} (${second})`;
  const least =
    part &&
    /^.{0,6}\b(?:minimum|min\b|mini\b|au moins)|\b(?:minimum|minima|au moins) ?(?:de )?$/.test(
      aroundOf(clause, part),
    )
      ? " minimum"
      : "";
  // Where full and part time are both offered, neither is an option beside a rule.
  const begin = spans[0];
  const option = BOTH_TIMES.test(both)
    ? null
    : (optionOf(clause, spans) ??
      optionIn(
        (part === null ? OPTION_OF_BOTH : OPTIONS_OF_BOTH).exec(sentence.folded.slice(end, end + 60)),
      ));
  if (days && begin === days && clause.slice(0, days.index).trim() === "")
    if (DOES.test(sentence.whole.slice(start + days.index + days.length, end))) return null;
  if (option === null && begin && !OF_THE_POST.test(clause.slice(0, begin.index))) return null;
  const isInside = both.endsWith(")") && isAside(clause, spans);
  const more = option === null ? "" : ` ${option}`;
  const rule = isInside ? `${both.slice(0, -1)}${least}${more})` : insideLast(both, least) + more;
  return { text: tidy(rule), precise: part !== null && option === null };
}

const BOTH_TIMES = /(?:plein|complet).{0,24} partiel|partiel.{0,24} (?:plein|complet)/;

/** « 4 jours/ semaine » reads « 4 jours par semaine », and « 1 jours » « 1 jour ». */
function tidy(text: string): string {
  return text
    .replace(/(?<=\d) ?j(?:rs?)?(?![\p{L}])/giu, " jours")
    .replace(/ ?\/ ?(?=sem|mois)/gi, " par ")
    .replace(/ par sem\b\.?/gi, " par semaine")
    .replace(/ journées?(?= par)/gi, " jours")
    .replace(/ hebdomadaires?$/i, " par semaine")
    .replace(/(?<![\d,.à ] ?)(1|un)e? jours(?= par)/gi, "$1 jour");
}

function insideLast(text: string, more: string): string {
  return text.endsWith(")") ? `${text.slice(0, -1)}${more})` : text + more;
}

function firstOf(pattern: RegExp, clause: string): Span | null {
  for (const match of clause.matchAll(pattern)) return { index: match.index, length: match[0].length };
  return null;
}

/** « Part de l'activité en déplacement : 20 % » */
const NO_SHARE = /tele|\b(?:parts? (?:de |d')|partie|repartition|proportion|deplacements?|taches?)\b/;

/** « pas à temps complet mais à 60 % » : the clause before has named it. */
const NAMED_JUST_BEFORE =
  /\b(?:temps (?:complet|plein|partiel)|mi-temps),? (?:mais|plutot) $|\b(?:cd[di]|contrat|poste|emploi|stage)\b[^;.,]{0,40}, $/;

function perCent(clause: string, said: string): Span | null {
  for (const match of clause.matchAll(PER_CENT)) {
    const share = Number(match[1]);
    const before =
      (/^a \d/.test(clause) && NAMED_JUST_BEFORE.test(said.slice(-60)) ? "contrat " : "") +
      clause.slice(0, match.index);
    if (
      share >= 20 &&
      share <= 100 &&
      (SHARE_OF.test(before) || SHARES.test(clause)) &&
      !NO_SHARE.test(before)
    )
      return { index: match.index, length: match[0].length };
  }
  return null;
}

function aroundOf(clause: string, span: Span): string {
  const after = clause.slice(span.index + span.length, span.index + span.length + 16);
  return /minimum|mini\b|min\b/.test(after) ? after : clause.slice(Math.max(0, span.index - 20), span.index);
}
