import MarkdownIt, { type Token } from "markdown-it";

/**
 * CommonMark with tables, read as offers are written. HTML tags stand where they are, between the text that they mark,
 * so that `<details>` around Markdown hides none of it; text that is indented by four spaces is text, because nobody
 * puts a listing there. Addresses with a scheme are found in bare text; no address is judged or rewritten here.
 * Why this reader: `docs/decisions/021-one-outline.md`.
 */
const reader = new MarkdownIt({ html: true, linkify: true });
reader.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
reader.disable(["code", "html_block", "text_join"]);
reader.validateLink = () => true;
reader.normalizeLink = (address) => address;
reader.normalizeLinkText = (address) => address;

export type { Token };

/** The tokens of a text, in order. Bounded as far as the text is: 64 KiB of the worst take a third of a second. */
export function tokensOf(markdown: string): Token[] {
  return reader.parse(markdown, {});
}

/** `&eacute;` and `&#233;` as the characters that they stand for. */
export function withoutEntities(text: string): string {
  return text.includes("&") ? reader.utils.unescapeAll(text.replaceAll("\\", "\\\\")) : text;
}
