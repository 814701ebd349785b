import { clearLine, clearScreenDown, cursorTo, type Interface, moveCursor } from "node:readline";
import { type Cell, styled } from "./styled.ts";
import type { OutputStream, TerminalParts } from "./terminal.ts";
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
/** The widest count of seconds. */
const SECONDS = " 9999 s";
/** The width of a file or a pipe, whose reader breaks lines itself. */
const ENDLESS = Number.MAX_SAFE_INTEGER;

/** Standard output where people talk with the bot: lines above a prompt, if there is one. */
export class Screen {
  readonly isTerminal: boolean;
  readonly #stdout: OutputStream;
  readonly #coloured: boolean;
  #prompt: Interface | null = null;
  /** Ends the line of work that is under way. */
  #endProgress: (() => void) | null = null;

  constructor({ stdout, environment }: Pick<TerminalParts, "stdout" | "environment">) {
    this.#stdout = stdout;
    this.isTerminal = stdout.isTTY === true;
    this.#coloured = this.isTerminal && !environment.NO_COLOR;
  }

  /** Keeps `prompt` below what is printed from now on; null: there is none any more. */
  keepBelow(prompt: Interface | null): void {
    this.#prompt = prompt;
  }

  paint(style: Style, text: string): string {
    const [on, off] = CODES[style];
    return this.#coloured ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  }

  /** Prints a line, or lines, as they are. */
  print(text = ""): void {
    this.finishProgress();
    const prompt = this.#prompt;
    if (prompt === null || !this.isTerminal) {
      this.#stdout.write(`${text}\n`);
      return;
    }
    // The line being typed may take several rows.
    moveCursor(this.#stdout, 0, -prompt.getCursorPos().rows);
    cursorTo(this.#stdout, 0);
    clearScreenDown(this.#stdout);
    this.#stdout.write(`${text}\n`);
    prompt.prompt(true);
  }

  /** Tells what is being done, and on a terminal counts its seconds until something else is printed. */
  progress(line: string): void {
    this.finishProgress();
    if (!this.isTerminal) {
      this.print(line);
      return;
    }
    const started = performance.now();
    const draw = (): void => {
      const seconds = Math.floor((performance.now() - started) / 1000);
      // A line that the terminal breaks could not be drawn over.
      const room = (this.#stdout.columns || 80) - SECONDS.length - 1;
      const clipped = line.length > room ? `${line.slice(0, room - 1)}…` : line;
      cursorTo(this.#stdout, 0);
      clearLine(this.#stdout, 0);
      this.#stdout.write(this.paint("dim", seconds < 2 ? clipped : `${clipped} ${seconds} s`));
    };
    draw();
    const timer = setInterval(draw, 1000);
    timer.unref();
    this.#endProgress = () => {
      clearInterval(timer);
      this.#stdout.write("\n");
    };
  }

  /** Leaves the line of work under way, if there is one, so that another stream can go on below it. */
  finishProgress(): void {
    this.#endProgress?.();
    this.#endProgress = null;
  }

  /**
   * Prints a message below an empty line, indented and broken at the width of the terminal; `html` says what is bold and
   * what is struck. `heading` may be empty.
   */
  message(heading: string, body: string, html: string | null): void {
    const rows = wrap(styled(body, html), this.#width - INDENT.length).map((row) =>
      `${INDENT}${this.#row(row)}`.trimEnd(),
    );
    this.print(["", ...(heading === "" ? [] : [heading]), ...rows].join("\n"));
  }

  /** Prints words of our own, broken as messages are; lines that follow are indented by `hanging` columns. */
  say(
    text: string,
    { hanging = 0, style }: { readonly hanging?: number; readonly style?: Style } = {},
  ): void {
    const rows = wrap(styled(text, null), this.#width, hanging).map((row) => this.#row(row).trimEnd());
    this.print(rows.map((row) => (style === undefined ? row : this.paint(style, row))).join("\n"));
  }

  get #width(): number {
    return this.isTerminal ? Math.min(this.#stdout.columns || 80, WIDEST) : ENDLESS;
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
