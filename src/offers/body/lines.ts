import { own } from "../../text/own.ts";
import { foldSpaces } from "../../text/spaces.ts";
import { withoutUnseen } from "../../text/unseen.ts";
import { type Address, addressesIn, linkedAddresses, withoutStops } from "./addresses.ts";
import { breaksLine, type HtmlTag, hidesContent, readTag } from "./htmlTags.ts";
import type { Token } from "./markdown.ts";
import { goesOn } from "./wrapped.ts";

/** A line as a reader sees it. */
export interface Line {
  /** White space folded, without markup. */
  readonly text: string;
  /** In the order of the text. */
  readonly addresses: readonly Address[];
  /** All of it is bold, but for a colon. */
  readonly isBold: boolean;
  /** All of it is emphasised, but for a colon. */
  readonly isItalic: boolean;
  /** The HTML element that the line begins, when that says what it is (`h2`, `li`, `summary`). */
  readonly element: string | null;
}

/** Nothing, or signs that only draw: `:::`, `=====`. */
const DRAWN = /^[\s|:=*_~`-]*$/;

/**
 * Writes the lines that inline tokens make. Lives for a whole body: what an HTML tag hides, it hides up to its end,
 * which may stand in another paragraph.
 */
export class LineWriter {
  readonly #width: number | null;
  #lines: Line[] = [];
  /** The line at hand, in pieces: a long one is put together once. */
  #pieces: string[] = [];
  #length = 0;
  /** Characters of the line of the source at hand. */
  #sourceLength = 0;
  #addresses: Address[] = [];
  /** Links that are open; `from` counts pieces. */
  #links: { readonly target: string; readonly from: number; readonly isBare: boolean }[] = [];
  /** The marks of open emphasis as they are shown: empty but in the midst of a word. */
  #emphasis: string[] = [];
  #bold = 0;
  /** Between asterisks that mark nothing by the rules of Markdown: « ** Profil ** ». */
  #starred = false;
  #isPlain = false;
  #isUpright = false;
  #element: string | null = null;
  #hiddenBy: string | null = null;

  /** `width`: what an editor wrapped the body's lines at (`wrapWidth`). */
  constructor(width: number | null) {
    this.#width = width;
  }

  /** The lines of one paragraph, heading or cell; empty ones left out. */
  write(tokens: readonly Token[]): Line[] {
    this.#lines = [];
    for (const [index, token] of tokens.entries()) this.#take(token, tokens, index);
    this.#links = [];
    this.#emphasis = [];
    this.#bold = 0;
    this.#end();
    this.#sourceLength = 0;
    return this.#lines;
  }

  #take(token: Token, tokens: readonly Token[], index: number): void {
    switch (token.type) {
      case "text":
        this.#written(token.content);
        break;
      case "text_special":
        // `&#8238;` is one more way to write what nobody sees.
        this.#append(withoutUnseen(token.content));
        break;
      case "code_inline":
        this.#append(token.content);
        break;
      case "softbreak":
        if (this.#goesOn(tokens, index)) this.#append(" ");
        else this.#end();
        this.#sourceLength = 0;
        break;
      case "hardbreak":
        this.#end();
        break;
      case "strong_open":
        this.#bold += 1;
        break;
      case "strong_close":
        this.#bold -= 1;
        break;
      case "em_open":
        this.#openEmphasis(token.markup);
        break;
      case "em_close":
        this.#append(this.#emphasis.pop() ?? "");
        break;
      case "link_open":
        this.#openLink(String(token.attrGet("href") ?? ""), token.info === "auto");
        break;
      case "link_close":
        this.#closeLink();
        break;
      case "html_inline":
        this.#tag(token.content);
        break;
      // Images say nothing in text.
      default:
    }
  }

  /** Asterisks that mark nothing by the rules of Markdown were meant to: nobody wants to read them. */
  #written(content: string): void {
    if (this.#links.at(-1)?.isBare) {
      this.#append(content.replace(/^mailto:/i, ""));
      return;
    }
    for (const [index, piece] of content.split(/\*{2,3}/).entries()) {
      if (index > 0) this.#starred = !this.#starred;
      this.#append(piece);
    }
  }

  #append(content: string): void {
    if (this.#hiddenBy !== null) return;
    const folded = foldSpaces(content);
    const piece = this.#endsBlank() && folded.startsWith(" ") ? folded.slice(1) : folded;
    if (piece === "") return;
    this.#pieces.push(piece);
    this.#length += piece.length;
    this.#sourceLength += piece.length;
    if (!/[^\s:]/.test(piece)) return;
    if (this.#bold === 0 && !this.#starred) this.#isPlain = true;
    if (this.#emphasis.length === 0) this.#isUpright = true;
  }

  #endsBlank(): boolean {
    return this.#pieces.at(-1)?.endsWith(" ") ?? true;
  }

  /** « chargé*e*s » is inclusive writing and not emphasis: its asterisks stay. */
  #openEmphasis(markup: string): void {
    const kept = markup === "*" && /[\p{L}\p{N}]$/u.test(this.#pieces.at(-1) ?? "") ? markup : "";
    this.#emphasis.push(kept);
    this.#append(kept);
  }

  /** A line that is all bold titles what follows, however that begins; not one whose bold goes on, too. */
  #goesOn(tokens: readonly Token[], index: number): boolean {
    if (!this.#isPlain && this.#bold === 0) return false;
    const next = tokens[index + 1];
    const first = next?.type === "link_open" || next?.type === "em_open" ? tokens[index + 2] : next;
    if (first?.type === "code_inline") return true;
    if (first?.type !== "text" && first?.type !== "text_special") return false;
    const left = this.#width === null ? null : this.#width - this.#sourceLength;
    return goesOn(this.#pieces.at(-1) ?? "", first.content, left);
  }

  /** Links do not nest: the one that is open ends where another begins, as in HTML. */
  #openLink(target: string, isBare: boolean): void {
    this.#closeLink();
    this.#links.push({ target, from: this.#pieces.length, isBare });
  }

  #closeLink(): void {
    const link = this.#links.pop();
    if (link === undefined || this.#hiddenBy !== null) return;
    const label = this.#pieces.slice(link.from).join("").trim();
    if (label === "") return;
    const end = this.#length - (this.#endsBlank() ? 1 : 0);
    if (!link.isBare) this.#addresses.push(...linkedAddresses(link.target, label, end));
    else if (/^https?:/i.test(link.target)) {
      // Before `**` or a tag, a full stop is taken along.
      const [value, written] = [withoutStops(link.target), withoutStops(label)];
      const start = end - label.length;
      const span = { start, end: start + written.length };
      this.#addresses.push({ kind: "url", value, label: "", hidden: false, ...span });
    }
  }

  #tag(written: string): void {
    const tag = readTag(written);
    if (tag === null) return;
    if (this.#hiddenBy !== null) {
      if (tag.closes && tag.name === this.#hiddenBy) this.#hiddenBy = null;
      return;
    }
    if (breaksLine(tag)) this.#end();
    if (hidesContent(tag)) this.#hiddenBy = tag.name;
    else this.#mark(tag);
  }

  #mark({ name, closes, href }: HtmlTag): void {
    if (name === "a") {
      if (closes) this.#closeLink();
      else this.#openLink(href, false);
    } else if (name === "b" || name === "strong") this.#bold = Math.max(0, this.#bold + (closes ? -1 : 1));
    else if (/^(?:h[1-6]|li|dt|dd|t[dh]|summary)$/.test(name)) this.#element = closes ? null : name;
  }

  #end(): void {
    const text = own(this.#pieces.join("").trimEnd());
    if (!DRAWN.test(text)) {
      const addresses = addressesIn(text, this.#addresses);
      this.#lines.push({
        text,
        addresses,
        isBold: !this.#isPlain,
        isItalic: !this.#isUpright,
        element: this.#element,
      });
      this.#element = null;
    }
    this.#pieces = [];
    this.#length = 0;
    this.#addresses = [];
    this.#starred = false;
    this.#isPlain = false;
    this.#isUpright = false;
    this.#links = this.#links.map((link) => ({ ...link, from: 0 }));
  }
}
