/**
 * Finds names (places, skills) in folded text: each run of letters and digits is looked up as the first word of a name,
 * so that a text costs one look-up a word.
 */
export function scanNames<Hit extends { readonly end: number }>(
  folded: string,
  /** How many words a name may have that begins with this one. */
  lengths: ReadonlyMap<string, number>,
  /** The name that begins here, of at most `words` words; `null` when it is none. */
  nameAt: (start: number, words: number) => Hit | null,
): Hit[] {
  const hits: Hit[] = [];
  let at = 0;
  while (at < folded.length) {
    const start = at;
    while (isWordCharacter(folded.charCodeAt(at))) at += 1;
    const words = at > start ? lengths.get(folded.slice(start, at)) : undefined;
    const hit = words === undefined ? null : nameAt(start, words);
    if (hit !== null) hits.push(hit);
    at = Math.max(at, hit?.end ?? 0, start + 1);
  }
  return hits;
}

/** a–z, 0–9, æ, œ. */
function isWordCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 0xe6 || code === 0x153;
}
