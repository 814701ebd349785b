import fc from "fast-check";
import { expect, test } from "vitest";
import { styled } from "../../src/terminal/styled.ts";
import { wrap } from "../../src/terminal/wrap.ts";

/** Struck characters as `~x`, bold ones as `*x`. */
function marked(body: string, html: string | null): string {
  return styled(body, html)
    .map(({ character, strong, struck }) => `${struck ? "~" : ""}${strong ? "*" : ""}${character}`)
    .join("");
}

function rows(text: string, width: number, hanging = 0): string[] {
  return wrap(styled(text, null), width, hanging).map((row) =>
    row.map(({ character }) => character).join(""),
  );
}

test("the plain text is shown, with what its HTML says of bold and struck characters", () => {
  expect(marked("ab\nc & d", "<del>a<strong>b</strong></del><br>c &amp; d")).toBe("~a~*b\nc & d");
  expect(marked("• un\n• deux", "<ul><li>un</li><li><b>deux</b></li></ul>")).toBe("• un\n• *d*e*u*x");
});

test("text that its HTML does not say stands unstyled, and HTML steers nothing", () => {
  expect(marked("bonjour", "<b>autre chose</b>")).toBe("bonjour");
  expect(marked("un\u001b[2Jdeux\u202e", null)).toBe("un\ufffd[2Jdeux\ufffd");
  expect(marked("a<b", "a&lt;b")).toBe("a<b");
});

test("lines break between words, and the lines that follow keep the indent", () => {
  expect(rows("  une annonce assez longue", 12)).toEqual(["  une", "  annonce", "  assez", "  longue"]);
  expect(rows("un\n\ndeux", 10)).toEqual(["un", "", "deux"]);
  expect(rows("anticonstitutionnellement", 10)).toEqual(["anticonsti", "tutionnell", "ement"]);
  expect(rows("📢📢📢", 4)).toEqual(["📢📢", "📢"]);
});

test("lines that follow hang below the second column of a row, also where the width has no end", () => {
  expect(rows("mot  son sens est long", 12, 5)).toEqual(["mot  son", "     sens", "     est", "     long"]);
  expect(rows("  mot  son sens", Number.MAX_SAFE_INTEGER, 5)).toEqual(["  mot  son sens"]);
});

test("whatever the text and the width, no line is wider and no letter is lost", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "é", " ", "\n", "-"), maxLength: 200 });
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 30 }), (given, width) => {
      const broken = rows(given, width);
      for (const row of broken) expect(row.trimEnd().length).toBeLessThanOrEqual(width);
      expect(broken.join("").replace(/\s/g, "")).toBe(given.replace(/\s/g, ""));
    }),
  );
});
