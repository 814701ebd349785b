/** A body's outline cut into sentences, in which facts are looked for. Every step is linear in the text. */
import { foldInPlace } from "../../text/fold.ts";
import type { Address } from "../body/addresses.ts";
import { type Block, outlineOf } from "../body/outline.ts";
import type { Topic } from "../offer.ts";
import { Sight } from "./cue.ts";
import { affirmedIn, BLANK, deniesWhatFollows } from "./polarity.ts";

/** A longer sentence is cut at a space: what no author wrote must not cost more than what authors write. */
const SENTENCE_LIMIT = 1200;

/** U+FFFC, Unicode's own stand-in for what is no text: an address, whose letters must not be taken for words. */
const STAND_IN = "\ufffc";

export interface Sentence {
  /** As a reader sees it, `STAND_IN` in place of each address. */
  readonly text: string;
  /** `foldInPlace(text)` without what it denies (`affirmedIn`): same length, so positions serve both. */
  readonly folded: string;
  /** `foldInPlace(text)`: with what it denies. */
  readonly whole: string;
  /** What rules may look for in `folded`, and in `whole`. */
  readonly sight: Sight;
  readonly wholeSight: Sight;
  /** Those of what is affirmed. */
  readonly addresses: readonly Address[];
  /** The nearest heading above, folded; empty before the first. */
  readonly heading: string;
  readonly topic: Topic;
  readonly isHeading: boolean;
  /** The sentence begins an item of a list. */
  readonly bullet: boolean;
  /** Sentences of one block share its number. */
  readonly line: number;
}

/** The sentences of an outline in order. */
export function sentencesOf(outline: readonly Block[]): Sentence[] {
  let label: string | null = null;
  return outline.flatMap((block, line) => {
    if (block.under === null && block.addresses.length === 0) return [];
    const next = outline[line + 1];
    const under = label;
    label = next !== undefined && isLabelOf(block, next) ? block.text : null;
    if (label !== null) return [];
    return sentencesIn(under === null ? block : { ...block, under }, line);
  });
}

/** « Télétravail » on a line, « deux jours par semaine » on the next of its paragraph: a cell's name and the cell. */
function isLabelOf(block: Block, next: Block): boolean {
  return (
    block.kind === "paragraph" &&
    next.kind === "paragraph" &&
    next.line === block.line &&
    LABEL.test(foldInPlace(block.text))
  );
}

const LABEL =
  /^(?:tele-?travail|remote(?: work)?|duree(?: du contrat| de la mission)?|duration|(?:type de )?contrat|(?:contract|employment)(?: type)?|statut|categorie|quotite|temps de travail|rythme|(?:working )?hours|remuneration|salaire|salary|tjm)$/;

/** A text of the front matter, read as a body is; its first sentence, or null. */
export function sentenceOf(text: string): Sentence | null {
  return sentencesOf(outlineOf(text))[0] ?? null;
}

/** A piece of `Sentence.text` for people to read: no stand-ins. */
export function readable(text: string): string {
  return text
    .replaceAll(STAND_IN, "")
    .replace(/ {2,}/g, " ")
    .replace(/ ([.,)])/g, "$1")
    .replace(/\( ?\)/g, "")
    .trim();
}

function sentencesIn(block: Block, line: number): Sentence[] {
  const { kind, heading, topic } = block;
  let taken = 0;
  const isUnderDenial = kind === "item" && deniesWhatFollows(heading);
  return splitSentences(labelled(block)).map((text, index) => {
    const first = taken;
    taken += text.split(STAND_IN).length - 1;
    const whole = foldInPlace(text);
    const wholeSight = new Sight(whole);
    const folded = isUnderDenial ? BLANK.repeat(whole.length) : affirmedIn({ whole, wholeSight });
    return {
      text,
      folded,
      whole,
      sight: folded === whole ? wholeSight : new Sight(folded),
      wholeSight,
      addresses: affirmedOf(block.addresses.slice(first, taken), whole, folded),
      heading,
      topic,
      isHeading: kind === "heading",
      bullet: (kind === "item" || kind === "quote") && index === 0,
      line,
    };
  });
}

