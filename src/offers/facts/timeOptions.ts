/** What of a working time may be, and is no rule: « temps partiel accepté », « temps plein (4/5 possible) ». */
import { OPTION_BEFORE, OPTION_BEHIND, OPTION_WORDS, WISHED_BEFORE } from "./timeWords.ts";

export interface Span {
  readonly index: number;
  readonly length: number;
}

/** « temps plein (4/5 négociable) », « 3/5 (temps plein à discuter) » : only what is in brackets may be. */
export function isAside(clause: string, spans: readonly Span[]): boolean {
  const [first, last] = [spans[0], spans[1]];
  if (first === undefined || last === undefined) return false;
  const end = last.index + last.length;
  const isBracketed = /\( ?$/.test(clause.slice(0, last.index));
  return (
    /plein|complet|full/.test(clause.slice(first.index, last.index)) ||
    (isBracketed && OPTION_BEHIND.test(clause.slice(end).split(")", 1)[0] ?? ""))
  );
}

/** « temps partiel accepté », « possibilité de passer à 80 % » : the word that makes it an option, or null. */
export function optionOf(clause: string, spans: readonly Span[]): string | null {
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (OPTION_BEFORE.test(clause.slice(0, first.index))) return "possible";
  const wished = WISHED_BEFORE.exec(clause.slice(0, first.index))?.[1];
  if (wished !== undefined) return optionNamed(wished);
  const between = clause.slice(first.index + first.length, Math.max(first.index + first.length, last.index));
  if (/\([^)]{0,40}\b(?:possib|envisag|negoc)/.test(between)) return "possible";
  const behind = (span: Span) => OPTION_BEHIND.exec(clause.slice(span.index + span.length))?.[0] ?? "";
  const word = behind(first) || behind(last);
  if (word === "") return null;
  const name = optionNamed(word);
  // « 2 à 4 jours par semaine à discuter » is a rhythm all the same.
  return name === "négociable" && !/partiel|mi-temps|plein/.test(clause) ? null : name;
}

export function optionIn(match: RegExpExecArray | null): string | null {
  return match === null ? null : optionNamed(match[0]);
}

function optionNamed(word: string): string {
  return OPTION_WORDS.find(([stem]) => stem.test(word))?.[1] ?? "possible";
}
