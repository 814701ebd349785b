import { clean, safeUrl } from "./clean.ts";
import type { Message } from "./content.ts";
import { capital, NO_BREAK, typeset } from "./typography.ts";

/**
 * Messages are put together from fragments, each of which is plain text and HTML at once, so that both always say
 * the same.
 */
export type Fragment = Message;

/** One part of a message; null leaves its line out. */
type Part = Fragment | null;

/** A sentence of ours. Strings that are interpolated are text of others: they are cleaned and escaped. */
export function say(words: readonly string[], ...values: readonly (Fragment | string | number)[]): Fragment {
  let text = "";
  let html = "";
  for (const [index, own] of ourParts(words).entries()) {
    text += own.text;
    html += own.html;
    const value = values[index];
    if (value === undefined) continue;
    const fragment = typeof value === "object" ? value : quote(String(value));
    text += fragment.text;
    html += fragment.html;
  }
  return { text, html };
}

/** Our own words, set once: a template is one object wherever its sentence is said again. */
const sentences = new WeakMap<readonly string[], readonly Fragment[]>();

function ourParts(words: readonly string[]): readonly Fragment[] {
  let parts = sentences.get(words);
  if (parts === undefined) {
    parts = words.map((own) => asText(french(own)));
    sentences.set(words, parts);
  }
  return parts;
}

/** Words of ours that were put together elsewhere: they keep their no-break spaces, which `quote` takes for anybody's. */
export function ours(words: string): Fragment {
  return asText(words);
}

/** A fragment from text of others, cleaned and escaped. */
export function quote(text: string): Fragment {
  return asText(clean(text));
}

/** The same for prose, set as French is set, with a capital at its beginning. */
export function prose(text: string): Fragment {
  return asText(capital(typeset(clean(text))));
}

/** The same for what begins no sentence. */
export function setWords(text: string): Fragment {
  return asText(typeset(clean(text)));
}

function asText(text: string): Fragment {
  return { text, html: escapeHtml(text) };
}

/** A fragment that begins a sentence. */
export function begun({ text, html }: Fragment): Fragment {
  const first = (part: string) => part.charAt(0).toUpperCase() + part.slice(1);
  return { text: first(text), html: first(html) };
}

export function strong(fragment: Fragment): Fragment {
  return wrap("strong", fragment);
}

export function em(fragment: Fragment): Fragment {
  return wrap("em", fragment);
}

export function code(text: string): Fragment {
  return wrap("code", quote(text));
}

/** Struck through in HTML. Plain text cannot strike, so what stands beside it has to say that an offer is closed. */
export function del(fragment: Fragment): Fragment {
  return wrap("del", fragment);
}

/** A link that shows its address in full; an address that must not be a link stands as text. */
export function link(address: string): Fragment {
  const url = safeUrl(address);
  if (url === null) return quote(address);
  const shown = url.replace(/^mailto:/i, "");
  return { text: shown, html: `<a href="${escapeHtml(url)}">${escapeHtml(shown)}</a>` };
}

export function email(address: string): Fragment {
  return EMAIL.test(address) ? link(`mailto:${address}`) : quote(address);
}

const EMAIL = /^[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]{0,190}\.[A-Za-z]{2,18}$/;

/** Parts one below the other, without a paragraph of their own. */
export function lines(...parts: readonly Part[]): Fragment {
  return joined(parts, "\n", "<br>");
}

/** Paragraphs without an empty line between them in plain text: the items of a list. */
export function items(...parts: readonly Part[]): Fragment {
  return joined(parts.map(paragraph), "\n", "");
}

/** Paragraphs, an empty line between them in plain text. */
export function paragraphs(...parts: readonly Part[]): Fragment {
  return joined(parts.map(paragraph), "\n\n", "");
}

/** An unordered list; plain text has « • » where HTML has its own marks. */
export function bullets(parts: readonly Fragment[]): Fragment {
  const text = parts.map((part) => `• ${part.text}`).join("\n");
  return { text, html: `<ul>${parts.map(({ html }) => `<li>${html}</li>`).join("")}</ul>` };
}

/** Escapes for text and for attributes in double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES.get(character) ?? character);
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
]);

/** French typography: curved apostrophes; no line begins with « : ; ? ! » or leaves a quotation mark alone. */
function french(words: string): string {
  return words
    .replace(/(?<=\p{L})'(?=\p{L}|$)/gu, "’")
    .replace(/ (?=[:;?!»](?:[\s),.]|$))/g, "\u00a0")
    .replace(/« /g, `«${NO_BREAK}`)
    .replace(/n° /g, `n°${NO_BREAK}`);
}

function wrap(tag: "strong" | "em" | "code" | "del", { text, html }: Fragment): Fragment {
  return { text, html: `<${tag}>${html}</${tag}>` };
}

function paragraph(part: Part): Part {
  // A part made of blocks already is a paragraph, or several.
  if (part === null || /^<(?:p|ul|ol|blockquote)>/.test(part.html)) return part;
  return { text: part.text, html: `<p>${part.html}</p>` };
}

function joined(parts: readonly Part[], text: string, html: string): Fragment {
  const kept = parts.filter((part) => part !== null);
  return { text: kept.map((part) => part.text).join(text), html: kept.map((part) => part.html).join(html) };
}
