import type { Line } from "./lines.ts";

/** A longer text is no heading for being underlined: a rule was meant below a paragraph. `# …` is one at any length. */
export const LONGEST_HEADING = 160;
/** A longer line is none for being bold or ending with a colon. */
const LONGEST_LABEL = 90;
/** Nor is a longer one for being emphasised, or one that has a figure or ends a sentence (« _Poste ouvert le 3 mai_ »). */
const LONGEST_EMPHASIS = 40;

/** The level that lines which end with a colon have, below every other heading. */
export const LABEL_LEVEL = 7;
const LOWEST_LEVEL = 6;

/** The heading that a line of a paragraph is, as authors write them without the marks of Markdown; null for any other. */
export function headingIn(line: Line): { readonly text: string; readonly level: number } | null {
  const { text, element } = line;
  if (text.length > LONGEST_HEADING) return null;
  const html = element === "summary" ? LOWEST_LEVEL : Number(/^h([1-6])$/.exec(element ?? "")?.[1] ?? 0);
  if (html > 0) return { text, level: html };
  // `#Titre`, and `## Titre` with a space that does not break.
  const marks = /^(#{1,6}) ?(?=[^#\s])/.exec(text);
  if (marks) return { text: text.slice(marks[0].length), level: marks[1]?.length ?? LOWEST_LEVEL };
  if (text.length > LONGEST_LABEL || line.addresses.length > 0) return null;
  // « **Démarrage souhaité début mai.** » is said, and titles nothing.
  if (line.isBold) return /[^.]\.$/.test(text) ? null : { text, level: LOWEST_LEVEL };
  if (line.isItalic && text.length <= LONGEST_EMPHASIS && !/\d|[.!?…]$/.test(text))
    return { text, level: LOWEST_LEVEL };
  return /^[^:.]{3,50}:$/.test(text) ? { text, level: LABEL_LEVEL } : null;
}

/** « • un », « – deux », « -trois », « 2) quatre » : items of lists that Markdown does not see. */
const BULLET = /^(?:[•·▪●◦‣▸►➡→⇒✓✔]\ufe0f? ?|[-*+–—] |-(?=\p{L})|\d{1,2}[.)] )(?=\S)/u;

/** An item's line without its bullet; null for a line that is none. */
export function withoutBullet(line: Line): Line | null {
  const length = BULLET.exec(line.text)?.[0].length ?? 0;
  if (length === 0) return null;
  const addresses = line.addresses.map((address) => ({
    ...address,
    start: Math.max(0, address.start - length),
    end: Math.max(0, address.end - length),
  }));
  return { ...line, text: line.text.slice(length), addresses };
}
