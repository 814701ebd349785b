import process from "node:process";
import { clearScreenDown, cursorTo, type Interface, moveCursor } from "node:readline";
import { type Cell, styled } from "./styled.ts";
import { wrap } from "./wrap.ts";

type Style = "bold" | "dim" | "struck" | "name";
const CODES: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  struck: [9, 29],
  name: [36, 39],
};
const INDENT = "  ";
const WIDEST = 100;
/** Of a file or a pipe, whose reader breaks lines itself. */
const ENDLESS = Number.MAX_SAFE_INTEGER;

/** Standard output: lines above a prompt, if there is one. */
export class Screen {
  readonly isTerminal = process.stdout.isTTY === true;
  readonly #coloured = this.isTerminal && !process.env.NO_COLOR;
  #prompt: Interface | null = null;

  /** From now on `prompt` stays below what is printed; null: there is none any more. */
  keepBelow(prompt: Interface | null): void {
    this.#prompt = prompt;
  }

  paint(style: Style, text: string): string {
    const [on, off] = CODES[style];
    return this.#coloured ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  }

  /** What the demo itself says. */
  print(text = ""): void {
    const prompt = this.#prompt;
    if (prompt === null || !this.isTerminal) {
      process.stdout.write(`${text}\n`);
      return;
    }
    // What is being typed may stand on several rows.
    moveCursor(process.stdout, 0, -prompt.getCursorPos().rows);
    cursorTo(process.stdout, 0);
    clearScreenDown(process.stdout);
    process.stdout.write(`${text}\n`);
    prompt.prompt(true);
  }

  /** A message, indented and broken at the width of the terminal; `html` says what is bold and what is struck. */
  message(heading: string, body: string, html: string | null): void {
    const width = this.isTerminal ? Math.min(process.stdout.columns || 80, WIDEST) - INDENT.length : ENDLESS;
    const rows = wrap(styled(body, html), width).map((row) => `${INDENT}${this.#row(row)}`.trimEnd());
    this.print(["", heading, ...rows].join("\n"));
  }

  #row(cells: readonly Cell[]): string {
    let text = "";
    cells.forEach((cell, index) => {
      const before = cells[index - 1];
      const after = cells[index + 1];
      // White space has no style of its own: within struck words it is struck.
      const between = (style: "strong" | "struck"): boolean =>
        cell[style] || (/\s/u.test(cell.character) && before?.[style] === true && after?.[style] === true);
      let shown = cell.character;
      if (between("struck")) shown = this.paint("struck", shown);
      if (between("strong")) shown = this.paint("bold", shown);
      text += shown;
    });
    return text.replaceAll(ADJACENT_STRUCK, "").replaceAll(ADJACENT_BOLD, "");
  }
}

const ADJACENT_STRUCK = "\u001b[29m\u001b[9m";
const ADJACENT_BOLD = "\u001b[22m\u001b[1m";
