import { clipWords } from "../../text/clip.ts";
import { LABEL_LEVEL } from "../body/headings.ts";
import type { Block } from "../body/outline.ts";

/** As much as two lines of a telephone hold. */
const PROFILE_LIMIT = 200;
/** Shorter lines (« Curiosité ») say little by themselves. */
const SHORTEST_LINE = 20;

const WORK = /^(?:vo(?:tre|s)|ta|tes) (?:\p{L}{1,14} )?missions?\b/iu;

/** The lines that say what a candidate should be, run together, without the headings above them; null where there are none. */
export function profileOf(outline: readonly Block[]): string | null {
  const lines: string[] = [];
  let length = 0;
  let isOfWork = false;
  for (const { kind, level, topic, text } of outline) {
    // « À propos de vous : votre mission consistera à … » goes on about the work up to the next heading.
    if (kind === "heading") isOfWork &&= level === LABEL_LEVEL;
    else isOfWork ||= WORK.test(text);
    if (isOfWork) continue;
    if (topic !== "profile" || kind === "heading" || text.length <= SHORTEST_LINE || /:$/.test(text))
      continue;
    lines.push(text.replace(/[\s;,.]{1,10}$/, ""));
    length += text.length;
    if (length > PROFILE_LIMIT) break;
  }
  return lines.length === 0 ? null : clipWords(lines.join(" · "), PROFILE_LIMIT);
}
