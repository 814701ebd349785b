import process from "node:process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outlineOf } from "../../../src/offers/body/outline.ts";

describe("hostile bodies", () => {
  it.each([
    "![",
    "[",
    "- a\n",
    "> ",
    ">".repeat(10_000),
    "* * ",
    "a\n-\n",
    "|a|\n|-|\n",
    "<a href=x>",
    "<b>",
    "`a``",
    "a@a.fr ",
    "{%",
    "<!--",
    "<script>",
    "&",
    "<a href=b>a\n",
    "{{",
    "{a.",
    "<Aa a={{",
    "<Aa a a ",
    '[a b="c" ',
    "export default x\n",
    ":a",
    "==a",
    "\u0f71\u0f72\u0f74",
    "e\u0323\u0301",
  ])("of 1 MiB of %j take under a second", (piece) => {
    const before = process.cpuUsage();
    outlineOf(piece.repeat(Math.ceil((1024 * 1024) / piece.length)));
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(1);
  });

  it.each([
    ["images within images", `${"![".repeat(99)}${"*a* ".repeat(16_000)}${"](b)".repeat(99)}`],
    [
      "links within links",
      `${"<a href=http://b.fr>".repeat(1_500)}${"a ".repeat(15_000)}${"</a>".repeat(1_500)}`,
    ],
  ])("of %s take under half a second", (_, body) => {
    const before = process.cpuUsage();
    outlineOf(body);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(0.5);
  });

  it("throw nothing, and leave no markup that marks", () => {
    const pieces = fc.constantFrom(
      "<",
      ">",
      "[",
      "](",
      ")",
      "**",
      "_",
      "`",
      "\n",
      "- ",
      "> ",
      "| ",
      "---",
      "#",
      "<script>",
      "</script>",
      "<a href='",
      "&eacute;",
      "&#0;",
      "\u0000",
      "🙂",
      "é",
      "<td>",
      "{{",
      "}}",
      "data:a/b,",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: "binary" }))), (parts) => {
        for (const { text } of outlineOf(parts.join(""))) {
          expect(text).not.toMatch(/[\n\r]|^\s|\s$|\s\s/);
          expect(text.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});
