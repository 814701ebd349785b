import { clipWords } from "../../text/clip.ts";
import { LABEL_LEVEL } from "../body/headings.ts";
import type { Block } from "../body/outline.ts";
import { isAboutOthers, isSaid, workOf } from "./work.ts";

/** As long as the excerpt that beta.gouv.fr showed on its cards. */
export const SUMMARY_LIMIT = 260;

/** Shorter ones are labels (« Présentation »). */
const SHORTEST_PARAGRAPH = 20;

/**
 * A first sentence or two that say what the work is (`workOf`), else the first paragraph that is not about
 * beta.gouv.fr itself. Null when there is none.
 */
export function summarise(
  outline: readonly Block[],
  work: readonly Block[] = workOf(outline),
): string | null {
  const text = textOf(work);
  if (text !== "") return clipWords(text, SUMMARY_LIMIT);
  const first = firstParagraph(outline);
  return first.length < SHORTEST_PARAGRAPH ? null : clipWords(first, SUMMARY_LIMIT);
}

/** The blocks run together up to the limit, with the signs that a list and its lines do without. */
function textOf(blocks: readonly Block[]): string {
  let text = "";
  let before: Block | null = null;
  for (const block of blocks) {
    // « Vous aurez à : » begins the sentence of its items; other headings stand apart.
    if (block.kind === "heading" && block.level < LABEL_LEVEL && !/:$/.test(block.text)) continue;
    const said = withoutJoints(block);
    text += before === null ? said : `${between(text, before, block)} ${said}`;
    before = block;
    if (text.length > SUMMARY_LIMIT) break;
  }
  return text;
}

/** A heading without its number, an item without the « ; et » that joined it to the next one. */
function withoutJoints({ kind, text }: Block): string {
  if (kind === "heading") return text.replace(/^\d{1,2}[.)] ?/, "");
  return kind === "item" ? text.replace(/[\s,;]{1,4}(?:et|ou)[\s,;]{0,4}$/, "") : text;
}

/** What ends the text before the next block: its own sign, or the one that it lacks. */
function between(text: string, before: Block, next: Block): string {
  const isItem = next.kind === "item";
  if (/[.:!?…,]$/.test(text)) return "";
  if (before.kind === "item" && isItem) return /;$/.test(text) ? "" : " ;";
  return isItem ? " :" : ".";
}

function firstParagraph(outline: readonly Block[]): string {
  const said = outline.filter(
    (block) => block.kind !== "heading" && !isAboutOthers(block.heading) && isSaid(block),
  );
  const first = said.find(({ text }) => text.length >= SHORTEST_PARAGRAPH);
  return said
    .filter(({ line }) => line === first?.line)
    .map(({ text }) => text)
    .join(" ");
}
