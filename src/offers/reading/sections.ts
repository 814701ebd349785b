import type { Block } from "../body/outline.ts";
import type { Section } from "../offer.ts";

/**
 * The words of a body for search and comparison: blocks of one topic after each other are one section. Addresses are
 * left out, whose parts are no words of the offer; the labels of links stay.
 */
export function sectionsOf(outline: readonly Block[]): Section[] {
  const sections: { topic: Section["topic"]; lines: string[] }[] = [];
  for (const block of outline) {
    const text = withoutAddresses(block);
    if (text === "") continue;
    const last = sections.at(-1);
    if (last?.topic === block.topic) last.lines.push(text);
    else sections.push({ topic: block.topic, lines: [text] });
  }
  return sections.map(({ topic, lines }) => ({ topic, text: lines.join("\n") }));
}

function withoutAddresses({ text, addresses }: Block): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of addresses) {
    if (start === end) continue;
    pieces.push(text.slice(at, start));
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces.join(" ").trim();
}
