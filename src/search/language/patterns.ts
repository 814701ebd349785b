/** Stems side by side that stand for one term. */
export interface Pattern {
  readonly stems: readonly string[];
  readonly term: string;
  readonly whole: boolean;
}

/** Patterns by their first stem, the longest first, so that the first match is the longest. */
export type Patterns = ReadonlyMap<string, readonly Pattern[]>;

/** The pattern that begins at a place; the longest, because they stand so. */
export function longestAt(
  patterns: readonly Pattern[] | undefined,
  stems: readonly string[],
  at: number,
): Pattern | undefined {
  return patterns?.find((pattern) => pattern.stems.every((stem, offset) => stems[at + offset] === stem));
}

/** Adds a pattern; of two of the same stems, one that is whole counts. */
export function addPattern(patterns: Map<string, Pattern[]>, pattern: Pattern): void {
  const first = pattern.stems[0];
  if (first === undefined) return;
  const list = patterns.get(first) ?? [];
  const same = list.findIndex((other) => other.stems.join(" ") === pattern.stems.join(" "));
  if (same < 0) list.push(pattern);
  else if (pattern.whole) list[same] = pattern;
  patterns.set(first, list);
}

/** Sorts the patterns of each first stem; to be called once all are added. */
export function longestFirst(patterns: Map<string, Pattern[]>): void {
  for (const list of patterns.values()) list.sort((a, b) => b.stems.length - a.stems.length);
}
