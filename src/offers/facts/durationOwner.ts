/** Whose a duration is, where an offer has several contracts: « CDD de 3 ans ou freelance ». */
import type { Contract } from "../offer.ts";

/** The contracts that a duration may be of, as sentences name them. */
const NAMES: readonly (readonly [Contract, RegExp])[] = [
  ["CDD", /\bcdd\b|duree determinee|fixed-term/g],
  ["CDI", /\bcdi\b|duree indeterminee|permanent/g],
  ["freelance", /\bfree-?lances?\b|\bindepend\w+|\bprestat\w+|\bportage\b|\bauto-?entrep\w+/g],
  ["stage", /\bstag\w+|\binternships?\b/g],
  ["alternance", /\balternan\w+/g],
  ["apprentissage", /\bapprenti\w*/g],
  ["détachement", /\bdetachement\b/g],
  ["mise à disposition", /\bmise a disposition\b/g],
  ["service civique", /\bservice civique\b/g],
];
/** Nothing but words of a list: « CDD ou freelance de 6 mois » is how long both last. */
const LISTED = /^[ ,/]{0,2}(?:(?:ou|et|en|un|une|de|a|mission|contrat|poste|statut|l'|d')[ ,/]{0,2}){0,5}$/;

/** Whose the duration is, where the offer has several contracts and the sentence gives it to one of them. */
export function ownerOf(
  folded: string,
  start: number,
  end: number,
  contracts: readonly Contract[],
): Contract | null {
  const several = contracts.filter((contract) => contract !== "autre" && contract !== "vacation").length > 1;
  // A civil servant's post has no end; beside it, three years are the contract's.
  if (!several && !/\b(?:fonctionnaire|titulaire)s?\b.{0,30}\bou\b/.test(folded)) return null;
  const named = NAMES.flatMap(([contract, pattern]) =>
    [...folded.matchAll(pattern)].map(({ 0: word, index }) => ({
      contract,
      start: index,
      end: index + word.length,
    })),
  ).toSorted((a, b) => a.start - b.start);
  const before = named.filter((name) => name.end <= start);
  const last = before.at(-1);
  if (last === undefined) {
    const next = named.find((name) => name.start >= end);
    return next && next.start - end < 12 && named.length === 1 ? next.contract : null;
  }
  const other = before.findLast(({ contract }) => contract !== last.contract);
  // A permanent contract has no duration to share.
  if (other?.contract === "CDI") return last.contract;
  // « freelance ou CDD 1 an » : it stands at the one.
  if (/^ ?(?:\(|de |d'|d'une duree de )?$/.test(folded.slice(last.end, start))) return last.contract;
  return other && LISTED.test(folded.slice(other.end, last.start)) ? null : last.contract;
}
