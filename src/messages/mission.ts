import type { MissionLine } from "../offers/offer.ts";
import { MISSION_LIMIT } from "../offers/reading/mission.ts";
import { clipWords } from "../text/clip.ts";
import { bullets, type Fragment, paragraphs, quote } from "./fragment.ts";

/** With less room left than this a line would hardly begin. */
const LEAST = 40;

/** The lines of a mission as paragraphs and lists, up to the limit; null where there are none. */
export function missionBlocks(lines: readonly MissionLine[]): Fragment | null {
  const blocks: Fragment[] = [];
  let list: Fragment[] = [];
  const endList = () => {
    if (list.length > 0) blocks.push(bullets(list));
    list = [];
  };
  let left = MISSION_LIMIT;
  for (const { text, bullet } of lines) {
    if (left < LEAST) break;
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
