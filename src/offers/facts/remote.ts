/**
 * Remote work. `full`: the norm, or all of it but a few days a month; `partial`: possible, welcome, some days, or at
 * least one day on site a week; `none`: said to be excluded. Sentences that ask for a skill (« à l'aise à distance »)
 * or tell of a tool used from afar say nothing.
 */

import { inFigures } from "../../text/figures.ts";
import type { Remote } from "../offer.ts";
import { clausesOf } from "./clauses.ts";
import { ALL_OF_IT, type DayCount, dayCountsOf, FOR_A_WHILE } from "./counts.ts";
import { isOfOthers } from "./ownership.ts";
import { isPast } from "./past.ts";
import { isAnywhere, isGranted, isOnSiteOnly, isWhole } from "./remoteFrames.ts";
import {
  ABOUT_REMOTE,
  BARE,
  BOTH,
  FULL,
  MENTION,
  NO_REFUSAL,
  NOT_ABOUT_THE_POST,
  PARTIAL,
  REMOTELY,
  SITE_OPTIONAL,
  WEEKLY_MEETINGS,
  WEEKLY_ON_SITE,
} from "./remoteWords.ts";
import { readable, type Sentence } from "./sentences.ts";

type Reading = { readonly level: Remote; readonly weight: number; readonly note: string };

/** What is said of remote work; `days` are those at home. */
export interface RemoteReading {
  readonly remote: Remote | null;
  readonly days: string | null;
  readonly note: string | null;
}

/** The strongest statement wins; between equals the first. A refusal may be for a while: what is granted outweighs it. */
export function readRemote(title: Sentence | null, sentences: readonly Sentence[]): RemoteReading {
  let best: Reading | null = null;
  const days: string[] = [];
  for (const sentence of title ? [title, ...sentences] : sentences) {
    const reading = readSentence(sentence);
    if (reading?.level === "partial") days.push(...daysAtHome(sentence));
    if (reading && (!best || reading.weight > best.weight)) best = reading;
  }
  return {
    remote: best?.level ?? null,
    days: best?.level === "partial" && new Set(days).size === 1 ? (days[0] ?? null) : null,
    note: best?.note ?? null,
  };
}

function readSentence(sentence: Sentence): Reading | null {
  const { folded, whole } = sentence;
  if (
    !ABOUT_REMOTE.isInWhole(sentence) ||
    (sentence.isHeading && folded.length < 30 && !/: ?\w/.test(folded))
  )
    return null;
  const siteOptional = SITE_OPTIONAL.test(folded);
  if (
    NOT_ABOUT_THE_POST.test(whole) &&
    !siteOptional &&
    !/\btele-? ?travail (?:est|partiel|possible|complet|total|bienvenu|accepte)/.test(folded)
  )
    return null;
  const note = noteOf(sentence);
  const refusal = refusalIn(sentence);
  if (refusal === "none" || isOnSiteOnly(folded)) return { level: "none", weight: 1.5, note };
  if (isSaidOfOthers(sentence)) return null;
  const counts = dayCountsOf(sentence);
  if (counts.some(isSomeDaysAtHome)) return { level: "partial", weight: 2.5, note };
  if (refusal === "for a while" && /\bpossib|\bpuis\b|\bensuite\b|\bapres\b/.test(folded))
    return { level: "partial", weight: 2, note };
  if (refusal === "for a while") return { level: "partial", weight: 1, note };
  const anywhere = isAnywhere(folded, whole);
  // « Trois jours par semaine au bureau » : the rest is elsewhere, though nothing names it.
  if (!anywhere && !MENTION.test(folded))
    return counts.some(isWeeklyOnSite) && OFFICE.test(folded) ? { level: "partial", weight: 4, note } : null;
  // « Deux jours sur site, trois où vous voulez » shares out a week.
  if (anywhere && counts.length > 1 && counts.some(({ owner }) => owner === "site"))
    return { level: "partial", weight: 4, note };
  if (WEEKLY_ON_SITE.test(folded) || BOTH.test(folded) || counts.some(isWeeklyOnSite))
    return { level: "partial", weight: 4, note };
  if (WEEKLY_MEETINGS.test(folded)) return { level: "partial", weight: 2.9, note };
  const share = shareAtHome(folded);
  if (share !== null) return { level: share >= 100 ? "full" : "partial", weight: 3, note };
  const conditional = /tele-? ?travail obligatoire/.test(folded);
  if (!conditional && (siteOptional || anywhere || isWhole(folded) || FULL.test(folded))) {
    const hedged = /\b(?:possib|peut|peux|pouvez)\w*\b.{0,30}100 ?%|100 ?%.{0,40}\bpossib/.test(folded);
    return { level: "full", weight: hedged ? 2 : 3, note };
  }
  if (PARTIAL.test(folded)) return { level: "partial", weight: 2, note };
  if (BARE.test(folded)) return { level: "full", weight: 1, note };
  return isGranted(folded) ? { level: "partial", weight: 1.8, note } : null;
}

