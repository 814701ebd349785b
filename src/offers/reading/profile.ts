import { clipWords } from "../../text/clip.ts";
import { LABEL_LEVEL } from "../body/headings.ts";
import type { Block } from "../body/outline.ts";

/** As much as two lines of a telephone hold. */
const PROFILE_LIMIT = 200;
/** Shorter lines (« Curiosité ») say little by themselves. */
const SHORTEST_LINE = 20;

/** « Où ? Au phare » */
const TERMS = /^(?:quand|où|(?:pour )?combien|[àa] quel(?:le)?)(?!\p{L})[^?]{0,30}\?/iu;

const WORK = /^(?:vo(?:tre|s)|ta|tes) (?:\p{L}{1,14} )?missions?\b/iu;

/** « Vous justifiez : » begins the sentence of its first item; « Nos critères sont : », « Vous êtes notre gardienne si : » only lead to it. */
const BEGINS = /^(?:\p{L}{1,14}, ?)?(?:vous|tu|nous|on|il|ces?|l['’]idée)\b(?!.*\bsi ?:$).{0,100}:$/iu;

/** The lines that say what a candidate should be, run together, without the headings above them; null where there are none. */
export function profileOf(outline: readonly Block[]): string | null {
  const lines: string[] = [];
  let length = 0;
  let isBeside = false;
  let begun = "";
  for (const { kind, level, topic, text } of outline) {
    const isHeading = kind === "heading" && level < LABEL_LEVEL;
    // « À propos de vous : votre mission consistera à … » goes on about the work, « Quand ? En mai » about the terms, up to the next heading.
    if (kind === "heading") isBeside &&= level === LABEL_LEVEL;
    else isBeside ||= WORK.test(text) || TERMS.test(text);
    if (isBeside) continue;
    if (topic !== "profile" || kind === "heading" || /:$/.test(text)) {
      begun = topic === "profile" && !isHeading && BEGINS.test(text) ? `${text} ` : "";
      continue;
    }
    if (text.length <= SHORTEST_LINE) continue;
    lines.push(`${begun}${text.replace(/[\s;,.]{1,10}$/, "")}`);
    begun = "";
    length += text.length;
    if (length > PROFILE_LIMIT) break;
  }
  return lines.length === 0 ? null : clipWords(lines.join(" · "), PROFILE_LIMIT);
}
