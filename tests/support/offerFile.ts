/** Fields by name, each written as it stands (a text that YAML would read otherwise comes with its quotes). */
export type FrontMatter = Readonly<Record<string, string | number | boolean>>;

/** The text of an offer file. Front matter that a record cannot say, a damaged one for instance, comes as text. */
export function offerFile(frontMatter: FrontMatter | string, body = "Une mission utile."): string {
  return `---\n${typeof frontMatter === "string" ? frontMatter : linesOf(frontMatter)}\n---\n\n${body}\n`;
}

/** The file of an offer about `subject`, whose body has no word in common with that of another subject. */
export function offerAbout(subject: string, { open = true, title = `Poste ${subject}` } = {}): string {
  return offerFile({ roles: title, open }, proseAbout(subject, 60));
}

/** A text of so many words, none of which stands in the text about another subject. */
export function proseAbout(subject: string, words: number): string {
  return Array.from({ length: words }, (_, at) => `${subject.replaceAll(/\W/g, "")}mot${at}`).join(" ");
}

function linesOf(fields: FrontMatter): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}
