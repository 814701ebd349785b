import type { Claims, Stay } from "./claims.ts";
import { sameTitle } from "./identity.ts";
import type { Likeness } from "./likeness.ts";
import { all, body, Lookup, title } from "./trace.ts";

/** Stronger than a name: whatever has another's body and title is that other offer. */
const content = all(body, title);

/**
 * Files whose content is another offer's: two names exchanged, a file moved over another, an offer moved away while
 * its name went to another job.
 */
export function followSwaps(claims: Claims, likeness: Likeness): void {
  const rewritten = claims.stays().filter(isRewritten);
  if (rewritten.length === 0) return;
  const contents = new Set(rewritten.map(({ seen }) => content(seen)));
  const leaving = rewritten
    .filter(({ known, seen }) => contents.has(content(known)) || likeness.isAnotherJob(known, seen))
    .map(({ known }) => known);

  const sources = new Lookup([...claims.vanished(), ...leaving], content);
  for (const { seen } of rewritten) {
    const source = sources.take(seen);
    if (source) claims.move(source, seen, "renamed");
  }
  const newcomers = new Lookup(claims.newcomers(), content);
  for (const known of leaving.filter((known) => claims.isStaying(known))) {
    const newcomer = newcomers.take(known);
    if (newcomer) claims.move(known, newcomer, "renamed");
  }
}

/** A closed file that becomes another job: what it was has no file any more. A draft has no history to keep apart. */
export function partOtherJobs(claims: Claims, likeness: Likeness): void {
  for (const { known, seen } of claims.stays()) {
    if (known.stood === "open" || known.opening === 0 || known.fingerprint === seen.fingerprint) continue;
    if (likeness.isAnotherJob(known, seen)) claims.vacate(known);
  }
}

function isRewritten({ known, seen }: Stay): boolean {
  return known.fingerprint !== seen.fingerprint && !sameTitle(known.offer, seen.offer);
}
