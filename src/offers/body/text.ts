/**
 * French Markdown prose, cut for fact reading: sentences without markup, each with the heading it stands under and
 * the addresses (URLs, e-mails) it carries. Every step is linear in the text; a body is read up to `READ_LIMIT`.
 */
import { anyOf } from "../../text/patterns.ts";

/** Characters of a body that are read. The longest real offer has 18,000. */
const READ_LIMIT = 128 * 1024;
/** A longer sentence is cut at a space: what no author wrote must not cost more than what authors write. */
const SENTENCE_LIMIT = 1200;
/** A line longer than this is no heading. */
const HEADING_LIMIT = 90;

/** Stands in `text` for an address, in the order of `addresses`. Private use: no offer holds it (it is removed). */
export const MARK = "\uE000";

export interface Address {
  readonly kind: "url" | "email";
  /** An absolute http(s) URL, or an e-mail address in lower case. */
  readonly value: string;
  /** What a reader sees of the link; empty for a bare address. */
  readonly label: string;
  /** True when only the link's target says it: the reader sees another address. */
  readonly hidden: boolean;
}

/** What a section is about, told by its heading. */
export type Topic = "apply" | "terms" | "profile" | "technique" | "team" | "mission" | "other";

export interface Sentence {
  /** As written, markup removed, white space folded. */
  readonly text: string;
  /** `fold(text)`: same length, so positions serve both. */
  readonly folded: string;
  readonly addresses: readonly Address[];
  /** The nearest heading above, folded; empty before the first. */
  readonly heading: string;
  readonly topic: Topic;
  readonly isHeading: boolean;
  /** The sentence begins a list item. */
  readonly bullet: boolean;
  /** Sentences of one line (a list item, a paragraph) share its number. */
  readonly line: number;
}

/**
 * Lower case, without accents, typographic quotes, dashes and spaces made plain. Keeps the length, so that a position
 * found in the folded text is the same in the original.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (!/[^\x20-\x7e]/.test(lower)) return lower;
  const bare = lower.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  // A few characters (Hangul, a lone accent) have no bare form of the same length: the text stays as it is.
  const same = bare.length === text.length ? bare : lower.length === text.length ? lower : text;
  return same
    .replace(/[’‘ʼ´‛]/g, "'")
    .replace(/[‐‑‒–—―−]/g, "-")
    .replace(/[«»“”„]/g, '"')
    .replace(/[\u00a0\u202f\u2009\u2007\t\r\n]/g, " ");
}

/** Removes the places of addresses from a piece of `Sentence.text`, for people to read. */
export function readable(text: string): string {
  return text
    .replaceAll(MARK, "")
    .replace(/ {2,}/g, " ")
    .replace(/ ([.,)])/g, "$1")
    .replace(/\( ?\)/g, "")
    .trim();
}

/** Zero-width characters, and those that stand for addresses here. */
const UNSEEN = /[\uE000-\uE002\u200b-\u200d\u2060\ufeff]/g;

/** « ⅘ » is read as « 4/5 ». */
const FIFTHS = /[\u2155-\u2158]/g;

