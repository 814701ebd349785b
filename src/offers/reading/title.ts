import { clipWords, foldText } from "../../text/clip.ts";
import { LABEL_LEVEL } from "../body/headings.ts";
import { type Block, outlineOf } from "../body/outline.ts";
import type { Problem, TitleSource } from "../offer.ts";
import { type Fields, TEXT_LIMIT } from "./fields.ts";
import { inQuotes, warning } from "./problem.ts";

export interface Title {
  readonly title: string;
  readonly titleSource: TitleSource;
  readonly problem: Problem | null;
}

/** `roles`, else `title`, else the first heading of the body, which its author is told of, else the slug. */
export function readTitle(fields: Fields, outline: readonly Block[], slug: string): Title {
  for (const titleSource of ["roles", "title"] as const) {
    const title = withoutLooseEnd(fields.title(titleSource) ?? "");
    if (title !== "") return { title: asRead(title).normalize("NFC"), titleSource, problem: null };
  }
  const heading = firstHeading(outline);
  if (heading === "")
    return {
      title: clipWords(foldText(slug), TEXT_LIMIT).normalize("NFC"),
      titleSource: "slug",
      problem: null,
    };
  const message = `there is neither "roles" nor "title", so the first heading ${inQuotes(heading)} is the title; write "roles: …"`;
  return { title: heading.normalize("NFC"), titleSource: "heading", problem: warning(1, message) };
}

/** « Gardienne de phare - » : a sign that joined the title to something which is gone. */
function withoutLooseEnd(title: string): string {
  const end = /(?:[\s,;:|]|(?<=\s)[/–—-]){1,10}$/.exec(title);
  return end === null ? title : title.slice(0, end.index);
}

/** Marks of Markdown and HTML that stand in a line; the rest of Markdown makes nothing of a title. */
const MARKED = /\*\*|__|[`<&]|\]\(/;

/** A title without the markup of its line: nobody reads « &amp; » or « ** ». */
function asRead(title: string): string {
  if (!MARKED.test(title)) return title;
  // A word before it keeps the title from being taken for a list, a heading or a quotation.
  const [first = "", ...others] = outlineOf(`x ${title}`).map(({ text }) => text);
  return foldText([first.replace(/^x ?/, ""), ...others].join(" ")) || title;
}

/** A line that only ends with a colon titles what follows it, and no offer. */
function firstHeading(outline: readonly Block[]): string {
  const heading = outline.find(({ kind, level }) => kind === "heading" && level < LABEL_LEVEL);
  return clipWords(foldText(heading?.text ?? ""), TEXT_LIMIT);
}
