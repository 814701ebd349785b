/**
 * A pattern from a list of phrases, one a line, so that a phrase can be added without reading the others.
 * They match folded text (`fold`): lower case, no accents, plain apostrophes. Lines that begin with `# ` are
 * remarks; `${…}` puts the source of a pattern in. Repetitions are bounded (`.{0,60}`, never `.*`): matching
 * stays linear in the text.
 */
export function anyOf(list: TemplateStringsArray, ...parts: readonly string[]): RegExp {
  const phrases = String.raw(list, ...parts)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("# "));
  return new RegExp(alternatives(phrases));
}

const WORD_BOUNDARY = "\\b";

/**
 * The phrases in their order. Those after each other that begin with `\b` share it: most characters of a text begin no
 * word, and forty phrases need not each find that out.
 */
function alternatives(phrases: readonly string[]): string {
  const runs: { readonly atWords: boolean; readonly phrases: string[] }[] = [];
  for (const phrase of phrases) {
    const atWords = phrase.startsWith(WORD_BOUNDARY);
    const rest = atWords ? phrase.slice(WORD_BOUNDARY.length) : phrase;
    const last = runs.at(-1);
    if (last?.atWords === atWords) last.phrases.push(rest);
    else runs.push({ atWords, phrases: [rest] });
  }
  return runs
    .map((run) => (run.atWords ? `${WORD_BOUNDARY}(?:${run.phrases.join("|")})` : run.phrases.join("|")))
    .join("|");
}

/** The source of « one of these words », for use within a phrase. */
export function oneOf(words: string): string {
  return `(?:${words.trim().split(/\s+/).join("|")})`;
}
