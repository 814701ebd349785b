import type { MissionLine } from "../offers/offer.ts";
import { clipWords } from "../text/clip.ts";
import { bullets, type Fragment, paragraphs, prose, say } from "./fragment.ts";

/** With less room left than this a line would hardly begin. */
const LEAST = 40;

/**
 * The lines of a mission as paragraphs and lists, up to `limit` characters; what is left out is told by « … ». Null where
 * there are none.
 */
export function missionBlocks(mission: readonly MissionLine[], limit: number): Fragment | null {
  const blocks: Fragment[] = [];
  let list: Fragment[] = [];
  const endList = () => {
    if (list.length > 0) blocks.push(bullets(list));
    list = [];
  };
  const telling = mission
    .map(({ text, bullet }) => ({ bullet, text: setLine(text, bullet) }))
    .filter(isTelling);
  let left = limit;
  for (const [at, { text, bullet }] of telling.entries()) {
    const isCut = left < LEAST && at > 0;
    const shown = isCut ? say`…` : prose(clipWords(text, Math.max(left, LEAST)));
    left -= shown.text.length;
    if (bullet && !isCut) list.push(shown);
    else {
      endList();
      blocks.push(shown);
    }
    // A line that was cut ends in « … » itself.
    if (isCut || shown.text.length < text.length - 1) break;
  }
  endList();
  return blocks.length === 0 ? null : paragraphs(...blocks);
}

/** An item loses the « ; » or « ; et » that joined it to the next one, a line the bullet that was typed before it. */
function setLine(text: string, bullet: boolean): string {
  const bare = text.replace(/^[\s•·*–—-]{1,10}(?=[\s\p{L}\p{N}])/u, "").trim();
  return bullet ? bare.replace(/(?:[\s;,]{1,4}(?:et|ou))?[\s;,]{0,10}$/, "") : bare;
}

function isTelling({ text }: { readonly text: string }): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
