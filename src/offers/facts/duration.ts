/**
 * How long the contract or the mission lasts, as written. Not a trial period, not the product's phase, not years of
 * experience.
 */

import { inFigures } from "../../text/figures.ts";
import type { Contract } from "../offer.ts";
import { contractEnd } from "./contractEnd.ts";
import { Cue } from "./cue.ts";
import { ownerOf } from "./durationOwner.ts";
import {
  ADDED,
  CONTRACT_AFTER,
  CONTRACT_BEFORE,
  CONTRACTS_NOUN,
  NAMED_BEFORE,
  NOT_THE_CONTRACT,
  NOT_THE_CONTRACT_AFTER,
  OF_A_NOUN,
  OTHERS_SUBJECT,
} from "./durationWords.ts";
import { ownIn } from "./ownership.ts";
import { readable, type Sentence } from "./sentences.ts";

const NUMBER =
  "(?:\\d{1,2}(?:[.,]\\d)?|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|dix-huit|vingt|vingt-quatre|one|two|three|four|five|seven|eight|nine|ten|twelve|eighteen)";
const SPAN = new RegExp(
  `\\b${NUMBER}(?: ?(?:a|ou|-|et|to|or) ?${NUMBER})? ?-?(?:mois|ans?|annees?|semaines|months?|years?|weeks)(?! \\w{0,12} ?d'exp)\\b`,
  "g",
);
const UNIT = new Cue(/mois|\bans?\b|annee|semaine|month|year|week/);
const RENEWABLE = /^[^.;:]{0,60}?\b(renouvel\w{0,8}|reconductibles?|prolongeables?)/;
/** « minimum 4 mois », « un contrat d'au moins un an », « 5 mois minimum » : it may last longer from the first. */
const LEAST_BEFORE = /\b(?:minimum|minimale?|au moins|at least)(?: de| d'| :)? ?$/;
const LEAST_AFTER = /^ ?\(?(?:au )?(?:minimum|au moins)\b/;
const DAYS_OVER = /\b\d{2,3} jours (?:de travail )?(?:sur|repartis sur) \d{1,2} mois/;
const DAYS = /\b(?:contrat|mission|representer) (?:de )?(?:au moins )?\d{2,3} jours\b/;
const NEXT_MONTHS =
  /\b(?:disponib|free-?lance|mission|contrat)[^.;]{0,80}\bpendant les (\d{1,2}) prochains mois\b/;
const COUNTS_DAYS = new Cue(/jours|prochains/);

const ENDLESS: ReadonlySet<Contract> = new Set<Contract>(["CDI", "autre"]);

/** The first span of the title, then of the body's sentences, that is the contract's. */
export function readDuration(
  contract: Sentence | null,
  title: Sentence | null,
  sentences: readonly Sentence[],
  contracts: readonly Contract[],
): string | null {
  // What a permanent contract comes with (leave, a trial, missions) is not its length.
  if (contracts.includes("CDI") && contracts.every((one) => ENDLESS.has(one))) return null;
  if (title && /\bcdd\b|\bstage\b|\bmission\b|\b\d{1,2} (?:mois|ans)\b/.test(title.folded)) {
    const inTitle = spanOf(title, contracts, () => true);
    if (inTitle) return inTitle;
  }
  const inContract = contract && spanOf(contract, contracts, () => true);
  if (inContract) return inContract;
  for (const sentence of sentences) {
    if (!COUNTS_DAYS.isIn(sentence)) continue;
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
    if (!UNIT.isIn(sentence)) continue;
    const own = { ...sentence, folded: ownIn(sentence.folded) };
    const found = spanOf(own, contracts, (before, after) => isContract(sentence, before, after));
    if (found) return found;
  }
  const labelled = sentences.filter(({ folded }) => folded.startsWith("duree"));
  for (const sentence of [...labelled, ...sentences]) {
    const found = contractEnd(sentence);
    if (found) return found;
  }
  return null;
}

function isContract({ heading, topic }: Sentence, before: string, after: string): boolean {
  const noun = OF_A_NOUN.exec(before.slice(-90))?.[1];
  if (noun !== undefined && !CONTRACTS_NOUN.test(noun)) return false;
  if (ADDED.test(before.slice(-70)) || NOT_THE_CONTRACT_AFTER.test(after)) return false;
  if (OTHERS_SUBJECT.test(before)) return false;
  if (!NAMED_BEFORE.test(before) && NOT_THE_CONTRACT.test(before.slice(-70))) return false;
  // Only a contract is renewed.
  if (/^,? ?\(?(?:renouvel|reconduct)/.test(after)) return true;
  if (CONTRACT_BEFORE.test(before.slice(-130)) || CONTRACT_AFTER.test(after)) return true;
  // « Sur une durée de 2 ans, l'État finance… » is no contract: the label stands first, or the terms speak.
  if (
    /\bdur(?:ee|ation)\b/.test(before) &&
    (topic === "terms" || /^.{0,24}\bdur(?:ee|ation)\b/.test(before)) &&
    !/^sur (?:une|la)/.test(before)
  )
    return true;
  return (
    /duree|combien de temps/.test(heading) || (topic === "terms" && /^(?:pour |premiere? )?$/.test(before))
  );
}

function spanOf(
  sentence: Sentence,
  contracts: readonly Contract[],
  accept: (before: string, after: string) => boolean,
): string | null {
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
    const isLeast =
      LEAST_BEFORE.test(sentence.folded.slice(0, match.index).slice(-30)) || LEAST_AFTER.test(after);
    const span = `${onCard(original(sentence, match.index, end))}${isLeast ? " minimum" : ""}`;
    const owner = ownerOf(sentence.folded, match.index, end, contracts);
    return `${owner === null ? "" : `${owner} `}${span}${renewable ? `${isLeast ? "," : ""} ${plural(renewable, span)}` : ""}`;
  }
  return null;
}

/** « trois ans » reads « 3 ans » on a card, and « six-month » « 6 mois ». */
function onCard(span: string): string {
  return inFigures(span)
    .replace(/ to /i, " à ")
    .replace(/ or /i, " ou ")
    .replace(/-(?=[a-z]{4})/i, " ")
    .replace(/ ?months?$/i, " mois")
    .replace(/^1 years?$/i, "1 an")
    .replace(/ ?years?$/i, " ans")
    .replace(/ ?weeks?$/i, " semaines");
}

function plural(word: string, span: string): string {
  const stem = word.startsWith("reconduct") ? "reconductible" : "renouvelable";
  return /^(?:1|une?) /.test(span) ? stem : `${stem}s`;
}

function original({ text }: Sentence, start: number, end: number): string {
  return readable(text.slice(start, end));
}
