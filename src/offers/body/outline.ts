import { foldInPlace } from "../../text/fold.ts";
import type { Topic } from "../offer.ts";
import { type Address, addressesIn } from "./addresses.ts";
import { headingIn, LABEL_LEVEL, LONGEST_HEADING, withoutBullet } from "./headings.ts";
import { type Line, LineWriter } from "./lines.ts";
import { type Token, tokensOf } from "./markdown.ts";
import { sourceOf } from "./source.ts";
import { Table } from "./table.ts";
import { topicOf } from "./topics.ts";
import { wrapWidth } from "./wrapped.ts";

/** A line of a body as a reader sees it: a heading, an item of a list, a cell, or a line of a paragraph. */
export interface Block {
  readonly kind: "heading" | "item" | "paragraph" | "quote" | "cell";
  /** The depth of a heading, 1 to 6, or 7 for a line that ends with a colon; 0 for anything else. */
  readonly level: number;
  /** The nearest heading above (a heading's own text), folded by `foldInPlace`; empty before the first. */
  readonly heading: string;
  readonly topic: Topic;
  /** Where its paragraph begins, from 1, in the body as it is read; lines of one paragraph share it. */
  readonly line: number;
  /** Without markup, entities decoded, white space folded. */
  readonly text: string;
  /** In the order of the text. */
  readonly addresses: readonly Address[];
  /** Of a cell: the name that it gives a value to (« Quotité »), empty for none; null where it is itself such a name. */
  readonly under?: string | null;
}

/**
 * A body, read: the one reading that facts, summary, search and the card share. Markdown as CommonMark has it, but for
 * what authors of offers mean otherwise: a source line begins a line of its own unless it goes on with the one above
 * (`goesOn`); a line that is all bold and no sentence, ends with a colon or begins with `#` is a heading; « • » begins an item of a list. Listings,
 * comments, template code, `<script>` and `<style>` are left out. Time is bounded by the limit of `sourceOf`; nothing throws.
 */
export function outlineOf(body: string): Block[] {
  if (body.length <= LONGEST_HEADING && PLAIN_LINE.test(body)) return [plainLine(body)];
  const source = sourceOf(body);
  const walk = new Walk(wrapWidth(source));
  for (const token of tokensOf(source)) walk.take(token);
  return walk.blocks;
}

/**
 * One line of words, as titles and lists in front matter mostly are: nothing in it that Markdown, HTML or a template
 * could be made of, so that it need not be read as such.
 */
const PLAIN_LINE = /^(?!(?:im|ex)port )[a-zà-öø-ÿ](?:[a-zà-öø-ÿ\d.,'’()/+·-]| (?=[a-zà-öø-ÿ\d(/+·-]))*$/i;

function plainLine(text: string): Block {
  return {
    kind: "paragraph",
    level: 0,
    heading: "",
    topic: "other",
    line: 1,
    text,
    addresses: addressesIn(text, []),
  };
}

class Walk {
  readonly blocks: Block[] = [];
  readonly #writer: LineWriter;
  #heading = "";
  #topic: Topic = "other";
  #quotes = 0;
  /** The token that says what the next text is: a heading's, an item's, a paragraph's. */
  #opened: Token | null = null;
  #beginsItem = false;
  #table: Table | null = null;
  #row = 0;

  constructor(width: number | null) {
    this.#writer = new LineWriter(width);
  }

  take(token: Token): void {
    switch (token.type) {
      case "inline":
        this.#text(token);
        return;
      case "blockquote_open":
        this.#quotes += 1;
        return;
      case "blockquote_close":
        this.#quotes -= 1;
        return;
      case "list_item_open":
        this.#beginsItem = true;
        return;
      case "list_item_close":
        this.#beginsItem = false;
        return;
      case "table_open":
        this.#table = new Table();
        return;
      case "table_close":
        this.#table = null;
        return;
      case "tr_open":
        this.#table?.beginRow();
        this.#row = lineOf(token);
        return;
      default:
        if (token.nesting === 1) this.#opened = token;
    }
  }

  #text(token: Token): void {
    const lines = this.#writer.write(token.children ?? []);
    const line = lineOf(token);
    if (this.#table !== null) this.#cell(lines, this.#table, this.#opened?.tag === "th");
    else if (this.#opened?.type === "heading_open") this.#headings(lines, line, this.#opened);
    else this.#paragraph(lines, line);
    this.#beginsItem = false;
  }

  /** The last line above `---` is the heading; a long one is a paragraph, and the dashes a rule below it. */
  #headings(lines: readonly Line[], line: number, { tag, markup }: Token): void {
    const last = lines.at(-1);
    if (last === undefined) return;
    this.#paragraph(lines.slice(0, -1), line);
    if (!markup.startsWith("#") && last.text.length > LONGEST_HEADING) this.#paragraph([last], line);
    else this.#putHeading(last, Number(tag.slice(1)), line);
  }

  #paragraph(lines: readonly Line[], line: number): void {
    for (const [index, one] of lines.entries()) {
      const begins = this.#beginsItem && index === 0;
      const marked = begins ? null : withoutBullet(one);
      const isItem = begins || marked !== null || one.element === "li";
      const heading = isItem || this.#quotes > 0 ? null : headingIn(one);
      if (heading !== null) this.#putHeading({ ...one, text: heading.text }, heading.level, line);
      else this.#put(isItem ? "item" : this.#quotes > 0 ? "quote" : "paragraph", marked ?? one, line);
    }
  }

  /** A cell stands under the name of its column and that of its row, which may tell its topic. */
  #cell(lines: readonly Line[], table: Table, isHead: boolean): void {
    const text = lines.map((line) => line.text).join(" ");
    const names = table.enter(text, isHead);
    if (isHead && names.column === "") return;
    const label = foldInPlace(`${names.column} ${names.row}`.trim());
    const topic = topicOf(label);
    // « Rythme » tells what stands below it, « Valeur » does not: there the row's name does, as in a table of two columns.
    const column = topicOf(foldInPlace(names.column)) === "other" ? "" : names.column;
    for (const { text, addresses } of lines)
      this.blocks.push({
        kind: "cell",
        level: 0,
        heading: label === "" ? this.#heading : label,
        topic: topic === "other" ? this.#topic : topic,
        line: this.#row,
        text,
        addresses,
        under: names.isFirst && column === "" ? null : column || names.row || names.column,
      });
  }

  #putHeading(line: Line, level: number, at: number): void {
    this.#heading = foldInPlace(line.text);
    const topic = topicOf(this.#heading);
    // « Vous devrez notamment : » tells no topic, and what follows is still about that of the section.
    if (topic !== "other" || level < LABEL_LEVEL) this.#topic = topic;
    this.#put("heading", line, at, level);
  }

  #put(kind: Block["kind"], { text, addresses }: Line, line: number, level = 0): void {
    this.blocks.push({ kind, level, heading: this.#heading, topic: this.#topic, line, text, addresses });
  }
}

function lineOf({ map }: Token): number {
  return (map?.[0] ?? 0) + 1;
}
