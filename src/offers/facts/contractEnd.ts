/** Until when the contract or the mission lasts, where an offer names its end instead of its length. */
import { FOLDED_MONTHS, MONTHS } from "../../text/months.ts";
import { Cue } from "./cue.ts";
import { dayIn, inWords } from "./dates.ts";
import { OTHERS_SUBJECT } from "./durationWords.ts";
import { readable, type Sentence } from "./sentences.ts";

const MONTH = `(?:${FOLDED_MONTHS.join("|")})`;
const UNTIL = new RegExp(
  `\\bjusqu'(?:(?:a|au|en|aux) )?(?:(?:au )?moins )?(?:(?:la )?fin |mi-|debut |mois d[e'] ?)?(?:\\d{1,2}(?:er)? )?(?:${MONTH}(?: 20\\d\\d)?|\\d{1,2}/\\d{1,2}/20\\d\\d)`,
);
const PART_OF = "(?:(?:la )?fin |debut |mi-)?";
const BETWEEN = new Cue(
  new RegExp(
    `\\b(?:de |du )?${PART_OF}${MONTH}(?: 20\\d\\d)? (?:a|au|jusqu'a|jusqu'en) ${PART_OF}${MONTH}(?: 20\\d\\d)?`,
  ),
);
/** « Date de fin de la mission : jeudi 28 avril 2022 » */
const END = new Cue(
  /\b(?:date de )?fin(?: d[eu] (?:la )?(?:mission|contrat|stage))?(?: ?\([^()]{0,60}\))? ?: ?/,
);

/** « Fin de mission : 28 avril 2026 », « jusqu'en juin », « d'avril à juin »; null where the sentence names no end. */
export function contractEnd(sentence: Sentence): string | null {
  return endOf(sentence) ?? untilOf(sentence);
}

function endOf(sentence: Sentence): string | null {
  const { folded } = sentence;
  const end = END.in(sentence);
  // A day without its year may be any year's.
  const written = end && folded.slice(end.index + end[0].length).slice(0, 30);
  const last = written && dayIn(written, null);
  if (last) return `jusqu'au ${inWords(last.day)}`;
  const month = written && MONTH_WITH_YEAR.exec(written);
  return month
    ? `jusqu'à ${month[1] ?? ""}${MONTHS[FOLDED_MONTHS.indexOf(month[2] ?? "")]} ${month[3]}`
    : null;
}

/** « fin avril 2026 » : 1 the part, 2 the month, 3 the year. */
const MONTH_WITH_YEAR = new RegExp(`^ ?((?:fin|mi-|debut)? ?)(${FOLDED_MONTHS.join("|")}) (20\\d\\d)\\b`);

const ABOUT_THE_CONTRACT = new Cue(
  /\b(?:contrat|mission|cdd|duree|free-?lance|independant|financement|poste|stage|demarrage|combien de temps|temps (?:plein|partiel)|rythme)\b/,
);

function untilOf(sentence: Sentence): string | null {
  const { text, folded, topic } = sentence;
  const about = ABOUT_THE_CONTRACT.isIn(sentence);
  if (!about && topic !== "terms") return null;
  const between = BETWEEN.in(sentence);
  const before = between === null ? "" : folded.slice(0, between.index).slice(-40);
  if (between && (!/demarrage|debut/.test(before) || /duree/.test(before)))
    return readable(text.slice(between.index, between.index + between[0].length)).replace(/^d[eu] /, "");
  if (/candidat|postul/.test(folded) || OTHERS_SUBJECT.test(folded)) return null;
  const until = UNTIL.exec(folded);
  return until && readable(text.slice(until.index, until.index + until[0].length));
}
