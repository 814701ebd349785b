import type { Assignment, Stay } from "./assignment.ts";
import { sameTitle } from "./identity.ts";
import { bodyKey, combined, MatchPool, titleKey } from "./matchKey.ts";
import type { Similarity } from "./similarity.ts";

/**
 * Stronger evidence than a file's name: a file with an offer's body and title is that
 * offer, whatever it is called.
 */
const contentKey = combined(bodyKey, titleKey);

/**
 * Moves offers whose content now stands in another offer's file: two names exchanged, a file moved over
 * another, an offer moved away while its name went to another job.
 */
export function detectSwaps(assignment: Assignment, similarity: Similarity): void {
  const rewritten = assignment.stays().filter(isRewritten);
  if (rewritten.length === 0) return;
  const contents = new Set(rewritten.map(({ seen }) => contentKey(seen)));
  const leaving = rewritten
    .filter(({ known, seen }) => contents.has(contentKey(known)) || similarity.isAnotherJob(known, seen))
    .map(({ known }) => known);

  const sources = new MatchPool([...assignment.vanished(), ...leaving], contentKey);
  for (const { seen } of rewritten) {
    const source = sources.take(seen);
    if (source) assignment.move(source, seen, "renamed");
  }
  const newcomers = new MatchPool(assignment.newcomers(), contentKey);
  for (const known of leaving.filter((known) => assignment.isStaying(known))) {
    const newcomer = newcomers.take(known);
    if (newcomer) assignment.move(known, newcomer, "renamed");
  }
}

/**
 * Takes a closed offer's file away from it when the file has become another job: the offer then has no file,
 * and the file is a newcomer. Open offers keep theirs (a rewrite is an edit), and so do drafts, which have no
 * history to keep apart.
 */
export function splitRecycledFiles(assignment: Assignment, similarity: Similarity): void {
  for (const { known, seen } of assignment.stays()) {
    if (known.stood === "open" || known.opening === 0 || known.fingerprint === seen.fingerprint) continue;
    if (similarity.isAnotherJob(known, seen)) assignment.vacate(known);
  }
}

function isRewritten({ known, seen }: Stay): boolean {
  return known.fingerprint !== seen.fingerprint && !sameTitle(known.offer, seen.offer);
}
