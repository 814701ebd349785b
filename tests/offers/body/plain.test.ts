import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { expect, test } from "vitest";
import { type Token, tokensOf } from "../../../src/offers/body/markdown.ts";
import { sourceOf } from "../../../src/offers/body/source.ts";

/** Each of them by itself, and beside a sign that makes the text one to be read in full. */
const MARK_OF_ITS_OWN = "\u{1f30a}";

test("a body of plain signs reads as it does beside a sign that is not plain", () => {
  const signs = fc.constantFrom(..."aé’ \u00a0\u0301\u200b\u00ad…œ€\t\n\u0007\u2028A\u030a\ufeff-");
  fc.assert(
    fc.property(fc.string({ unit: signs, maxLength: 12 }), (text) => {
      expect(`${sourceOf(`${text} x`)}${MARK_OF_ITS_OWN}`).toBe(sourceOf(`${text} x${MARK_OF_ITS_OWN}`));
    }),
  );
});

test("a line without any sign of markup is one piece of text, and any other is read as markdown-it reads it", () => {
  const markdown = new MarkdownIt({ html: true }).disable(["code", "html_block", "text_join"]);
  const said = (tokens: readonly Token[]) =>
    tokens.flatMap(({ type, children }) =>
      (children ?? [{ type, content: "", level: 0 }]).map(({ type, content, level }) => [
        type,
        content,
        level,
      ]),
    );
  // One sign at a time, so that each has to be known.
  const text = fc
    .constantFrom(..."!#$%&*+-:<=>@[\\]^_`{}~\n,;/?é")
    .chain((sign) => fc.string({ unit: fc.constantFrom(sign, sign, ..."a b(;)"), maxLength: 10 }));
  fc.assert(
    fc.property(text, (source) => {
      expect(said(tokensOf(source))).toEqual(said(markdown.parse(source, {})));
    }),
    { numRuns: 4000 },
  );
  expect(said(tokensOf("Le phare recrute, « vite ».")).at(1)).toEqual([
    "text",
    "Le phare recrute, « vite ».",
    0,
  ]);
});
