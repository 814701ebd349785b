/**
 * How long the contract or the mission lasts, as written. Not a trial period, not the product's phase, not years of
 * experience.
 */

import { FOLDED_MONTHS } from "../../text/months.ts";
import { anyOf, oneOf } from "../../text/patterns.ts";
import { readable, type Sentence } from "./sentences.ts";

const NUMBER =
  "(?:\\d{1,2}(?:[.,]\\d)?|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|dix-huit|vingt)";
const SPAN = new RegExp(
  `\\b${NUMBER}(?: ?(?:a|ou|-|et) ?${NUMBER})? ?(?:mois|ans?|annees?|semaines)(?! \\w{0,12} ?d'exp)\\b`,
  "g",
);
const UNIT = /mois|\bans?\b|annee|semaine/;
const MONTH = `(?:${FOLDED_MONTHS.join("|")})`;
const UNTIL = new RegExp(
  `\\bjusqu'(?:(?:a|au|en|aux) )?(?:(?:au )?moins )?(?:(?:la )?fin |mi-|debut |mois d[e'] ?)?(?:\\d{1,2}(?:er)? )?(?:${MONTH}(?: 20\\d\\d)?|\\d{1,2}/\\d{1,2}/20\\d\\d)`,
  "g",
);
const PART_OF = "(?:(?:la )?fin |debut |mi-)?";
const BETWEEN = new RegExp(
  `\\b(?:de |du )?${PART_OF}${MONTH}(?: 20\\d\\d)? (?:a|au|jusqu'a|jusqu'en) ${PART_OF}${MONTH}(?: 20\\d\\d)?`,
);
const RENEWABLE = /^[^.;:]{0,60}?\b(renouvel\w{0,8}|reconductibles?|prolongeables?)/;
const DAYS_OVER = /\b\d{2,3} jours (?:de travail )?(?:sur|repartis sur) \d{1,2} mois/;
const DAYS = /\b(?:contrat|mission|representer) (?:de )?(?:au moins )?\d{2,3} jours\b/;
const NEXT_MONTHS =
  /\b(?:disponib|free-?lance|mission|contrat)[^.;]{0,80}\bpendant les (\d{1,2}) prochains mois\b/;
const END =
  /\b(?:date de )?fin(?: de (?:mission|contrat))?(?: ?\([^()]{0,60}\))? ?: ?(\d{1,2}\/\d{1,2}\/20\d\d)/;

/** The words before a span that make it the contract's: « contrat de », « pour une durée de », « CDD ». */
const CONTRACT = oneOf(`
  contrats? missions? cdd stages? independant\\w* free-?lances? periode engagement prestation vacat\\w+ alternance portage
`);
const CONTRACT_BEFORE = anyOf`
  \b${CONTRACT}\b[^.;]{0,110}$
  \bcombien de temps\b[^.;]{0,110}$
  \bdisponib(?:ilite|le)s? (?:(?:pour|pendant|sur|de|d'au moins|au moins|minimum|une periode|une duree) ?){0,4}$
  \bposte (?:ouvert|en|de)\b[^.;]{0,110}$
  (?:semaine\)?|teletravail) sur [^.;]{0,60}$
  ^pour (?:une? )?[^.;]{0,60}$
`;
const NOT_THE_CONTRACT = anyOf`
  \bessai\b
  \bexperiences?\b
  \bexistence\b
  \bdepuis\b
  \bmise (?:en|sur le) marche
  \bmoins de (?:\d|six|deux|un)
  \bobjectifs?\b
  \bapres\b
  \bil y a\b
  \bau bout\b
  \btou(?:te)?s les\b
  \bphase\b
  \bpremiere version
  \bd'ici\b
  \bage\b
  \bproduits? (?:ont|a)\b
  \bprolongees? tous
  \biteration
  \bpremieres? ?(?:mois|semaines)
  \bengagement volontaire
  \bdelai
  \bune fois\b[^.]{0,12}\bmois
  \bformation de\b
  \bacceler
`;

