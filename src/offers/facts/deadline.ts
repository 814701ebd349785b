/** The last day to apply, when the prose says one. `poste_ferme` and `depublication_date` are about the page. */

import { anyOf } from "../../text/patterns.ts";
import { calendarDay } from "../day.ts";
import type { Day } from "../offer.ts";
import { MONTH_NAME, monthNumber, yearOf } from "./calendar.ts";
import type { Sentence } from "./sentences.ts";

const NAMED_DAY = new RegExp(`\\b(\\d{1,2})(?:er)? (${MONTH_NAME})(?: (20\\d\\d))?`);
const NUMERIC_DAY = /\b(\d{1,2})[/.](\d{1,2})(?:[/.](20\d\d|\d\d)\b)?/;
const LIMIT = anyOf`
  \bdate limite\b
  \bavant le\b
  \bd'ici (?:le|au)\b
  \bjusqu'au\b
  \bau plus tard\b
  \bcl(?:oture|ot)\w{0,6}\b
  \bdeadline\b
  \bdate butoir\b
  \blimite de (?:candidature|depot)
  \bderniere? (?:delai|jour)
`;
const APPLYING = anyOf`
  \bcandidat(?:ure|er|ez)
  \bpostul
  \benvo(?:yer|yez|ie)
  \becri(?:s|vez|re)
  \badresse[rz]?\b
  \bdossiers?\b
  \bdepose[rz]?\b
  \bcv\b
  \breponse
`;
const NOT_A_DEADLINE = anyOf`
  \bproduit signale
  \bdate limite depassee
  \bcdd\b
  \bcontrat\b
  \bmission (?:de|jusqu)
  \bchoix\b
  \bfinancement\b
`;

export function readDeadline(sentences: readonly Sentence[], offered: Day | null): Day | null {
  for (const { folded, addresses } of sentences) {
    const limit = LIMIT.exec(folded);
    if (!limit || NOT_A_DEADLINE.test(folded)) continue;
    if (!APPLYING.test(folded) && addresses.length === 0) continue;
    const found = dayIn(folded.slice(limit.index, limit.index + 90), offered);
    if (found) return found;
  }
  return null;
}

function dayIn(near: string, offered: Day | null): Day | null {
  const named = NAMED_DAY.exec(near);
  if (named) {
    const month = monthNumber(named[2] ?? "") ?? 0;
    const year = named[3] === undefined ? yearOf(month, offered) : Number(named[3]);
    return year === null ? null : calendarDay(year, month, Number(named[1]));
  }
  const numeric = NUMERIC_DAY.exec(near);
  if (!numeric) return null;
  const month = Number(numeric[2]);
  const written = numeric[3];
  const year =
    written === undefined ? yearOf(month, offered) : Number(written.length === 2 ? `20${written}` : written);
  return year === null ? null : calendarDay(year, month, Number(numeric[1]));
}
