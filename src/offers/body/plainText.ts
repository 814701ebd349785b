/**
 * Markdown, as offers are written in it, to plain text: what a reader sees, without markup, block by block on lines
 * of their own. A stripper rather than a parser, because a scan reads every body: it takes a twentieth of the time of
 * markdown-it. Linear: no pattern can begin again inside what it has passed over.
 */
export function plainText(markdown: string): string {
  const lines: string[] = [];
  for (const line of withoutComments(markdown).split("\n")) {
    const text = plainLine(line);
    if (text !== "") lines.push(text);
  }
  return lines.join("\n");
}

/** One line of Markdown; empty for a line that only draws (a rule, a fence of code, a link definition). */
export function plainLine(line: string): string {
  if (/^[\s|:=*_~`-]*$/.test(line) || CODE_FENCE.test(line) || LINK_DEFINITION.test(line)) return "";
  return inline(line.replace(QUOTE_MARKS, "").replace(BLOCK_MARK, ""));
}

export function isListItem(line: string): boolean {
  return LIST_ITEM.test(line);
}

const QUOTE_MARKS = /^(?:\s{0,8}>){1,20}/;
const BLOCK_MARK = /^\s{0,20}(?:#{1,6}|(?:[-*+•·–—]|\d{1,3}[.)])(?=\s))\s{0,20}/;
const LIST_ITEM = /^\s{0,20}(?:[-*+•·–—]|\d{1,3}[.)])\s/;
const CODE_FENCE = /^\s{0,8}(?:```|~~~)[\w+-]{0,30}\s*$/;
const LINK_DEFINITION = /^\s{0,3}\[[^[\]]{1,200}\]:\s{0,8}\S/;

/** HTML comments left out; one that is never closed is text. */
export function withoutComments(markdown: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (let open = markdown.indexOf("<!--"); open !== -1; open = markdown.indexOf("<!--", at)) {
    const close = markdown.indexOf("-->", open + 4);
    if (close === -1) break;
    pieces.push(markdown.slice(at, open));
    at = close + 3;
  }
  pieces.push(markdown.slice(at));
  return pieces.join("");
}

/** Escaped characters wait in a private range until the markup is gone. */
const ESCAPE_BASE = 0xe100;
const ESCAPED = /\\([!-/:-@[-`{-~])/g;
const IMAGE = /!\[[^[\]]{0,500}\]\([^()\s]{0,2000}(?:\s[^()]{0,300})?\)/g;
const LINK = /\[([^[\]]{0,500})\](?:\([^()\s]{0,2000}(?:\s[^()]{0,300})?\)|\[[^[\]]{0,200}\])/g;
const AUTOLINK = /<((?:https?:\/\/|mailto:)?[^<>\s]{1,500}[.@/][^<>\s]{1,500})>/g;
const BLOCK_TAG = /<\/?(?:br|p|div|li|ul|ol|td|tr|th|h[1-6]|hr|table|section)\b[^<>]{0,500}>/gi;
const TAG = /<\/?[a-z][^<>]{0,500}>/gi;
const ENTITY = /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/gi;

function inline(text: string): string {
  return (MARKUP.test(text) ? withoutMarkup(text) : text).replace(/\s+/g, " ").trim();
}

const MARKUP = /[*_`~<&[\\\ue121-\ue17e]/;

function withoutMarkup(text: string): string {
  return text
    .replace(ESCAPED, (_, character: string) => String.fromCharCode(ESCAPE_BASE + character.charCodeAt(0)))
    .replace(IMAGE, " ")
    .replace(LINK, "$1")
    .replace(AUTOLINK, (all, target: string) =>
      /^\/|^[a-z]+\s/i.test(target) ? all : target.replace(/^mailto:/, ""),
    )
    .replace(BLOCK_TAG, " ")
    .replace(TAG, "")
    .replace(ENTITY, entity)
    .replace(/\*{2,3}|~~|`{1,3}/g, "")
    .replace(/(?<![\p{L}\p{N}_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\p{L}\p{N}_])/gu, "")
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)|(?<=\S)\*(?![\p{L}\p{N}*])/gu, "")
    .replace(/[\ue121-\ue17e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - ESCAPE_BASE));
}

const NAMED_ENTITIES = new Map(
  Object.entries({
    nbsp: " ",
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    euro: "€",
    hellip: "…",
    middot: "·",
    bull: "•",
    ndash: "–",
    mdash: "—",
    lsquo: "‘",
    rsquo: "’",
    ldquo: "“",
    rdquo: "”",
    laquo: "«",
    raquo: "»",
    agrave: "à",
    acirc: "â",
    ccedil: "ç",
    eacute: "é",
    egrave: "è",
    ecirc: "ê",
    euml: "ë",
    icirc: "î",
    iuml: "ï",
    ocirc: "ô",
    oelig: "œ",
    ugrave: "ù",
    ucirc: "û",
    Agrave: "À",
    Ccedil: "Ç",
    Eacute: "É",
    Egrave: "È",
    Ecirc: "Ê",
  }),
);

function entity(all: string, name: string): string {
  if (!name.startsWith("#")) return NAMED_ENTITIES.get(name) ?? all;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  const printable =
    code >= 0x20 && code <= 0x10ffff && !(code >= 0x7f && code < 0xa0) && !(code >= 0xd800 && code < 0xe000);
  return printable ? String.fromCodePoint(code) : " ";
}
