/** When the job begins: « dès que possible », or a month with its year (completed from the day of the offer). */

import { foldInPlace } from "../../text/fold.ts";
import { MONTHS } from "../../text/months.ts";
import { anyOf } from "../../text/patterns.ts";
import type { Day } from "../offer.ts";
import { MONTH_NAME, monthNumber, yearOf } from "./calendar.ts";
import { clausesOf } from "./clauses.ts";
import { dayIn, inWords } from "./dates.ts";
import { readable, type Sentence } from "./sentences.ts";
import { CUE, LABEL, NOT_THE_START, TAKES_UP } from "./startWords.ts";

const SOON = anyOf`
  \bdes que (?:possible|(?:tu|vous) (?:es|etes|(?:le )?(?:peux|pouvez|souhaite[sz]|veux|voulez))\b)
  \btout de suite\b
  \basap\b
  \bas soon as possible
  \bimmediat(?:e|ement|ely)?\b
  \bau plus (?:tot|vite)\b(?! (?:le|en|debut|fin|mi|courant|a partir|a compter)\b)
  \ble plus (?:tot|vite|rapidement) possible
  \bdes (?:maintenant|a present)\b
  \bsans delai\b
  \bdans les (?:meilleurs|plus brefs) delais
  \b(?:prevue?|souhaitee?|attendue?) (?:tres )?rapidement\b
  \brapidement\b.{0,20}disponible
  \bdisponible rapidement
`;
/** 1 what stands before the month, the day too; 2 the month; 3 more months; 4 the year. */
const WHEN = new RegExp(
  [
    "\\b((?:(?:tout )?debut|fin|mi|courant|[da]u mois d[e']|le )?[ -]?(?:de |du |mois de |mois d')?(?:\\d{1,2}(?:er)? )?)",
    `(${MONTH_NAME})`,
    `((?:(?:,| ou| a| ?/| ?-| et) ?(?:debut |fin |mi-)?(?:${MONTH_NAME})){0,3})`,
    "(?: (20\\d\\d))?",
  ].join(""),
);
const SEASON = anyOf`
  \bdes (?:cet ete|la rentree|cet automne|cet hiver|ce printemps)(?: 20\d\d)?
  \ba la rentree(?: 20\d\d)?
  \b(?:debut|fin|courant) (20\d\d)\b
  \b(?:ete|automne|printemps|hiver|rentree) (?:de )?20\d\d
`;
/** A day in figures: with its year, or « au 01/09 ». */
const IN_FIGURES =
  /\b20\d\d([-/])\d{2}\1\d{2}\b|\b\d{1,2}([/.-])\d{1,2}\2(?:20\d\d|\d\d)\b|(?<=(?:\bau|\ble|\bdu|:) )\d{1,2}[/.](?:0\d|1[0-2])\b(?![/.]?\d)/;

export function readStart(sentences: readonly Sentence[], offered: Day | null): string | null {
  let best: { readonly start: string; readonly weight: number } | null = null;
  for (const sentence of sentences) {
    const start = startOf(sentence, offered);
    if (start === null) continue;
    const weight = (LABEL.test(sentence.folded) ? 2 : 0) + (start === AS_SOON_AS_POSSIBLE ? 0 : 1);
    if (!best || weight > best.weight) best = { start, weight };
  }
  return best?.start ?? null;
}

const AS_SOON_AS_POSSIBLE = "dès que possible";

const LABELLED = /\bdebut\b|demarrage|prise de poste|\bdates?\b|\bquand\b/;

