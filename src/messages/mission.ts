import { MARK, readSentences, type Sentence } from "../offers/body/text.ts";
import { clipWords } from "../text/clip.ts";
import { bullets, type Fragment, paragraphs, quote } from "./fragment.ts";

/** A card fits two or three screens of a phone. */
const LIMIT = 1_200;

/** What the body says under its mission headings, as plain paragraphs and lists; null where there are none. */
export function missionOf(body: string): Fragment | null {
  const blocks: Fragment[] = [];
  let list: Fragment[] = [];
  const endList = () => {
    if (list.length > 0) blocks.push(bullets(list));
    list = [];
  };
  let left = LIMIT;
  for (const { text, bullet } of missionLines(readSentences(body))) {
    if (left < 40) break;
    const shown = quote(clipWords(text, left));
    left -= shown.text.length;
    if (bullet) list.push(shown);
    else {
      endList();
      blocks.push(shown);
    }
  }
  endList();
  return blocks.length === 0 ? null : paragraphs(...blocks);
}

interface Line {
  readonly text: string;
  readonly bullet: boolean;
}

function missionLines(sentences: readonly Sentence[]): Line[] {
  const lines = new Map<number, Line>();
  for (const sentence of sentences) {
    if (sentence.topic !== "mission" || sentence.isHeading) continue;
    const before = lines.get(sentence.line);
    const text = withAddresses(sentence);
    lines.set(sentence.line, {
      text: before === undefined ? text : `${before.text} ${text}`,
      bullet: before?.bullet ?? sentence.bullet,
    });
  }
  return [...lines.values()].filter(({ text }) => text !== "");
}

/** Addresses back in their places, in full; after a label, in brackets. */
function withAddresses({ text, addresses }: Sentence): string {
  let next = 0;
  return text
    .replaceAll(MARK, () => {
      const address = addresses[next];
      next += 1;
      if (address === undefined || address.label.includes(address.value)) return "";
      return address.label === "" ? address.value : `(${address.value})`;
    })
    .replace(/ {2,}/g, " ")
    .replace(/ (?=[.,)])/g, "")
    .trim();
}
