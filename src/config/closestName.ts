import { distance } from "../text/typos.ts";

const MOST_SLIPS = 2;

/** Finds the known name that a mistyped one most likely stands for, at most two slips away; null when none is near. */
export function closestName(typed: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let least = MOST_SLIPS + 1;
  for (const name of known) {
    const far = distance(typed.slice(0, 60).toLowerCase(), name.toLowerCase(), MOST_SLIPS);
    if (far < least) [best, least] = [name, far];
  }
  return best;
}
