/** The last day to apply, when the prose says one. `poste_ferme` and `depublication_date` are about the page. */

import { anyOf } from "../../text/patterns.ts";
import type { Day } from "../offer.ts";
import { dayIn } from "./dates.ts";
import type { Sentence } from "./sentences.ts";

const LIMIT = anyOf`
  \bdate limite\b
  \bavant le\b
  \bfin (?:des|de depot des) candidatures?
  \bby (?=\d|\w{3,9} \d)
  \bbefore\b
  \bno(?:t)? later than\b
  \bcloses? on\b
  \b(?:closes?|clos|closent|prend fin|se termine\w*|s'acheve\w*|arretee?s?) (?:le|au)\b
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
  \brepon[sd]
  \brecrutement\b
  \bappl(?:y|ications?)\b
  \bsend\b
`;
const NOT_A_DEADLINE = anyOf`
  \bproduit signale
  \bdate limite depassee
  \bcdd\b
  \bcontrat\b
  \bmission (?:de|jusqu)
  \bchoix\b
  \bfinanc
  \bmarche\b
  \bs'est (?:close?|achevee?|terminee?)
  \b(?:etait|avait)\b
`;

export function readDeadline(sentences: readonly Sentence[], offered: Day | null): Day | null {
  for (const { folded, addresses } of sentences) {
    if (!/\d/.test(folded)) continue;
    const limit = LIMIT.exec(folded);
    if (!limit || NOT_A_DEADLINE.test(folded)) continue;
    if (!APPLYING.test(folded) && addresses.length === 0) continue;
    const found = dayIn(folded.slice(limit.index, limit.index + 90), offered);
    if (found) return found.day;
    // « pour le 8 mars au plus tard »
    const before =
      limit[0] === "au plus tard" ? folded.slice(Math.max(0, limit.index - 30), limit.index) : "";
    const earlier = dayIn(before, offered);
    if (earlier) return earlier.day;
  }
  return null;
}
