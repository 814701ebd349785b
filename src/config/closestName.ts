/** Finds the known name that a mistyped one most likely stands for, at most two edits away; null when none is near. */
export function closestName(typed: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let least = 3;
  for (const name of known) {
    const far = distance(typed.slice(0, 60).toLowerCase(), name.toLowerCase());
    if (far < least) [best, least] = [name, far];
  }
  return best;
}

/** Levenshtein distance between two short names. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const here = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const substituted = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      here.push(Math.min(substituted, (above[column] ?? 0) + 1, (here[column - 1] ?? 0) + 1));
    }
    above = here;
  }
  return above[b.length] ?? 0;
}
