/** Working time as written: days a week, fifths, per cent, full or part time. Remote days and days on site are not it. */

import { anyOf } from "../../text/patterns.ts";
import { readable, type Sentence } from "./sentences.ts";

const N = "(?:\\d(?:[.,]\\d)?|une?|deux|trois|quatre|cinq)";
const RANGE = `(?:entre )?${N} ?(?:j|jours?)?(?: ?(?:a|ou|-|et) ?(?:un )?${N})?`;
const DAYS_A_WEEK = new RegExp(
  `\\b${RANGE} ?(?:j\\b|jrs?|jours?) ?(?:(?:env|environ|max|maximum|minimum|mini|min|ouvres?)\\.? ?)?(?:par|/|a la) ?semaines?`,
  "g",
);
const FIFTHS =
  /\b[1-5] ?\/ ?5(?:e|es|eme|emes|ieme)?\b(?: ?(?:ou|a|et)(?: un)? [1-5] ?\/ ?5(?:e|es|eme|emes)?\b)?/g;
const PER_CENT = /\b(\d{2}) ?%?(?: ?(?:ou|a|et|-) ?(\d{2,3}) ?)?%/g;
const NAMED = /\b(?:a )?(temps (?:plein|complet)|plein[- ]temps|full[- ]time|temps partiel|mi-temps)\b/g;
const HOURS = /\b3[5-9] ?(?:h|heures)(?: (?:par semaine|hebdomadaires|hebdo))?\b/;
const HAS_TIME =
  /semaine|\/ ?5|temps (?:plein|complet|partiel)|plein[- ]temps|full[- ]time|mi-temps|\d ?%|\b3[5-9] ?h/;

/** « à un rythme de 3 jours par semaine » is the post's, whatever else the sentence says, unless it counts remote days. */
function isAtARate(folded: string): boolean {
  const rate = /\ba (?:un rythme|raison) d[e']/.exec(folded);
  return rate !== null && !ELSEWHERE.test(folded.slice(0, rate.index));
}

/** Clauses about where one works: their days are no working time. */
const ELSEWHERE =
  /(?:tele-? ?trava|presen(?:ce|tiel)|remote|a distance|sur (?:site|place)|\ba paris|\bdeplacement|\breunion|\bretrouv|\bvenir\b|bureaux|locaux|\bchez (?:toi|vous)|\bun jour par semaine)/;
const NOT_THE_POST = anyOf`
  \bbac ?\+
  \bans d'experience
  \bdev(?:eloppeu\w+)? a \d
  \bequipe de \d
  \bnous (?:sommes|travaillons)\b
  \bobjectif
  \busagers\b
  \butilisateurs\b.{0,30}\d ?%
  \breduit\b
  \bintrapreneur\w*\b.{0,60}\d
  \btoutes les\b
  \bpo\b.{0,20}%
  capter
  \bdemarrage possible a mi-temps
  \bcoach\b.{0,30}(?:\bjour|mi-temps)
  \bmaxime au\b
  \b(?:ux|ui|cto|dev)\b.{0,30}\ba mi-temps
  \btaux\b.{0,20}\d{2} ?%
`;
const ABOUT = anyOf`
  \bcharge\b
  \brythme\b
  \btemps\b
  \bcontrat\b
  \bmission\b
  \bposte\b
  \bindependant
  \bfree-?lance
  \bfrequence\b
  \bmodalite
  \bduree\b
  \bvolume\b
  \bpour \d
  \bstage\b
  \bcdd\b
  \bdisponib
  \bjours? par semaine\b
  \benviron\b
  \bminimum\b
  \bminima\b
  \bdemarrage\b
`;

interface Found {
  readonly text: string;
  readonly precise: boolean;
}

/** The first precise statement (days, fifths, per cent) wins over the first « temps plein », unless it says both. */
export function readTime(title: Sentence | null, sentences: readonly Sentence[]): string | null {
  let vague: string | null = null;
  for (const sentence of title ? [...sentences, title] : sentences) {
    if (!HAS_TIME.test(sentence.folded)) continue;
    if (!isAtARate(sentence.folded)) {
      if (NOT_THE_POST.test(sentence.folded)) continue;
      if (sentence !== title && !isAboutThePost(sentence)) continue;
    }
    for (const clause of clausesOf(sentence)) {
      const found = timeOf(sentence, clause.start, clause.end);
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
function clausesOf({ folded }: Sentence): { start: number; end: number }[] {
  const clauses: { start: number; end: number }[] = [];
  let start = 0;
  for (const match of folded.matchAll(/, | ; | - | \/ (?=\d)| et (?=tele)| en tele| mais /g)) {
    clauses.push({ start, end: match.index });
    start = match.index + match[0].length - (match[0].includes("tele") ? 4 : 0);
  }
  clauses.push({ start, end: folded.length });
  return clauses;
}

function timeOf(sentence: Sentence, start: number, end: number): Found | null {
  const clause = sentence.folded.slice(start, end);
  if (!HAS_TIME.test(clause)) return null;
  const days = firstOf(DAYS_A_WEEK, clause);
  const elsewhere = ELSEWHERE.exec(clause);
  if (days && elsewhere) {
    const label =
      /^.{0,30}(?:temps de travail|charge|rythme|frequence)/.test(clause) ||
      isAtARate(clause.slice(0, days.index + 2));
    if (!label && elsewhere.index < days.index + days.length + 30) return null;
  }
  const named = firstOf(NAMED, clause);
  const part = days ?? firstOf(FIFTHS, clause) ?? perCent(clause);
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
  const spans = [named, part].filter((span) => span !== null).toSorted((a, b) => a.index - b.index);
  const words = spans.map((span) =>
    readable(sentence.text.slice(start + span.index, start + span.index + span.length))
      .replace(/^à /i, "")
      .replace(/^entre (.{1,12}?) (?:et|à) /i, "$1 à "),
  );
  const [first = "", second] = words;
  const between = spans[1] && spans[0] ? clause.slice(spans[0].index + spans[0].length, spans[1].index) : "";
  const both =
    second === undefined
      ? first
      : / ou /.test(`${between} `)
        ? `${first} ou ${second}`
        : `${first} (${second})`;
  const least =
    part &&
    /^.{0,6}\b(?:minimum|min\b|mini\b|au moins)|\b(?:minimum|minima|au moins) ?(?:de )?$/.test(
      aroundOf(clause, part),
    )
      ? " minimum"
      : "";
  return {
    text: both.endsWith(")") ? `${both.slice(0, -1)}${least})` : both + least,
    precise: part !== null,
  };
}

interface Span {
  readonly index: number;
  readonly length: number;
}

function firstOf(pattern: RegExp, clause: string): Span | null {
  for (const match of clause.matchAll(pattern)) return { index: match.index, length: match[0].length };
  return null;
}

function perCent(clause: string): Span | null {
  for (const match of clause.matchAll(PER_CENT)) {
    const share = Number(match[1]);
    const before = clause.slice(0, match.index);
    if (
      share >= 20 &&
      /temps partiel|contrat|\bposte|\bcharge|temps de travail/.test(before) &&
      !/tele/.test(before)
    ) {
      return { index: match.index, length: match[0].length };
    }
  }
  return null;
}

function aroundOf(clause: string, span: Span): string {
  const after = clause.slice(span.index + span.length, span.index + span.length + 16);
  return /minimum|mini\b|min\b/.test(after) ? after : clause.slice(Math.max(0, span.index - 20), span.index);
}