function startOf(sentence: Sentence, offered: Day | null): string | null {
  const { folded, heading, topic } = sentence;
  const labelled = LABELLED.test(heading) && folded.length < 160;
  const cue = CUE.in(sentence);
  if (!cue && !labelled) return null;
  const firm =
    topic === "terms" ||
    labelled ||
    TAKES_UP.test(folded) ||
    /\b(?:demarrage|poste|prise de (?:poste|fonction)|contrat|mission|stage|cdd|cdi|(?:vous|tu) (?:commenc|debut|demarr)|indep|recrut|(?:re)?cherch|vacant|quelqu'un|pren\w{1,5} \w{3} fonctions|a pourvoir|start|arrivee|embauche|entree en fonction|disponibilite\b|vos fonctions|accueillir|remplacement|\byou )/.test(
      folded,
    ) ||
    /^(?:debut|quand|duree)|\bdate (?:de debut|d'entree)\b|\bdebut souhaite/.test(folded);
  if (!firm) return null;
  const from = cue?.index ?? 0;
  if (
    NOT_THE_START.test(clauseAt(folded, from)) &&
    !/\b(?:poste|cdd|stage|contrat|mission)(?: (?:en|de|d'|un|cdd|stage|\d{1,2}|mois|ans?|temps|plein)){0,8},? a partir d[eu']|\bdemarrage (?:souhaite|en|debut|des|:|mi|fin|a)|\bdebut (?:souhaite|de (?:la )?mission|du stage)|prise de poste|a pourvoir|\bde \w+(?: 20\d\d)? a (?:fin |mi-)?\w+ 20\d\d/.test(
      folded,
    )
  )
    return null;
  return whenOf(sentence, from, offered);
}

/** The clause that holds a character. */
function clauseAt(folded: string, at: number): string {
  const { start, end } = clausesOf(folded).find((clause) => at >= clause.start && at < clause.end) ?? {};
  return folded.slice(start ?? 0, end);
}

function whenOf(sentence: Sentence, from: number, offered: Day | null): string | null {
  const near = sentence.folded.slice(from, from + 110);
  const month = WHEN.exec(near);
  const soon = SOON.exec(near);
  const end =
    /\bjusqu'(?:a|au|en)\b|\bdepuis\b|\bpossibilite\b|\bpuis\b|\bensuite\b|\bpass(?:age|er)\b/.exec(near)
      ?.index ?? near.length;
  if (soon && (!month || soon.index < month.index)) return AS_SOON_AS_POSSIBLE;
  const figures = IN_FIGURES.exec(near);
  if (figures && figures.index < end && (!month || figures.index < month.index)) {
    const found = dayIn(figures[0], offered);
    return found && inWords(found.day);
  }
  if (month && month.index < end) return monthOf(sentence, from, month, offered);
  const season = SEASON.exec(near);
  if (season && season.index < end)
    return readable(sentence.text.slice(from + season.index, from + season.index + season[0].length));
  return soon ? AS_SOON_AS_POSSIBLE : null;
}

/** « nov. » and « November » read « novembre » on a card. */
function inFull(short: string): string {
  return MONTHS[(monthNumber(foldInPlace(short)) ?? 0) - 1] ?? short;
}

/** « (janvier à mai 2019) » is how long the job lasts: it begins with the first of the months. */
function spanOf(match: RegExpExecArray, offered: Day | null): string | null {
  const first = monthNumber(match[2] ?? "");
  const last = monthNumber(/[a-z]+\.?$/.exec(match[3] ?? "")?.[0] ?? "");
  if (first === null || last === null) return null;
  const ends = match[4] === undefined ? null : Number(match[4]);
  const year = ends === null ? yearOf(first, offered) : ends - (first > last ? 1 : 0);
  const part = /\b(?:debut |fin |mi-|courant )$/.exec(match[1] ?? "")?.[0] ?? "";
  return year === null ? null : `${part}${MONTHS[first - 1]} ${year}`;
}

function monthOf(
  { text, folded, heading }: Sentence,
  from: number,
  match: RegExpExecArray,
  offered: Day | null,
): string | null {
  const start = from + match.index;
  const before = folded.slice(Math.max(0, start - 40), start);
  const isSpan = /^ a /.test(match[3] ?? "") || (/^ et /.test(match[3] ?? "") && /\bentre ?$/.test(before));
  const isEither = /^ et /.test(match[3] ?? "") && BEGINS_BETWEEN.test(before);
  const span = isSpan && !isEither ? spanOf(match, offered) : null;
  const isFrom = /^ ?d[eu] /.test(match[1] ?? "") || /\b(?:de|du|entre) ?$/.test(before);
  if (span !== null && (isFrom || !/\b(?:debut|demarr)/.test(before))) return span;
  const exact =
    /\d ?(?:er|st|nd|rd|th)? ?$/.test(match[1] ?? "") && (match[3] ?? "") === ""
      ? dayIn(withYearOfEnd(folded.slice(start, start + 60)), offered)
      : null;
  if (exact !== null && !/\b(?:debut|fin|mi|courant)\b/.test(match[1] ?? "")) return inWords(exact.day);
  const words = readable(text.slice(start, start + match[0].length))
    .replace(/^(?:(?:du |au |le )?mois d[e'’]|le|de|du) ?/i, "")
    .replace(/^[ -]+/, "")
    .replace(/\p{L}{3,5}\.|\p{L}{3,9}/gu, inFull)
    .replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
  const either = isEither ? `entre ${words}` : words;
  const begins =
    BEGINS.test(folded.slice(0, start)) ||
    LABELLED.test(heading) ||
    (start === 0 && /^debut/.test(match[1] ?? ""));
  if (match[4] !== undefined) {
    const end = start + match[0].length;
    const more = begins ? AND_ANOTHER.exec(folded.slice(end, end + 40)) : null;
    return either + text.slice(end, end + (more?.[0].length ?? 0));
  }
  const number = monthNumber(match[2] ?? "");
  const year = number === null ? null : yearOf(number, offered);
  const latest = latestAfter(folded.slice(start + match[0].length), offered);
  return `${either}${year === null ? "" : ` ${year}`}${latest === null ? "" : `, ${latest} au plus tard`}`;
}

/** « novembre si possible, janvier au plus tard » : the second month, with its year. */
function latestAfter(folded: string, offered: Day | null): string | null {
  const number = monthNumber(LATEST.exec(folded)?.[1] ?? "");
  const year = number === null ? null : yearOf(number, offered);
  return number === null || year === null ? null : `${MONTHS[number - 1]} ${year}`;
}

const LATEST = new RegExp(
  `^ ?(?:au mieux|si possible|de preference|idealement)? ?,? ?(?:ou |et )?(?:en )?(${MONTH_NAME}) (?:au plus tard|dernier delai|maximum)\\b`,
);

/** « du 1er mars au 30 juin 2026 » : the year stands once, behind the last day. */
function withYearOfEnd(folded: string): string {
  const range = DAY_TO_DAY.exec(folded);
  if (range === null) return folded;
  const [, first = "", from = "", to = "", year = ""] = range;
  const isOver = (monthNumber(from) ?? 0) > (monthNumber(to) ?? 0);
  return `${first} ${Number(year) - (isOver ? 1 : 0)}`;
}

const DAY_TO_DAY = new RegExp(
  `^((?:le |du )?\\d{1,2}(?:er)? (${MONTH_NAME})) ?(?:-|au|jusqu'au) ?\\d{1,2}(?:er)? (${MONTH_NAME}) (20\\d\\d)\\b`,
);

/** « Démarrage décembre 2021 - janvier 2022 », « début entre mai et juin » : the job may begin in either month. */
const BEGINS =
  /\b(?:debut\w*|demarr\w*|prise de (?:poste|fonctions?)|arrivee|embauche|a pourvoir)\b[^.;,]{0,30}$/;
const BEGINS_BETWEEN = new RegExp(`${BEGINS.source.slice(0, -1)}\\bentre ?$`);
const AND_ANOTHER = new RegExp(`^ ?(?:-|/|ou) ?(?:debut |fin |mi-)?(?:${MONTH_NAME}) 20\\d\\d\\b`);
