/** The last day to apply, when the prose says one. `poste_ferme` and `depublication_date` are about the page. */

import { anyOf } from "../../text/patterns.ts";
import type { Day } from "../offer.ts";
import { clausesOf } from "./clauses.ts";
import { Cue } from "./cue.ts";
import { dayIn } from "./dates.ts";
import { ownIn } from "./ownership.ts";
import type { Sentence } from "./sentences.ts";

const LIMIT = new Cue(anyOf`
  \bdate limite\b
  \b(?:retour|reception|envoi|remise) des (?:candidatures?|dossiers|cv)(?: ?:| (?:le|au|pour le)\b)
  \bavant le\b
  \bfin (?:des|d[eu] (?:depot|reception|l'envoi|l'appel)[^:;,.]{0,20}) ?(?:candidatures?|dossiers?|offres?|cv)
  \bdate de fin de (?:depot|reception|candidature)
  \bfermeture (?:de l'offre|des candidatures|du recrutement)
  \bexpire\w* le\b
  \bby (?:noon |midnight |\d{1,2} ?[ap]m )?(?:on )?(?:\w{6,9} )?(?=\d|\w{3,9} \d)
  \bbefore\b
  \bno(?:t)? later than\b
  \bcloses? on\b
  \b(?:closes?|clos|closent|prend fin|se termine\w*|s'acheve\w*|arretee?s?) (?:le|au)\b
  \bd'ici (?:le|au)\b
  \bjusqu'(?:au\b|a la date du\b)
  \bau plus tard\b
  \bcl(?:oture|ot)\w{0,6}\b
  \bdeadline\b
  \bdate butoir\b
  \bclosing date\b
  \buntil (?=\d|\w{3,9} \d)
  \blimite (?:de (?:candidature|depot|reception|l'envoi|reponse)|:)
  \bdelai (?:de rigueur\b|(?:de|pour) (?:candidat|depos|depot|repon|l'envoi)|:)
  \becheance (?:de|des|du|pour)\b
  \bdu (?:\w{5,8} )?\d{1,2}(?:er)?(?: \w{3,9})?(?: 20\d\d)? au (?=(?:\w{5,8} )?\d)
  \bderniere? (?:delai|jour)
`);
const CANDIDACY = String.raw`\b(?:candidat(?:ure|er|ez)|postul|cv\b)`;
const APPLYING = anyOf`
  ${CANDIDACY}
  \bmanifeste[rz]\b
  \bparvenir\b
  (?:^|- |, )(?:cloture|deadline|closing date|date (?:limite|butoir|de cloture)) ?:
  \bdate limite (?:est|a ete) (?:\w{1,12} )?(?:repouss|report|fix|prolong)
  \blimite de (?:depot|reception|reponse|l'envoi)
  \benvo(?:yer|yez|ie)
  \becri(?:s|vez|re)
  \badresse[rz]?\b
  \bdossiers?\b
  \bdepose[rz]?\b
  \bcv\b
  \brepon[sd]
  \brecrutement\b
  \b(?:avis|appel|annonce|offre) (?:est|sera) (?:clos|ferm)\w*
  \bappl(?:y|ications?)\b
  \bsend\b
`;
const NOT_A_DEADLINE = anyOf`
  \bproduit signale
  \bdate limite depassee
  \bchoix\b
  \bfinanc
  \bdossiers? (?:de |d')(?!candidat|ici)
  \bpar les (?!candidat|personnes|interesse)
  \bmarche\b
  \bentretiens?\b
  \bauditions?\b
  \bcandidature (?:de la|du|des) (?!poste)
  \breponses? aux candidat
  \bnous (?:vous )?repond
  \bs'est (?:close?|achevee?|terminee?)
  \b(?:etait|avait)\b
`;

/** A contract has an end, too: « candidatures pour un CDD jusqu'au 31 décembre ». */
const OF_THE_CONTRACT = /\b(?:cdd|contrat|mission (?:de|jusqu))/;
const OF_CANDIDACIES = new RegExp(`${CANDIDACY}|\\bapplications?\\b`);

/** « Les candidatures reçues après le 8 mars ne seront pas lues » : what is denied tells the day. */
const TOO_LATE = new Cue(anyOf`
  \b(?:recue?s?|parvenue?s?|arrivee?s?|envoyee?s?|deposee?s?|transmise?s?|received|submitted|sent) (?:apres|au-dela d[eu]|passe|after) (?:cette date|le|la|l'|the)?
`);

function lastBefore(sentence: Sentence, offered: Day | null): Day | null {
  const { whole, folded } = sentence;
  if (whole === folded || !TOO_LATE.isInWhole(sentence) || !OF_CANDIDACIES.test(whole)) return null;
  const limit = TOO_LATE.pattern.exec(whole);
  return limit === null ? null : (dayIn(whole.slice(limit.index, limit.index + 90), offered)?.day ?? null);
}

export function readDeadline(sentences: readonly Sentence[], offered: Day | null): Day | null {
  for (const sentence of sentences) {
    const late = lastBefore(sentence, offered);
    if (late !== null) return late;
    if (!LIMIT.mayBeIn(sentence) || !/\d/.test(sentence.folded)) continue;
    const { addresses } = sentence;
    const folded = ownIn(sentence.folded);
    const limit = LIMIT.pattern.exec(folded);
    if (!limit || NOT_A_DEADLINE.test(folded)) continue;
    if (!APPLYING.test(folded) && addresses.length === 0) continue;
    if (OF_THE_CONTRACT.test(folded) && !isOfCandidacies(folded, limit.index)) continue;
    const found = dayIn(
      folded.slice(limit.index + (isSpan(limit[0]) ? limit[0].length : 0), limit.index + 90),
      offered,
    );
    if (found && COUNTED_FROM.test(folded.slice(limit.index, limit.index + found.index))) continue;
    if (found) return found.day;
    // « pour le 8 mars au plus tard », « le 8 mars, dernier délai »
    if (!/^(?:au plus tard|dernier|delai)/.test(limit[0])) continue;
    const earlier = dayIn(folded.slice(Math.max(0, limit.index - 30), limit.index), offered);
    if (earlier) return earlier.day;
  }
  return null;
}

/** « Un mois à compter du 8 mars » : the day from which a time is counted. */
const COUNTED_FROM = /\b(?:a (?:compter|partir) d[eu]|depuis(?: le)?|from|after) (?:la |l'|\w{5,8} )?$/;

/** « Du 10 février au 10 mars » : what follows is the last day. */
function isSpan(limit: string): boolean {
  return limit.startsWith("du ");
}

/** The limit's own clause, up to it, speaks of candidacies after whatever it says of the contract. */
function isOfCandidacies(folded: string, limit: number): boolean {
  const clause = clausesOf(folded).find(({ start, end }) => limit >= start && limit < end);
  const before = folded.slice(clause?.start ?? 0, limit);
  return (
    OF_CANDIDACIES.test(before) &&
    !(/\b(?:cdd|contrat|mission)\b.{0,14}$/.test(before) && folded.startsWith("jusqu", limit))
  );
}