/** « phare (at) example.org »; « écrivez à : phare at example.org », announced as an address is. */
const AT_IN_BRACKETS = / ?[[(] ?(?:at|arobase) ?[\])] ?(?=[a-z0-9-]{1,60}\.[a-z])/gi;
const AT_IN_WORDS =
  /(?<=(?:[:,]|\sà|\badresse|\bmail|\bet) ?[*_`]{0,3})([\w.+-]{2,64}) (?:at|arobase) (?=[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,3}\.[a-z]{2,6}\b)/gi;

function withAtSigns(body: string): string {
  if (!/\bat\b|\barobase\b/i.test(body)) return body;
  return body.replace(AT_IN_BRACKETS, "@").replace(AT_IN_WORDS, "$1@");
}

/** The body's sentences in order. */
export function readSentences(body: string): Sentence[] {
  const sentences: Sentence[] = [];
  let heading = "";
  let topic: Topic = "other";
  const read = body
    .slice(0, READ_LIMIT)
    .replace(UNSEEN, "")
    .replace(FIFTHS, (fifths) => `${fifths.charCodeAt(0) - 0x2154}/5`);
  for (const [line, raw] of logicalLines(withAtSigns(read)).entries()) {
    const { text, addresses } = stripMarkup(raw);
    if (text === "") continue;
    const isHeading = looksLikeHeading(raw, text);
    if (isHeading) {
      heading = fold(readable(text));
      topic = topicOf(heading);
    }
    const bullet = LIST_ITEM.test(raw);
    let taken = 0;
    for (const [index, piece] of splitSentences(text).entries()) {
      const count = piece.split(MARK).length - 1;
      sentences.push({
        text: piece,
        folded: fold(piece),
        addresses: addresses.slice(taken, taken + count),
        heading,
        topic,
        isHeading,
        bullet: bullet && index === 0,
        line,
      });
      taken += count;
    }
  }
  return sentences;
}

const LIST_ITEM = /^\s{0,12}(?:[-*+•·–>]|\d{1,2}[.)/])\s/;
const BLOCK_START = /^\s{0,12}(?:[-*+•·–>#_]|\d{1,2}[.)/]\s|\*\*|\|)/;

/** Lines, an underlined heading with its `#`, a line that only continues the one above (it begins in lower case) joined to it. */
function logicalLines(body: string): string[] {
  const lines: string[] = [];
  let open = false;
  for (const line of body.normalize("NFC").split(/\r\n?|\n/)) {
    if (open && /^\s{0,3}(?:={3,200}|-{3,200})\s{0,9}$/.test(line)) {
      lines[lines.length - 1] = `# ${lines.at(-1)}`;
      open = false;
      continue;
    }
    const continues = open && /^\s{0,12}[a-zà-ÿœ(]/.test(line) && !BLOCK_START.test(line);
    if (continues) lines[lines.length - 1] += ` ${line.trim()}`;
    else lines.push(line);
    open = line.trim() !== "" && !/(?:\\| {2})$/.test(line) && !/^\s{0,3}#/.test(line);
  }
  return lines;
}

const EMAIL = /[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]{0,190}\.[A-Za-z]{2,18}/g;
const EMAIL_ONCE = new RegExp(EMAIL.source);
const BARE_URL = /https?:\/\/[^\s<>()[\]"'`*\uE000-\uE002]{1,500}/g;
const LINK =
  /!?\[([^[\]]{0,300})\]\(\s{0,3}(?:<([^<>]{0,500})>|((?:[^\s()]|\([^\s()]{0,80}\)){0,500}))[^()]{0,200}\)/g;
const ANCHOR =
  /<a\s[^<>]{0,200}?href\s{0,3}=\s{0,3}["']?([^"'<>\s]{1,500})["']?[^<>]{0,200}>([^<>]{0,300})<\/a>/gi;

/** Text without markup, each address replaced by one `MARK`. */
function stripMarkup(raw: string): { text: string; addresses: Address[] } {
  if (!/[*_`<>[\]\\@&~]|:\/\//.test(raw)) return { text: withoutMarker(raw), addresses: [] };
  // Addresses are numbered as they are found and put in reading order at the end.
  const found: Address[][] = [];
  const keep = (list: Address[]) => `\uE001${found.push(list) - 1}\uE002`;
  let text = raw.replace(/\\([\\`*_{}[\]()#+.!<>:|~-])/g, "$1");
  text = text.replace(
    LINK,
    (all: string, label: string, angled: string | undefined, plain: string | undefined) => {
      if (all.startsWith("!")) return " ";
      return label + keep(addressesOf(angled ?? plain ?? "", label));
    },
  );
  text = text.replace(
    ANCHOR,
    (_all, target: string, label: string) => label + keep(addressesOf(target, label)),
  );
  text = text.replace(BARE_URL, (url: string) => {
    const end = url.replace(/[.,;:!?]{1,5}$/, "");
    return keep([{ kind: "url", value: end, label: "", hidden: false }]) + url.slice(end.length);
  });
  if (text.includes("@")) {
    text = text.replace(EMAIL, (email: string) =>
      keep([{ kind: "email", value: email.toLowerCase(), label: "", hidden: false }]),
    );
  }
  text = text
    .replace(/mailto:/gi, "")
    .replace(/<[/!a-z][^<>]{0,300}>/gi, " ")
    .replace(/&nbsp;/g, " ")
    .replace(/&amp;/g, "&")
    .replace(/\*{1,3}|`{1,3}|~~|_{2}/g, "")
    .replace(/(^|[\s(:])_|_(?=[\s).,:;!?]|$)/g, "$1");
  const addresses: Address[] = [];
  text = withoutMarker(text)
    .replace(/\\$/, "")
    .replace(/[<>[\]]/g, " ")
    .replace(/\uE001(\d{1,7})\uE002/g, (_all, index: string) => {
      const list = found[Number(index)] ?? [];
      addresses.push(...list);
      return list.length === 0 ? "" : ` ${MARK.repeat(list.length)} `;
    });
  return { text: text.replace(/\s{1,100}/g, " ").trim(), addresses };
}

/** A line without what marks it as a heading, a quotation or a list item. */
function withoutMarker(line: string): string {
  return line
    .replace(/^\s{0,12}(?:>\s?){0,4}(?:#{1,6}|[-+*•·–]|\d{1,2}[.)](?=\s))?\s{0,12}/, "")
    .replace(/\s{1,100}/g, " ")
    .trim();
}

function addressesOf(target: string, label: string): Address[] {
  if (/^https?:\/\//i.test(target)) return [{ kind: "url", value: target, label, hidden: false }];
  if (!/^mailto:/i.test(target)) return [];
  const shown = EMAIL_ONCE.test(label);
  const written = target.slice("mailto:".length).replace(/%40/g, "@");
  const [main = "", query = ""] = written.split("?", 2);
  const copies = /(?:^|&)b?cc=([^&]{1,300})/i.exec(query)?.[1] ?? "";
  const emails = (list: string, hidden: boolean) =>
    (list.match(EMAIL) ?? []).map(
      (email): Address => ({ kind: "email", value: email.toLowerCase(), label, hidden }),
    );
  return [...emails(main, shown), ...emails(copies, false)];
}

function looksLikeHeading(raw: string, text: string): boolean {
  if (/^\s{0,3}#{1,6}/.test(raw)) return text.length <= 160;
  if (text.length > HEADING_LIMIT || text.includes(MARK) || LIST_ITEM.test(raw)) return false;
  return (
    /^\s{0,3}(?:\*\*|__)[^*_]{2,90}(?:\*\*|__)\s{0,2}:?[\s\\]{0,4}$/.test(raw) || /^[^:.]{3,50}:$/.test(text)
  );
}

/** The first pattern that matches a folded heading names its topic. */
const TOPICS: readonly (readonly [RegExp, Topic])[] = [
  [/postul|candidat(?!s)|contact|envoyer|ecri(?:s|vez)|interess/, "apply"],
  [/techni|stack|techno|outils|environnement tech|notre code|bonnes pratiques/, "technique"],
  [
    anyOf`
      profil
      competence
      attentes
      attendons
      savoir
      expertise
      atouts
      formation
      experience
      qualit
      recherch
      a propos de (?:vous|toi)
      vous etes
      tu es
    `,
    "profile",
  ],
  [
    anyOf`
      modalite
      mode de travail
      condition
      contrat
      statut
      remuneration
      salaire
      lieu
      localisation
      duree
      environnement de travail
      environnement du poste
      pratiques
      date
      perspective
      deplacement
      distance
      teletravail
      poste
      organisation
      rythme
      proposons
      offrons
      comment \?
      ou \?
      quand
    `,
    "terms",
  ],
  [
    anyOf`
      equipe
      qui sommes
      qui est
      a propos
      contexte
      produit
      solution
      communaute
      histoire
      incubateur
      beta\.gouv
      startup
      programme
    `,
    "team",
  ],
  [/mission|role|responsabilit|activit|objectif|ferez|feras|defi/, "mission"],
];

function topicOf(heading: string): Topic {
  for (const [pattern, topic] of TOPICS) if (pattern.test(heading)) return topic;
  return "other";
}

/** Cuts after `.`, `!`, `?`, `…` before what begins a sentence, and after `;`. Dots within words and numbers stay. */
function splitSentences(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  const cut = (end: number) => {
    while (end - start > SENTENCE_LIMIT) {
      const space = text.lastIndexOf(" ", start + SENTENCE_LIMIT);
      const at = space > start ? space : start + SENTENCE_LIMIT;
      pieces.push(text.slice(start, at).trim());
      start = at;
    }
    pieces.push(text.slice(start, end).trim());
    start = end;
  };
  for (const { index } of text.matchAll(/[.!?…;]/g)) if (endsSentence(text, index)) cut(index + 1);
  cut(text.length);
  return pieces.filter((piece) => piece !== "");
}

function endsSentence(text: string, at: number): boolean {
  const character = text.charAt(at);
  if (character === ";") return true;
  if (!".!?…".includes(character) || text.charAt(at + 1) !== " ") return false;
  const next = text.charAt(at + 2);
  if (character === "?" || character === "!")
    return (
      !/[a-zà-ÿ:;!?)\d]/.test(next) && at - text.lastIndexOf(" ", at - 2) > 0 && !isQuestionLabel(text, at)
    );
  return !/[a-zà-ÿ\d:;,/)\uE000-]/.test(next);
}

/** « Où ? chez toi » : a question of one to four words at the line's start labels its answer. */
function isQuestionLabel(text: string, at: number): boolean {
  return text.charAt(at) === "?" && at <= 32;
}
