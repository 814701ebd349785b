import { fingerprintOf } from "../body/fingerprint.ts";
import type { Day, Problem, Reading } from "../offer.ts";
import { isOver } from "../standing.ts";
import { warning } from "./problem.ts";

const NO_BODY = fingerprintOf("");

/**
 * What an author would thank for: warnings about what people ask of an announcement and will not find, each once. None
 * for an offer that is closed on that day; one that is not open yet is about to be read.
 */
export function advice({ offer, stated }: Reading, today: Day): Problem[] {
  if (!offer?.open || isOver(offer, today)) return [];
  const { facts, externalUrl, fingerprint, date, titleSource } = offer;
  const line = stated.find(({ field }) => field === "open")?.line ?? 1;
  const problems: Problem[] = [];
  if (titleSource === "slug")
    problems.push(warning(line, 'this offer has no title but the name of its file; write "roles: …"'));
  if (fingerprint === NO_BODY)
    problems.push(warning(line, "this offer has no text; say below the front matter what the mission is"));
  else if (facts.applyEmails.length + facts.applyUrls.length === 0 && externalUrl === null) {
    const message =
      'this offer names no way to apply; write in its text where to apply, by e-mail or at a web address, or fill "externalURL" or "contact"';
    problems.push(warning(line, message));
  }
  if (facts.deadline !== null && facts.deadline < today) {
    const message = `the text says to apply before ${facts.deadline}, which is past although this offer is open; move the date, or write "open: false"`;
    problems.push(warning(line, message));
  }
  if (date === null) {
    const message =
      'this offer has no date; write "date: YYYY-MM-DD", or begin the name of the file with the day';
    problems.push(warning(line, message));
  }
  return problems;
}
