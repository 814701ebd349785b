import { withoutEntities } from "./markdown.ts";

export interface HtmlTag {
  /** In lower case. */
  readonly name: string;
  readonly closes: boolean;
  /** `<iframe src=… />`: nothing stands within it. */
  readonly isEmpty: boolean;
  /** The address that an `<a>` leads to, as written; empty for none. */
  readonly href: string;
}

const HREF = /\shref\s{0,9}=\s{0,9}(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s"'>]{1,2000}))/i;

/** Reads one tag; null for anything else that Markdown takes for HTML (`<!DOCTYPE>`, `<?php ?>`). */
export function readTag(written: string): HtmlTag | null {
  const [, slash, name] = /^<(\/?)([a-z][a-z0-9-]{0,20})/i.exec(written) ?? [];
  if (name === undefined) return null;
  const [, double, single, bare] = HREF.exec(written) ?? [];
  return {
    name: name.toLowerCase(),
    closes: slash === "/",
    isEmpty: written.endsWith("/>"),
    href: withoutEntities(double ?? single ?? bare ?? ""),
  };
}

const BREAKING: ReadonlySet<string> = new Set(
  (
    "br hr p div center pre blockquote section article header footer main aside nav details summary figure figcaption " +
    "form fieldset ul ol li dl dt dd table caption thead tbody tfoot tr td th h1 h2 h3 h4 h5 h6"
  ).split(" "),
);

/** Whether a line ends where this tag stands. */
export function breaksLine({ name }: HtmlTag): boolean {
  return BREAKING.has(name);
}

const HIDING: ReadonlySet<string> = new Set(
  "script style pre template noscript iframe object canvas audio video svg".split(" "),
);

/** Whether what stands up to this tag's end is for machines, a listing, or shown by old browsers alone. */
export function hidesContent({ name, closes, isEmpty }: HtmlTag): boolean {
  return HIDING.has(name) && !closes && !isEmpty;
}
