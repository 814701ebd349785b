import type { Cell } from "./styled.ts";

/**
 * Breaks text into lines of at most `width` columns, between words where it can; lines that follow keep the indent, or
 * have one of `hanging` columns if that is more.
 */
export function wrap(cells: readonly Cell[], width: number, hanging = 0): Cell[][] {
  return linesOf(cells).flatMap((line) => wrapLine(line, width, hanging));
}

function linesOf(cells: readonly Cell[]): Cell[][] {
  const lines: Cell[][] = [[]];
  for (const cell of cells) {
    if (cell.character === "\n") lines.push([]);
    else lines.at(-1)?.push(cell);
  }
  return lines;
}

const SPACE: Cell = { character: " ", strong: false, struck: false };

function wrapLine(line: readonly Cell[], width: number, hanging: number): Cell[][] {
  const text = line.findIndex(({ character }) => character !== " ");
  const indent = Array<Cell>(Math.min(Math.max(text, hanging, 0), Math.floor(width / 2))).fill(SPACE);
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let used = 0;
  let space = -1;
  for (const cell of line) {
    if (used + columns(cell.character) > width && row.length > indent.length) {
      const broken = cell.character === " " ? row.length : space;
      const rest = broken > indent.length ? row.splice(broken).slice(1) : [];
      rows.push(row);
      row = [...indent, ...rest];
      used = row.reduce((sum, { character }) => sum + columns(character), 0);
      space = -1;
      if (cell.character === " ") continue;
    }
    if (cell.character === " ") space = row.length;
    row.push(cell);
    used += columns(cell.character);
  }
  return [...rows, row];
}

/** Columns that a terminal gives to a character: none to joiners and accents, two to emoji and East Asian letters. */
function columns(character: string): number {
  if (/^(?:\p{Mn}|\p{Cf})$/u.test(character)) return 0;
  return /^(?:\p{Emoji_Presentation}|\p{scx=Han}|\p{scx=Hira}|\p{scx=Kana}|\p{scx=Hang})$/u.test(character)
    ? 2
    : 1;
}