/** The first span of the title, then of the body's sentences, that is the contract's. */
export function readDuration(
  contract: Sentence | null,
  title: Sentence | null,
  sentences: readonly Sentence[],
): string | null {
  if (title && /\bcdd\b|\bstage\b|\bmission\b|\b\d{1,2} (?:mois|ans)\b/.test(title.folded)) {
    const inTitle = spanOf(title, () => true);
    if (inTitle) return inTitle;
  }
  const inContract = contract && spanOf(contract, () => true);
  if (inContract) return inContract;
  for (const sentence of sentences) {
    if (!/jours|prochains/.test(sentence.folded)) continue;
    const found =
      DAYS_OVER.exec(sentence.folded) ?? (sentence.topic === "terms" ? DAYS.exec(sentence.folded) : null);
    if (found)
      return original(sentence, found.index, found.index + found[0].length).replace(
        /^(?:contrat|mission|repr\S+) (?:de )?/i,
        "",
      );
    const next = NEXT_MONTHS.exec(sentence.folded)?.[1];
    if (next !== undefined) return `${next} mois`;
  }
  for (const sentence of sentences) {
    if (!UNIT.test(sentence.folded)) continue;
    const found = spanOf(sentence, (before, after) => isContract(sentence, before, after));
    if (found) return found;
  }
  const labelled = sentences.filter(({ folded }) => folded.startsWith("duree"));
  for (const sentence of [...labelled, ...sentences]) {
    const end = END.exec(sentence.folded)?.[1];
    const found = end === undefined ? untilOf(sentence) : `jusqu'au ${end}`;
    if (found) return found;
  }
  return null;
}

function isContract({ heading, topic }: Sentence, before: string, after: string): boolean {
  if (NOT_THE_CONTRACT.test(before.slice(-70))) return false;
  // Only a contract is renewed.
  if (/^,? ?\(?(?:renouvel|reconduct)/.test(after)) return true;
  if (CONTRACT_BEFORE.test(before.slice(-130))) return true;
  // « Sur une durée de 2 ans, l'État finance… » is no contract: the label stands first, or the terms speak.
  if (
    /\bduree\b/.test(before) &&
    (topic === "terms" || /^.{0,24}\bduree\b/.test(before)) &&
    !/^sur (?:une|la)/.test(before)
  )
    return true;
  return (
    /duree|combien de temps/.test(heading) || (topic === "terms" && /^(?:pour |premiere? )?$/.test(before))
  );
}

function spanOf(sentence: Sentence, accept: (before: string, after: string) => boolean): string | null {
  for (const match of sentence.folded.matchAll(SPAN)) {
    const end = match.index + match[0].length;
    const after = sentence.folded.slice(end, end + 80);
    if (!accept(sentence.folded.slice(0, match.index), after)) continue;
    if (
      /^ ?(?:minimum |min |maximum )?(?:d'|de |en )?exp|^ d'(?:existence|anciennete|age)|^ (?:et demi|maximum apres|apres|avant)/.test(
        after,
      )
    )
      continue;
    const renewable = RENEWABLE.exec(after)?.[1];
    const span = inDigits(original(sentence, match.index, end));
    return renewable ? `${span} ${plural(renewable, span)}` : span;
  }
  return null;
}

const WORDS: ReadonlyMap<string, string> = new Map(
  "un 1|une 1|deux 2|trois 3|quatre 4|cinq 5|six 6|sept 7|huit 8|neuf 9|dix 10|douze 12|dix-huit 18|vingt 20"
    .split("|")
    .map((pair): [string, string] => [pair.split(" ")[0] ?? "", pair.split(" ")[1] ?? ""]),
);

/** « trois ans » reads « 3 ans » on a card. */
function inDigits(span: string): string {
  return span.replace(/[\p{L}-]+/gu, (word) => WORDS.get(word.toLowerCase()) ?? word);
}

function plural(word: string, span: string): string {
  const stem = word.startsWith("reconduct") ? "reconductible" : "renouvelable";
  return /^(?:1|une?) /.test(span) ? stem : `${stem}s`;
}

function untilOf(sentence: Sentence): string | null {
  const { folded, topic } = sentence;
  const about =
    /\b(?:contrat|mission|cdd|duree|free-?lance|independant|financement|poste|stage|demarrage|combien de temps|temps (?:plein|partiel)|rythme)\b/.test(
      folded,
    );
  if (!about && topic !== "terms") return null;
  const between = topic === "terms" || about ? BETWEEN.exec(folded) : null;
  if (between && !/demarrage|debut/.test(folded.slice(0, between.index).slice(-30)))
    return original(sentence, between.index, between.index + between[0].length).replace(/^d[eu] /, "");
  if (/candidat|postul/.test(folded)) return null;
  for (const match of folded.matchAll(UNTIL)) {
    return original(sentence, match.index, match.index + match[0].length);
  }
  return null;
}

function original({ text }: Sentence, start: number, end: number): string {
  return readable(text.slice(start, end));
}
