import type { Block } from "../body/outline.ts";
import type { MissionLine } from "../offer.ts";

/** Characters of a mission that are kept: a card fits two or three screens of a phone. */
export const MISSION_LIMIT = 1_200;

/** The lines in which an offer says what the work is (`workOf`), up to the limit; the last one may reach beyond it. */
export function missionOf(work: readonly Block[]): MissionLine[] {
  const lines: MissionLine[] = [];
  let left = MISSION_LIMIT;
  for (const block of work) {
    if (left <= 0) break;
    const text = withAddresses(block);
    left -= text.length;
    lines.push({ text: text.slice(0, 2 * MISSION_LIMIT).toWellFormed(), bullet: block.kind === "item" });
  }
  return lines;
}

/** Addresses in full where a reader of the page would follow a link: behind its label, in brackets. */
function withAddresses({ text, addresses }: Block): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, label, value } of addresses) {
    pieces.push(text.slice(at, start));
    if (start < end) pieces.push(value);
    else if (!label.includes(value) && !isShown(value, label)) pieces.push(` (${value})`);
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces.join("");
}

/** « exemple.fr » leads to https://exemple.fr/, and says so. */
function isShown(url: string, label: string): boolean {
  return url.replace(/^https?:\/\/(?:www\.)?|\/$/gi, "").toLowerCase() === label.toLowerCase();
}
