import type { Problem } from "../offer.ts";
import { error, inQuotes } from "./problem.ts";

const OURS = /^<{7}(?: |$)/;
const THEIRS = /^>{7}(?: |$)/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * Finds a merge that nobody resolved: a line that opens the one side, and after it one that closes the other. Lines
 * within fenced code do not open one, because an offer may show what a conflict looks like. Null when there is none.
 */
export function unresolvedMerge(text: string): Problem | null {
  if (!text.includes("<<<<<<<")) return null;
  const lines = text.split("\n");
  const at = firstOutsideCode(lines, OURS);
  if (at === -1 || !lines.slice(at).some((line) => THEIRS.test(line))) return null;
  const found = inQuotes(lines[at]?.trimEnd() ?? "");
  return error(
    at + 1,
    `unresolved merge: two versions stand here, from ${found} on; keep one, and remove the lines that begin with "<<<<<<<", "=======" and ">>>>>>>"`,
  );
}

function firstOutsideCode(lines: readonly string[], wanted: RegExp): number {
  let fence: string | null = null;
  for (const [at, line] of lines.entries()) {
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined && fence === null) fence = mark;
    else if (mark !== undefined && fence !== null && mark[0] === fence[0] && mark.length >= fence.length)
      fence = null;
    else if (fence === null && wanted.test(line)) return at;
  }
  return -1;
}
