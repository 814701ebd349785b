import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outlineOf } from "../../../src/offers/body/outline.ts";

/** Blocks on lines of their own, those of one paragraph on one. */
function plain(markdown: string): string {
  const lines = new Map<string, string>();
  for (const [at, { kind, line, text }] of outlineOf(markdown).entries()) {
    const key = kind === "paragraph" ? `${line}` : `block ${at}`;
    const before = lines.get(key);
    lines.set(key, before === undefined ? text : `${before} ${text}`);
  }
  return [...lines.values()].join("\n");
}

describe("the text of an outline", () => {
  it.each([
    ["## Le **poste** ", "Le poste"],
    ["- un\n* deux\n1. trois\n2) quatre\n• cinq", "un\ndeux\ntrois\nquatre\ncinq"],
    ["> > cité", "cité"],
    ["un [lien *fort*](https://exemple.fr/a_b) ici", "un lien fort ici"],
    ["voir [la page][1]\n\n[1]: https://exemple.fr", "voir la page"],
    ["![logo](logo.png) avant", "avant"],
    ["<https://exemple.fr/x> et <a@exemple.fr>", "https://exemple.fr/x et a@exemple.fr"],
    ["<p>un<br/>deux <b>trois</b>, <span class='x'>quatre</span></p>", "un deux trois, quatre"],
    ["avant<!-- caché\nencore --> après", "avant après"],
    ["Caf&eacute; &amp; th&#233; &#x1F600; &inconnu;", "Café & thé 😀 &inconnu;"],
    ["_oui_, __oui__, snake_case_name, a*b*c, 2 * 3", "oui, oui, snake_case_name, a*b*c, 2 * 3"],
    ["\\*pas gras\\* et \\_non\\_", "*pas gras* et _non_"],
    ["```js\ncode()\n```\nun", "un"],
    ["`code` et ~~barré~~", "code et barré"],
    ["a\n\n---\n\n***\nb\n====", "a\nb"],
    ["un·e développeur·se (H/F) – 3 < 4 > 2", "un·e développeur·se (H/F) – 3 < 4 > 2"],
    ["a\u00a0b\tc", "a b c"],
  ])("%j", (markdown, text) => {
    expect(plain(markdown)).toBe(text);
  });

  it("is never longer than the Markdown", () => {
    const pieces = fc.constantFrom(
      "<",
      ">",
      "b",
      "a ",
      "/",
      "[",
      "](",
      ")",
      "*",
      "_",
      "`",
      "\\",
      "&lt;",
      "&",
      "!",
      "\n",
      "é",
      "-->",
      "<!--",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        expect(plain(parts.join("")).length).toBeLessThanOrEqual(parts.join("").length);
      }),
    );
  });
});
