import MarkdownIt, { type Token } from "markdown-it";

/** Twenty lists or forty quotes within each other; what stands deeper is left out. */
const NESTING_LIMIT = 40;

/**
 * CommonMark with tables, read as offers are written. HTML tags stand where they are, between the text that they mark,
 * so that `<details>` around Markdown hides none of it; text that is indented by four spaces is text, because nobody
 * puts a listing there. Addresses with a scheme are found in bare text; no address is judged or rewritten here.
 * Why this reader: `docs/decisions/021-one-outline.md`.
 */
const reader = new MarkdownIt({ html: true, linkify: true });
reader.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
reader.disable(["code", "html_block", "text_join"]);
// Its own test tries a long pattern at every character, and most paragraphs have no address.
const hasAddress = reader.linkify.test.bind(reader.linkify);
reader.linkify.test = (text) => /:\/\/|mailto:/i.test(text) && hasAddress(text);
reader.set({ maxNesting: NESTING_LIMIT });
reader.validateLink = () => true;
reader.normalizeLink = (address) => address;
reader.normalizeLinkText = (address) => address;

// Parsed as text, images within images take time that is quadratic; what stands in one is for those who cannot see it.
const parseInline = reader.inline.parse.bind(reader.inline);
let isWithinImage = false;
/** The signs at which its reading of a line stops. A line without any of them is one piece of text. */
const MAY_MARK = /[\n!#$%&*+\-:<=>@[\\\]^_`{}~]/;
reader.inline.parse = (...args) => {
  if (isWithinImage) return;
  const [source] = args;
  if (source !== "" && !MAY_MARK.test(source)) {
    const state = new reader.inline.State(...args);
    state.pending = source;
    state.pushPending();
    return;
  }
  isWithinImage = true;
  try {
    parseInline(...args);
  } finally {
    isWithinImage = false;
  }
};

export type { Token };

/** The tokens of a text, in order. Linear in the text: 64 KiB of the worst found (a table of 30,000 cells) take a tenth of a second. */
export function tokensOf(markdown: string): Token[] {
  return reader.parse(markdown, {});
}

/** `&eacute;` and `&#233;` as the characters that they stand for. */
export function withoutEntities(text: string): string {
  return text.includes("&") ? reader.utils.unescapeAll(text.replaceAll("\\", "\\\\")) : text;
}