const OFFICE =
  /\b(?:presentiel|bureaux?|in the office|at the office|in our (?:\w+ )?office|presence (?:demandee|attendue|requise|obligatoire|souhaitee|necessaire))\b/;

/** Whether working from afar is denied: for good, for a while, or only all of it. */
function refusalIn({ folded, whole }: Sentence): "none" | "for a while" | "all of it" | null {
  if (folded === whole) return null;
  for (const { start, end } of clausesOf(whole)) {
    const said = whole.slice(start, end);
    const at = MENTION.exec(said)?.index;
    if (at === undefined || folded.charAt(start + at) !== ";") continue;
    if (isPast(said) || OF_OTHER_POSTS.test(said)) continue;
    if (FOR_A_WHILE.test(said)) return "for a while";
    if (ALL_OF_IT.test(said) || ON_SOME_DAYS.test(said)) return "all of it";
    // « …, aucun télétravail » says all that it denies.
    const isShort = /^ ?(?:aucun|pas de|sans|ni|no )/.test(said);
    const around = whole.slice(isShort ? start : Math.max(0, start - 30), end + 30);
    if (!NO_REFUSAL.test(around)) return "none";
  }
  return null;
}

/** « Les postes de l'accueil ne sont pas télétravaillables » */
const OF_OTHER_POSTS =
  /\b(?:les|des|certaine?s|nos|autres) (?:postes|emplois|fonctions|metiers) (?:de |du |des |d')/;

/** « Pas de télétravail le lundi » */
const ON_SOME_DAYS = /\bles? (?:lundi|mardi|mercredi|jeudi|vendredi)s?\b/;

function isSaidOfOthers({ folded }: Sentence): boolean {
  const saying = clausesOf(folded)
    .map(({ start, end }) => folded.slice(start, end))
    .filter((clause) => MENTION.test(clause));
  return saying.length > 0 && saying.every((clause) => isOfOthers(clause));
}

function isSomeDaysAtHome({ owner, days, per }: DayCount): boolean {
  return owner === "home" && !(per === "semaine" && /^(?:5|cinq)$/.test(days));
}

/** A day on site every week makes it partial, whatever else is said. */
function isWeeklyOnSite({ owner, per }: DayCount): boolean {
  return owner === "site" && per === "semaine";
}

/** « Télétravail à 50 % », « 40 % en télétravail » : the share at home, in per cent. */
function shareAtHome(folded: string): number | null {
  const found = new RegExp(
    `${REMOTELY}[^,;.%]{0,24}?\\b(\\d{2,3}) ?%|\\b(\\d{2,3}) ?%(?: du temps| de la semaine)? (?:de |en |a |d')?${REMOTELY}`,
  ).exec(folded);
  if (!found) return null;
  const share = Number(found[1] ?? found[2]);
  return share >= 10 && share <= 100 ? share : null;
}

/** The days at home that a sentence counts, as it writes them but for numbers in words. */
function daysAtHome(sentence: Sentence): string[] {
  return dayCountsOf(sentence)
    .filter(isSomeDaysAtHome)
    .map(({ start, days, per }) => {
      const count = inFigures(days);
      const most =
        /\b(?:jusqu'a|up to|maximum|au plus|au maximum|(?<=\bn(?:e |')[^;]{0,60})plus d[e']) ?$/.test(
          sentence.folded.slice(0, start),
        );
      const unit = /^1$/.test(count) ? "jour" : "jours";
      return `${most ? "jusqu'à " : ""}${count} ${unit}${per === null ? "" : ` par ${per}`}`;
    });
}

/** The clause, at most 160 characters, cut between words. */
function noteOf({ text }: Sentence): string {
  const words = readable(text).replace(/[\s;.]+$/, "");
  if (words.length <= 160) return words;
  const at = words.search(/t[ée]l[ée]|distance|remote|chez/i);
  const sign = Math.max(...[", ", "; ", ": ", ") "].map((one) => words.lastIndexOf(one, at)));
  const clause = sign === -1 ? 0 : sign + 2;
  const from = at <= 80 ? 0 : at - clause < 100 ? clause : words.lastIndexOf(" ", at - 40) + 1;
  const piece = words.slice(from, from + 160);
  const end = from + 160 < words.length ? piece.lastIndexOf(" ") : piece.length;
  return `${from > 0 ? "… " : ""}${piece.slice(0, end)}${end < words.length - from ? " …" : ""}`;
}
