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
  return new RegExp(phrases.join("|"));
}

/** The source of « one of these words », for use within a phrase. */
export function oneOf(words: string): string {
  return `(?:${words.trim().split(/\s+/).join("|")})`;
}
