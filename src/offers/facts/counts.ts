/**
 * Days that a sentence counts, and whose they are: at home, on site, or of work. A number belongs to the noun beside
 * it; « 2 jours par semaine à Brest » are no days at home, whatever is said of remote work before.
 */
import { type Clause, clausesOf } from "./clauses.ts";
import { Cue } from "./cue.ts";
import type { Sentence } from "./sentences.ts";

/** Days worked at home, on site, at all, or spent on something else. */
type Owner = "home" | "site" | "work" | "other";

export interface DayCount {
  readonly start: number;
  readonly end: number;
  readonly owner: Owner | null;
  /** As the text has it: « 2 », « 1 à 2 », « deux ». */
  readonly days: string;
  /** Null where the offer says only « 2 jours ». */
  readonly per: "semaine" | "mois" | "an" | null;
}

const NUMBER = "(?:\\d{1,3}(?:[.,]5)?|une?|deux|trois|quatre|cinq|six|huit|dix|one|two|three|four)";
const DAY = "(?:j\\b|jrs?\\b|jours?\\b|journees?\\b|days?\\b)";
/** 1 the number; 2 the noun between the days and their period; 3 the period. */
const COUNT = new RegExp(
  `\\b(${NUMBER}(?: ?(?:a|ou|-|to|or) ?(?:un )?${NUMBER})?) ?(?:autres? |remote |home |telework |fixed |full )?${DAY}` +
    "(?: ?(?:(?:environ|env|maximum|max|minimum|mini|min|fixes?|flottants?|ouvres?|entiers?|au plus|au moins)\\.? ?)?" +
    "((?:de |d'|en |a |au |sur |dans )(?:la |le |les |nos )?[a-z-]{3,16}(?: hebdomadaires?| mensuels?| annuels?)?|tele-?travaill\\w+|hebdomadaires?|mensuels?|annuels?)?" +
    " ?\\(?(?:maximum |max |minimum )?(?:(?:par|/|a la|chaque|per|a|each) ?(semaine|sem\\b|mois|ans?\\b|annee|week|month|year))?)?",
  "g",
);

/** Words that make days those at home, on site, or of something else; the nearest one to the number owns it. */
const HOME =
  "tt\\b(?! [a-z])|tele-? ?trava\\w*|telework\\w*|a distance|remote\\w*|distanciel|chez (?:toi|vous|soi|eux)|(?:votre|ton|son|au|le) domicile|(?<!(?:aides?|soins?|visites?|maintien|services?|interventions?|accompagnement|hospitalisation|portage|livraisons?|rendez-vous) )a domicile|a la maison|from home|home office|at home";
const SITE =
  "presen(?:ce|tiel|t)\\w*|sur (?:site|place)|bureaux?|locaux|on[- ]?site|offices?\\b|sur paris|en physique|\\bven(?:ez|ir|ue)\\b|\\bviendr\\w+|\\bau siege\\b|\\bviens\\b|retrouv\\w+|se reuni\\w*|rassembl\\w+|regroup\\w+|\\bse voi\\w+|co-?working|open space|hebergee?s?|\\bse rend\\w*|rencontr\\w+";
const WORK =
  "rythme|charge|temps de travail|a raison de|mission|contrat|cdd|stage|poste|freelance|independant\\w*|dispo\\w*|semaine de (?:\\d|trente|quatre|cinq)|intervention|temps partiel|(?<!(?:travail|distance|site|place|presentiel|distanciel) a )temps plein|full-time|part-time";
const OTHER =
  "ateliers?|deplace\\w+|conges?|rtt|formations?|reunions?|seminaires?|evenements?|chez (?:nos|les|des|le|un|leurs?|notre) clients?|en clientele|astreintes?|preavis|\\bessai|intrapreneur\\w*|coach";
const CUES = new RegExp(`\\b(?:(${HOME})|(${SITE})|(${WORK})|(${OTHER}))`, "g");

/** In the order of the groups of `CUES`. */
const OWNERS: readonly Owner[] = ["home", "site", "work", "other"];

interface OwnerCue {
  readonly start: number;
  readonly end: number;
  readonly owner: Owner;
}

const MAY_COUNT = new Cue(/jour|\bday|\d ?j(?:rs?)?\b/);

/** The counts of a sentence in order. A clause without a noun of its own goes on with that of the clause before. */
export function dayCountsOf(sentence: Sentence): DayCount[] {
  const { folded, whole } = sentence;
  if (!MAY_COUNT.isIn(sentence)) return [];
  const counts: DayCount[] = [];
  let before: DayCount["owner"] = null;
  const clauses = clausesOf(whole);
  for (const [index, clause] of clauses.entries()) {
    const cues = cuesIn(sentence, clause);
    // « Chez toi et, un jour par semaine, à Brest » : what is between the commas belongs to what follows.
    const next = clauses[index + 1];
    const announced =
      cues.length === 0 &&
      next &&
      (/\b(?:et|ou) ?$/.test(whole.slice(0, clause.start - 1)) ||
        AT_MOST.test(whole.slice(clause.start, clause.end)));
    const inherited = announced ? (cuesIn(sentence, next)[0]?.owner ?? before) : before;
    // « Télétravail : 2 jours par semaine pour un temps plein » : a label owns what follows its colon.
    const isLabelled = before === "home" && whole.charAt(clause.start - 1) === ":";
    const near: OwnerCue[] = isLabelled
      ? [{ start: clause.start, end: clause.start, owner: "home" }, ...cues]
      : [...cues];
    for (const count of countsIn(sentence, clause))
      counts.push({ ...count, owner: ownerOf(count, near, folded) ?? inherited });
    before = cues.findLast(({ owner }) => owner !== "site")?.owner ?? cues.at(-1)?.owner ?? before;
    if (folded.startsWith("/", clause.end + 1)) before = null;
  }
  return counts;
}

