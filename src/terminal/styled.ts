import { printableText } from "./printable.ts";

/** A character with its style. */
export interface Cell {
  readonly character: string;
  readonly strong: boolean;
  readonly struck: boolean;
}

const STRONG = new Set(["strong", "b"]);
const STRUCK = new Set(["del", "s", "strike"]);
const ENTITIES = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["#39", "'"],
]);
const TOKEN = /<(\/?)([a-z0-9]{1,20})[^<>]*>|&(#?[a-z0-9]{1,8});|[^<&]|[<&]/gisu;

/**
 * Gives the characters of a message's plain text the styles of its HTML. Both say the same (docs/design.md §6), so they
 * are read side by side; where they differ, the plain text stands without style.
 */
export function styled(body: string, html: string | null): Cell[] {
  const styles = html === null ? [] : stylesOf(html);
  let next = 0;
  return [...printableText(body)].map((character) => {
    const style = styles[next];
    if (style?.character !== character) return { character, strong: false, struck: false };
    next += 1;
    return style;
  });
}

/** Lists the characters of an HTML text with their styles, white space left out. */
function stylesOf(html: string): Cell[] {
  const cells: Cell[] = [];
  const depth = { strong: 0, struck: 0 };
  for (const [token, slash, tag, entity] of html.matchAll(TOKEN)) {
    if (tag !== undefined) {
      const step = slash === "/" ? -1 : 1;
      if (STRONG.has(tag.toLowerCase())) depth.strong += step;
      if (STRUCK.has(tag.toLowerCase())) depth.struck += step;
      continue;
    }
    const character = entity === undefined ? token : (ENTITIES.get(entity) ?? token);
    if (/\s/u.test(character)) continue;
    cells.push({ character, strong: depth.strong > 0, struck: depth.struck > 0 });
  }
  return cells;
}
