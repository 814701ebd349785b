import { clipWords } from "../../text/clip.ts";
import type { Block } from "../body/outline.ts";

/** As much as two lines of a telephone hold. */
const PROFILE_LIMIT = 200;
/** Shorter lines (« Curiosité ») say little by themselves. */
const SHORTEST_LINE = 20;

/** The lines that say what a candidate should be, run together, without the headings above them; null where there are none. */
export function profileOf(outline: readonly Block[]): string | null {
  const lines: string[] = [];
  let length = 0;
  for (const { kind, topic, text } of outline) {
    if (topic !== "profile" || kind === "heading" || text.length <= SHORTEST_LINE || /:$/.test(text))
      continue;
    lines.push(text.replace(/[\s;,.]{1,10}$/, ""));
    length += text.length;
    if (length > PROFILE_LIMIT) break;
  }
  return lines.length === 0 ? null : clipWords(lines.join(" · "), PROFILE_LIMIT);
}