/** « Dans la limite de 90 jours par an, vous pouvez … » says of what follows. */
const AT_MOST = /^ ?(?:dans la limite|a raison|a hauteur|a concurrence|jusqu'a) /;

/** Refused for a while, and so granted afterwards. */
export const FOR_A_WHILE =
  /\bpremiere?s? (?:mois|semaines?|jours?|annee|temps|trimestre|semestre)|\b(?:au|les?|en) debut\b|\bessai\b|\bavant\b|\bdans un premier temps|\bpendant\b|\bd'abord\b|\bfirst\b|\bdurant\b/;

/** « Télétravail complet exclu » leaves room for some. */
export const ALL_OF_IT = /\bcomplet|\btotal|\bfull\b|\bintegral|\b100\b|\btemps plein|\bpermanent/;

function countsIn({ folded, text }: Sentence, { start, end }: Clause): DayCount[] {
  return [...folded.slice(start, end).matchAll(COUNT)].map((match) => ({
    start: start + match.index,
    end: start + match.index + match[0].trimEnd().length,
    owner: null,
    days: text.slice(start + match.index, start + match.index + (match[1]?.length ?? 0)),
    per:
      periodOf(`${match[2] ?? ""} ${match[3] ?? ""}`) ??
      periodBefore(folded.slice(Math.max(0, start + match.index - 60), start + match.index)),
  }));
}

/** « Forfait annuel de 45 jours », « chaque semaine, deux jours » */
function periodBefore(said: string): DayCount["per"] {
  const period =
    /\b(?:annuel\w*|mensuel\w*|hebdomadaire\w*|chaque (?:semaine|mois)|weekly|monthly|yearly)\b[^;]{0,30}$/.exec(
      said,
    );
  return period === null ? null : periodOf(period[0]);
}

function periodOf(words: string): DayCount["per"] {
  if (/sem|week|hebdo/.test(words)) return "semaine";
  if (/mois|mensuel|month/.test(words)) return "mois";
  return /\ban|year/.test(words) ? "an" : null;
}

/** What is denied owns nothing, unless it is denied for a while only, or not all of it. */
function cuesIn({ folded, whole, text }: Sentence, { start, end }: Clause): OwnerCue[] {
  const isPartly = FOR_A_WHILE.test(whole.slice(start, end)) || ALL_OF_IT.test(whole.slice(start, end));
  const said = (isPartly ? whole : folded).slice(start, end);
  const cues = [...said.matchAll(CUES)].map(
    (match): OwnerCue => ({
      start: start + match.index,
      end: start + match.index + match[0].length,
      owner: OWNERS.find((_, group) => match[group + 1] !== undefined) ?? "other",
    }),
  );
  // « 2 jours par semaine à Brest » : a name with a capital behind a preposition of place.
  for (const match of text
    .slice(start, end)
    .matchAll(/(?:^|[\s'’])(?:à|au|sur|in|dans l[ea]s?) (?=\p{Lu}|\d\d?[eè])/gu))
    cues.push({ start: start + match.index, end: start + match.index + match[0].length, owner: "site" });
  return cues;
}

/** « contrat de 3 jours par semaine en télétravail » counts what one works. */
const WORKED_BEFORE = /\b(?:contrat|mission|poste|stage|rythme|raison|temps partiel)\b[^,;:]{0,24}$/;
/** « Le télétravail s'organise à raison de 2 jours par semaine » counts those at home, whatever a rate counts elsewhere. */
const HOME_BEFORE =
  /\btele-? ?trava\w*[^;:]{0,80}\b(?:a raison|au rythme|sur la base|a hauteur|dans la limite|a concurrence) d[e'] ?$/;
const WORKED_AFTER = /^ ?(?:en )?tele-? ?travail (?:sur|pendant|pour) /;

/** The nearest cue; one within the count, or straight behind it, before any other. */
function ownerOf({ start, end }: DayCount, cues: readonly OwnerCue[], folded: string): DayCount["owner"] {
  if (
    cues.some((cue) => cue.owner === "home" && cue.start >= end) &&
    (WORKED_BEFORE.test(folded.slice(Math.max(0, start - 40), start)) ||
      WORKED_AFTER.test(folded.slice(end, end + 30)))
  )
    return "work";
  if (HOME_BEFORE.test(folded.slice(Math.max(0, start - 120), start))) return "home";
  let best: { readonly owner: Owner; readonly gap: number } | null = null;
  for (const cue of cues) {
    const gap =
      cue.start >= start && cue.start < end ? 0 : cue.start >= end ? cue.start - end : start - cue.end + 3;
    if (best === null || gap < best.gap) best = { owner: cue.owner, gap };
  }
  return best?.owner ?? null;
}
