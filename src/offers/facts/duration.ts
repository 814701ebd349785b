/**
 * How long the contract or the mission lasts, as written. Not a trial period, not the product's phase, not years of
 * experience.
 */
import { readable, type Sentence } from "./text.ts";

const NUMBER = "(?:\\d{1,2}(?:[.,]\\d)?|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|dix-huit|vingt)";
const SPAN = new RegExp(
  `\\b${NUMBER}(?: ?(?:a|ou|-|et) ?${NUMBER})? ?(?:mois|ans?|annees?|semaines)(?! \\w{0,12} ?d'exp)\\b`,
  "g",
);
const MONTH = "(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)";
const UNTIL = new RegExp(
  `\\bjusqu'(?:a|au|en|aux) (?:au moins )?(?:(?:la )?fin |mi-|debut |mois d[e'] ?)?(?:\\d{1,2}(?:er)? )?(?:${MONTH}(?: 20\\d\\d)?|\\d{1,2}/\\d{1,2}/20\\d\\d)`,
  "g",
);
const BETWEEN = new RegExp(`\\b(?:de |du )?${MONTH}(?: 20\\d\\d)? (?:a|au|jusqu'a|jusqu'en)(?: la)?(?: fin)? ${MONTH}(?: 20\\d\\d)?`);
const RENEWABLE = /^[^.;:]{0,60}?\b(renouvel\w{0,8}|reconductibles?|prolongeables?)/;
const DAYS_OVER = /\b\d{2,3} jours (?:de travail )?(?:sur|repartis sur) \d{1,2} mois/;
const DAYS = /\b(?:contrat|mission) de (?:au moins )?(\d{2,3} jours)\b/;

/** What stands before a span of the contract: « contrat de », « pour une durée de », « CDD ». */
const CONTRACT_BEFORE =
  /(?:\bcontrats?\b|\bmissions?\b|\bcdd\b|\bduree\b|\bstages?\b|\bindependant|\bfree-?lance|\bperiode\b|\bengagement\b|\bcombien de temps|\bposte (?:ouvert|en|de)|\bprestation\b|\bvacat|\balternance\b|\bportage\b|semaine\)? sur|teletravail sur|^pour (?:une? )?)[^.;]{0,110}$/;
const NOT_THE_CONTRACT =
  /\bessai\b|\bexperiences?\b|\bexistence\b|\bdepuis\b|\bmise (?:en|sur le) marche|\bmoins de (?:\d|six|deux|un)|\bobjectifs?\b|\bapres\b|\bil y a\b|\bau bout\b|\btou(?:te)?s les\b|\bphase\b|\bpremiere version|\bd'ici\b|\bage\b|\bproduits? (?:ont|a)\b|\bprolongees? tous|\biteration|\bpremieres? ?(?:mois|semaines)|\bdelai|\bune fois\b[^.]{0,12}\bmois|\bformation de\b|\bacceler/;

/** The first span of the title, then of the body's sentences, that is the contract's. */
export function readDuration(title: Sentence | null, sentences: readonly Sentence[]): string | null {
  if (title && /\bcdd\b|\bstage\b|\bmission\b|\b\d{1,2} (?:mois|ans)\b/.test(title.folded)) {
    const inTitle = spanOf(title, () => true);
    if (inTitle) return inTitle;
  }
  for (const sentence of sentences) {
    const found = DAYS_OVER.exec(sentence.folded) ?? (sentence.topic === "terms" ? DAYS.exec(sentence.folded) : null);
    if (found) return original(sentence, found.index, found.index + found[0].length).replace(/^(?:contrat|mission) de /i, "");
  }
  for (const sentence of sentences) {
    const found = spanOf(sentence, (before) => isContract(sentence, before));
    if (found) return found;
  }
  for (const sentence of sentences) {
    const found = untilOf(sentence);
    if (found) return found;
  }
  return null;
}

function isContract({ heading, topic }: Sentence, before: string): boolean {
  if (NOT_THE_CONTRACT.test(before.slice(-70))) return false;
  if (CONTRACT_BEFORE.test(before.slice(-130))) return true;
  return /duree|combien de temps/.test(heading) || (topic === "terms" && /^(?:pour |premiere? )?$/.test(before));
}

function spanOf(sentence: Sentence, accept: (before: string) => boolean): string | null {
  for (const match of sentence.folded.matchAll(SPAN)) {
    const end = match.index + match[0].length;
    const after = sentence.folded.slice(end, end + 80);
    if (!accept(sentence.folded.slice(0, match.index))) continue;
    if (/^ ?(?:minimum |min |maximum )?(?:d'|de |en )?exp|^ d'(?:existence|anciennete|age)|^ (?:et demi|maximum apres|apres|avant)/.test(after)) continue;
    const renewable = RENEWABLE.exec(after)?.[1];
    const span = original(sentence, match.index, end);
    return renewable ? `${span} ${plural(renewable, span)}` : span;
  }
  return null;
}

function plural(word: string, span: string): string {
  const stem = word.startsWith("reconduct") ? "reconductible" : "renouvelable";
  return /^(?:1|une?) /.test(span) ? stem : `${stem}s`;
}

function untilOf(sentence: Sentence): string | null {
  const { folded, topic } = sentence;
  const about = /\b(?:contrat|mission|cdd|duree|free-?lance|independant|financement|poste|stage|demarrage|temps (?:plein|partiel)|rythme)\b/.test(folded);
  if (!about && topic !== "terms") return null;
  const between = topic === "terms" || about ? BETWEEN.exec(folded) : null;
  if (between && !/demarrage|debut/.test(folded.slice(0, between.index).slice(-30))) return original(sentence, between.index, between.index + between[0].length).replace(/^d[eu] /, "");
  if (/candidat|postul/.test(folded)) return null;
  for (const match of folded.matchAll(UNTIL)) {
    return original(sentence, match.index, match.index + match[0].length);
  }
  return null;
}

function original({ text }: Sentence, start: number, end: number): string {
  return readable(text.slice(start, end));
}
