/** Working time as written: days a week, fifths, per cent, full or part time. Remote days and days on site are not it. */

import { anyOf } from "../../text/patterns.ts";
import type { Clause } from "./clauses.ts";
import { type DayCount, dayCountsOf } from "./counts.ts";
import { readable, type Sentence } from "./sentences.ts";

const N = "(?:\\d(?:[.,]\\d)?|une?|deux|trois|quatre|cinq)";
const RANGE = `(?:entre )?${N} ?(?:j|jours?)?(?: ?(?:a|ou|-|et) ?(?:un )?${N})?`;
const DAYS_A_WEEK = new RegExp(
  `(?<!\\/ ?)\\b${RANGE} ?(?:j\\b|jrs?|jours?) ?(?:(?:env|environ|max|maximum|minimum|mini|min|ouvres?)\\.? ?)?(?:par|/|a la) ?semaines?`,
  "g",
);
const FIFTHS =
  /\b(?:entre )?[1-5] ?\/ ?5(?:e|es|eme|emes|ieme)?\b(?: ?(?:ou|a|et)(?: un)? [1-5] ?\/ ?5(?:e|es|eme|emes)?\b)?/g;
/** « Nombre de jours : 2,5 à minima par semaine » ; 1 the number, 2 that it is the least. */
const DAYS_LAST = new RegExp(
  `\\b(?:nombres? de jours|volume(?: de jours?)?(?: hebdo\\w*)?)(?: par semaine| estimes?)? ?:? ?(?:environ )?(${N}(?: ?(?:a|ou|-) ?${N})?)(?: jours?)?( (?:a minima|au minimum|minimum|mini))?(?: par semaine)?\\b`,
);
/** A share of the working time, and no share of tasks (« 60 % de votre temps au support ») nor a figure of speech. */
const PER_CENT =
  /\b(\d{2,3}) ?%?(?: ?(?:ou|a|et|-) ?(?:a )?(\d{2,3}) ?)?%(?= ?(?:$|[,.;:()/]|d'un temps|du temps (?:complet|plein)|min|max|au m|possib|accept|envisag|bienvenu|negoc|souhait|discut|ou |et |en (?:cd|freel)|pour |sur |avec |selon ))/g;
const SHARE_OF =
  /\b(?:quotite|temps partiel|temps de travail|temps complet|contrat|postes? (?:\S+ ){0,2}(?:a|de)|travail a|emploi|charge|activite|rythme|a temps|possib\w+|passer|working time)\b[^;]{0,80}$/;
const NAMED =
  /\b(?:a )?(temps (?:plein|complet)(?: (?:ou|et|et\/ou) (?:a )?(?:temps )?partiel)?|plein[- ]temps|full[- ]time(?: or part[- ]time)?|temps partiel|temps non complet|mi-temps|part[- ]time|half[- ]time)\b/g;
const HOURS =
  /\b3[5-9] ?(?:h|heures|hours)(?:\d\d)?(?: (?:par semaine|hebdomadaires|hebdo|a week|per week))?\b/;
const HAS_TIME =
  /semaine|hebdo|week|\/ ?5|temps (?:plein|complet|partiel|non)|plein[- ]temps|(?:full|part|half)[- ]time|mi-temps|\d ?%|\b3[5-9] ?h/;

/** What may be, and is not the rule: the word that says so stays with it. It stands close behind, or begins. */
const OPTION_BEHIND =
  /^[^,;]{0,34}?\b(?:(?<!que )possibles?|envisageables?|acceptee?s?|bienvenus?|negociables?|souhaitee?s?|discutables?|a discuter|etudiee?s?|welcome|en option|preferables?|de preference|ideale?(?:ment)?)\b/;
/** « Temps partiel et télétravail bienvenus » : the word is said of both. */
const OPTION_OF_BOTH =
  /^ et (?:le )?tele-? ?travail (?:sont |est )?(?:possibles?|envisageables?|acceptes?|bienvenus?)\b/;
const OPTION_BEFORE =
  /\b(?:possibilites? (?:de |d')|(?:peut|peuvent|pourra|pourront) etre |option )[^;]{0,40}$/;
const OPTION_WORDS: readonly (readonly [RegExp, string])[] = [
  [/envisageables?$/, "envisageable"],
  [/accept\w+$/, "accepté"],
  [/(?:bienvenus?|welcome)$/, "bienvenu"],
  [/(?:negociables?|discut\w+)$/, "négociable"],
  [/souhait\w+$/, "souhaité"],
  [/prefer\w+$/, "de préférence"],
  [/ideal\w*$/, "idéalement"],
];

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
  \b(?:composent|constituent|compose|constitue)\b
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
  \b(?:jours?|heures|h) par semaine\b
  \btravail a\b
  \bquotite\b
  \bemploi\b
  \b(?:full|part)-time\b
  \benviron\b
  \bminimum\b
  \bminima\b
  \bdemarrage\b
`;

interface Found {
  readonly text: string;
  readonly precise: boolean;
}

/** A precise rule (days, fifths, per cent) wins over the first « temps plein », unless it says both; an option comes last. */
export function readTime(title: Sentence | null, sentences: readonly Sentence[]): string | null {
  let vague: string | null = null;
  for (const sentence of title ? [...sentences, title] : sentences) {
    if (!HAS_TIME.test(sentence.folded)) continue;
    if (!isAtARate(sentence.folded)) {
      if (NOT_THE_POST.test(sentence.folded)) continue;
      if (sentence !== title && !isAboutThePost(sentence)) continue;
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
  for (const match of folded.matchAll(/, | ; | - | \/ (?=\d)| et (?=tele)| en tele| mais /g)) {
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
  if (!HAS_TIME.test(clause)) return null;
  const last = /semaine|hebdo/.test(clause) ? DAYS_LAST.exec(clause) : null;
  if (last) {
    const [, number = "", least] = last;
    const at = start + clause.indexOf(number, last.index);
    const days = sentence.text.slice(at, at + number.length);
    return { text: tidy(`${days} jours par semaine${least ? " minimum" : ""}`), precise: true };
  }
  const counted = firstOf(DAYS_A_WEEK, clause);
  const elsewhere = ELSEWHERE.exec(clause);
  const label = /^.{0,30}(?:temps de travail|charge|rythme|frequence)/.test(clause);
  const days =
    counted &&
    (label || isAtARate(clause) || isWorked({ start: start + counted.index, length: counted.length }, counts))
      ? counted
      : null;
  if (days && elsewhere && !label && !isAtARate(clause.slice(0, days.index + 2)))
    if (elsewhere.index < days.index + days.length + 30) return null;
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
  const option =
    optionOf(clause, spans) ?? optionIn(OPTION_OF_BOTH.exec(sentence.folded.slice(end, end + 60)));
  const isInside = both.endsWith(")") && isAside(clause, spans);
  const more = option === null ? "" : ` ${option}`;
  const rule = isInside ? `${both.slice(0, -1)}${least}${more})` : insideLast(both, least) + more;
  return { text: tidy(rule), precise: part !== null && option === null };
}

/** « temps plein (4/5 négociable) », « 3/5 (temps plein à discuter) » : only what is in brackets may be. */
function isAside(clause: string, spans: readonly Span[]): boolean {
  const [first, last] = [spans[0], spans[1]];
  if (first === undefined || last === undefined) return false;
  const end = last.index + last.length;
  const isBracketed = /\( ?$/.test(clause.slice(0, last.index));
  return (
    /plein|complet|full/.test(clause.slice(first.index, last.index)) ||
    (isBracketed && OPTION_BEHIND.test(clause.slice(end).split(")", 1)[0] ?? ""))
  );
}

/** « 4 jours/ semaine » reads « 4 jours par semaine », and « 1 jours » « 1 jour ». */
function tidy(text: string): string {
  return text
    .replace(/(?<=\d) ?j(?:rs?)?(?![\p{L}])/giu, " jours")
    .replace(/ ?\/ ?(?=sem)/gi, " par ")
    .replace(/(?<![\d,.à ] ?)(1|une?) jours(?= par)/gi, "$1 jour");
}

function insideLast(text: string, more: string): string {
  return text.endsWith(")") ? `${text.slice(0, -1)}${more})` : text + more;
}

/** « temps partiel accepté », « possibilité de passer à 80 % » : the word that makes it an option, or null. */
function optionOf(clause: string, spans: readonly Span[]): string | null {
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (OPTION_BEFORE.test(clause.slice(0, first.index))) return "possible";
  const end = Math.min(...spans.map(({ index, length }) => index + length));
  const word = OPTION_BEHIND.exec(clause.slice(end))?.[0] ?? "";
  if (word === "") return null;
  const name = optionNamed(word);
  // « 2 à 4 jours par semaine à discuter » is a rhythm all the same.
  return name === "négociable" && !/partiel|mi-temps|plein/.test(clause) ? null : name;
}

function optionIn(match: RegExpExecArray | null): string | null {
  return match === null ? null : optionNamed(match[0]);
}

function optionNamed(word: string): string {
  return OPTION_WORDS.find(([stem]) => stem.test(word))?.[1] ?? "possible";
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
    if (share >= 20 && share <= 100 && SHARE_OF.test(before) && !/tele/.test(before))
      return { index: match.index, length: match[0].length };
  }
  return null;
}

function aroundOf(clause: string, span: Span): string {
  const after = clause.slice(span.index + span.length, span.index + span.length + 16);
  return /minimum|mini\b|min\b/.test(after) ? after : clause.slice(Math.max(0, span.index - 20), span.index);
}