/** Where nothing was denied, all of them: each has its stand-in, in order. */
function affirmedOf(addresses: readonly Address[], whole: string, folded: string): readonly Address[] {
  if (whole === folded || addresses.length === 0) return addresses;
  const places = [...whole.matchAll(STAND_INS)].map(({ index }) => index);
  return addresses.filter((_, at) => folded.charAt(places[at] ?? 0) === STAND_IN);
}

const STAND_INS = new RegExp(STAND_IN, "g");

/** « ⅘ » is read as « 4/5 ». */
const FIFTHS = /[\u2155-\u2158]/g;

/** A cell is read as « Quotité : 80 % ». */
function labelled(block: Block): string {
  const text = withStandIns(block);
  return block.under ? `${plain(block.under)} : ${text}` : withoutSign(text);
}

/** Signs stand far behind the letters. */
const FIRST_SIGN = 0x2000;

function withoutSign(text: string): string {
  return text.charCodeAt(0) < FIRST_SIGN ? text : text.replace(DECORATION, "");
}

/** « 🗓 Quand : mai » begins with its label. The pin stays: it is one. */
const DECORATION = /^(?:(?!📍)(?:\p{Extended_Pictographic}|\ufe0f|\u200d) ?){1,4}(?=[\p{L}\p{N}])/u;

/** A block's text has its spaces folded: only what is changed here can leave more of them. */
function withStandIns({ text, addresses }: Block): string {
  if (addresses.length === 0 && !UNPLAIN.test(text)) return text;
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of addresses) {
    pieces.push(plain(text.slice(at, start)), ` ${STAND_IN} `);
    at = end;
  }
  pieces.push(plain(text.slice(at)));
  return pieces
    .join("")
    .replace(/\s{1,100}/g, " ")
    .trim();
}

const UNPLAIN = /[<>[\]\ufffc\u2155-\u2158]/;

function plain(text: string): string {
  return text
    .replace(/[<>[\]\ufffc]/g, " ")
    .replace(FIFTHS, (fifths) => `${fifths.charCodeAt(0) - 0x2154}/5`);
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
  for (const { index } of text.matchAll(/[.!?…;]/g)) if (endsSentence(text, index, start)) cut(index + 1);
  cut(text.length);
  return pieces.filter((piece) => piece !== "");
}

/** « cat. A », « réf. 2021-12 ». */
const ABBREVIATION = /(?:^|[\s(])(?:cat|r[ée]f|tél|env|maxi?|mini?|janv|févr|sept|trim|chap|appt|dépt)$/i;

/** `start`: where the sentence begins. */
function endsSentence(text: string, at: number, start: number): boolean {
  const character = text.charAt(at);
  if (character === ";") return true;
  if (!".!?…".includes(character) || text.charAt(at + 1) !== " ") return false;
  if (character === "." && ABBREVIATION.test(text.slice(Math.max(0, at - 6), at))) return false;
  const next = text.charAt(at + 2);
  if (character === "?" && ANSWER.test(text.slice(at + 2, at + 24))) return false;
  if (character === "?" || character === "!")
    return (
      !/[a-zà-ÿ:;!?)\d]/.test(next) &&
      at - text.lastIndexOf(" ", at - 2) > 0 &&
      !isQuestionLabel(text, at, start)
    );
  // « … vous lire. 3 jours sur site », but « janv. 2026 ».
  if (/\d/.test(next)) return character === "." && /\p{Ll}{4}$/u.test(text.slice(start, at));
  return !/[a-zà-ÿ:;,/)\ufffc-]/.test(next);
}

/** « Peut-on télétravailler ? Oui, deux jours » : what is asked and what is answered is one sentence. */
const ANSWER =
  /^(?:oui|non|yes|no|pas (?:cette|pour|encore|du)|passez votre chemin|mostly|bien sur|tout a fait)(?![\p{L}'’-])/iu;

/** « Où ? chez toi » : a question of one to four words labels its answer. */
function isQuestionLabel(text: string, at: number, start: number): boolean {
  return text.charAt(at) === "?" && at - start <= 32;
}
