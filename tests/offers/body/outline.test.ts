import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outlineOf } from "../../../src/offers/body/outline.ts";
import { saidByBody } from "../../../src/offers/reading/parse.ts";

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

const told = (markdown: string) => outlineOf(markdown).map(({ kind, text }) => `${kind}: ${text}`);
const addressesOf = (markdown: string) => outlineOf(markdown).flatMap(({ addresses }) => addresses);

describe("faults of the readings before", () => {
  it.each([
    `![logo](data:image/png;base64,${"A".repeat(2000)}) Texte`,
    `<img src="data:image/png;base64,${"A".repeat(2000)}"> Texte`,
    `![logo](data:image/png;base64,${"A".repeat(2000)} B) Texte`,
    `data:image/png;base64,${"A".repeat(2000)} Texte`,
  ])("an image within the text is no text, nor in summary and card: %#", (line) => {
    const { summary, mission, sections } = saidByBody(`## Mission\n\n${line}\n`);
    for (const text of [
      summary,
      mission.map((one) => one.text).join(),
      sections.map((one) => one.text).join(),
    ])
      expect(text).not.toMatch(/AAAA|data:/);
    expect(summary).toMatch(/Texte$/);
  });

  it.each([
    ["[Phare](https://fr.wikipedia.org/wiki/Le_phare_(mer))", "https://fr.wikipedia.org/wiki/Le_phare_(mer)"],
    ["<https://fr.wikipedia.org/wiki/Le_phare_(mer)>", "https://fr.wikipedia.org/wiki/Le_phare_(mer)"],
    ["Voir https://exemple.fr/_a_/Le_phare_(mer).", "https://exemple.fr/_a_/Le_phare_(mer)"],
    ["[Phare][1]\n\n[1]: https://exemple.fr/Le_phare_(mer)", "https://exemple.fr/Le_phare_(mer)"],
    [
      '<a href="https://exemple.fr/Le_phare_(mer)?a=1&amp;b=2">Phare</a>',
      "https://exemple.fr/Le_phare_(mer)?a=1&b=2",
    ],
  ])("a link keeps its underscores and parentheses: %s", (markdown, address) => {
    expect(addressesOf(markdown).map(({ value }) => value)).toEqual([address]);
  });

  it("entities are decoded in headings, text, HTML and addresses alike", () => {
    const markdown =
      "## D&eacute;velopper &amp; d&#233;ployer\n\n<p>Th&eacute; &amp; caf&#xE9;</p>\n\n&lt;b&gt; &amp;eacute; &inconnu;";
    expect(told(markdown)).toEqual([
      "heading: Développer & déployer",
      "paragraph: Thé & café",
      "paragraph: <b> &eacute; &inconnu;",
    ]);
  });

  it("<details> is not glued to its neighbours, and the Markdown in it is read", () => {
    const markdown =
      "Avant<details><summary>Vos missions</summary>\n\n- un\n- **deux**\n\n</details>Après\n\n<ul><li>a</li><li>b</li></ul>";
    expect(told(markdown)).toEqual([
      "paragraph: Avant",
      "heading: Vos missions",
      "item: un",
      "item: deux",
      "paragraph: Après",
      "item: a",
      "item: b",
    ]);
  });
});

describe("one notion of heading", () => {
  const written = [
    "## Vos missions",
    "##Vos missions",
    "##\u00a0Vos missions",
    "Vos missions\n============",
    "Vos missions\n---",
    "**Vos missions**",
    "**Vos missions** :",
    "** Vos missions **",
    "Vos missions :",
    "Vos missions\u00a0:",
    "<h2>Vos missions</h2>",
    "<p><b>Vos missions</b></p>",
  ];

  it.each(written)("%j is one, for card, summary and search", (heading) => {
    const body = `Bonjour à toutes et à tous.\n\n${heading}\n\nÉcrire le service.\n\n## Profil\n\nCurieux.\n`;
    const { mission, summary, sections } = saidByBody(body);
    expect(mission).toEqual([{ text: "Écrire le service.", bullet: false }]);
    expect(summary).toBe("Écrire le service.");
    expect(sections.map(({ topic }) => topic)).toEqual(["other", "mission", "profile"]);
  });

  it("of the product's aim takes no room from the missions below", () => {
    const body = "# Objectif du service\n\nRelier les gens.\n\n## Les missions spécifiques :\n\n- Écrire.\n";
    expect(saidByBody(body).mission).toEqual([{ text: "Écrire.", bullet: true }]);
  });

  it("takes no paragraph for one because a rule stands below it", () => {
    expect(told(`${"Un paragraphe qui dit beaucoup. ".repeat(6)}\n---\n`)[0]).toMatch(/^paragraph/);
    expect(told("Un\nDeux\n---")).toEqual(["paragraph: Un", "heading: Deux"]);
  });
});

describe("out of what people read", () => {
  it.each([
    ["```js\ncode()\n```\nAprès", "Après"],
    ["~~~\ncode, jamais fermé", ""],
    ["<script>\nalert(1 < 2)\n\nencore\n</script>\nAprès", "Après"],
    ["Avant <style>p { color: red }</style> après", "Avant après"],
    ["<pre>listing\n\nencore</pre>Après", "Après"],
    ["Avant <!-- a\n\n## b\n\n--> après", "Avant après"],
    [
      '{% include x.html %}Avant {{ page.title }}{{< figure src="x" >}}après{:target="_blank"}',
      "Avant après",
    ],
    ["[](https://exemple.fr) [![logo](a.png)](https://exemple.fr) Après", "Après"],
    ["=====\n\n:::\n\nAprès", "Après"],
    ["Mis\u00ad\u200bsion \u202eici", "Mission ici"],
    ["Mis&shy;&#8203;sion &#x202E;ici&#xE000;", "Mission ici"],
    ["Avant\u061c\u001b[31m \ufff9après\u3164", "Avant [31m après"],
    ["Avant {% comment %}a\n\n## b{% endcomment %}après {{{ x }}}{#ancre}", "Avant après"],
    ["Avant <iframe src=a>vieux navigateur</iframe><template>b</template> après", "Avant après"],
    ["Avant <iframe src=a /> après", "Avant après"],
    ["Avant ![](data:text/html,<b>x</b>) après", "Avant après"],
    ["![logo][l]\n\n[l]: data:image/png;base64,AAAA\n\nAprès", "Après"],
  ])("%j", (markdown, text) => {
    expect(plain(markdown)).toBe(text);
    expect(addressesOf(markdown)).toEqual([]);
  });

  it("are images within the text, whatever their length", () => {
    expect(plain(`![](data:image/png;base64,${"A".repeat(100_000)})\n\nAprès`)).toBe("Après");
  });

  it("is not a comment that is never closed: a slip hides nothing", () => {
    expect(plain("Avant <!-- ouvert\n\nfin")).toBe("Avant <!-- ouvert\nfin");
  });

  it("are no addresses but of the web and of mail", () => {
    expect(
      addressesOf("[a](javascript:alert(1)) [b](data:text/html,x) [c](/d) <a href='vbscript:x'>e</a>"),
    ).toEqual([]);
  });
});

describe("addresses", () => {
  it("of a mailto: link are written as the mail program writes them", () => {
    const markdown =
      "[a](mailto:anne%2Bcv%40exemple.fr?subject=x%40y.fr) [b](mailto:?to=b@b.fr&bcc=c%40c.fr) [c](mailto:d@d.fr?cc=%E9)";
    expect(addressesOf(markdown).map(({ value }) => value)).toEqual([
      "anne+cv@exemple.fr",
      "b@b.fr",
      "c@c.fr",
      "d@d.fr",
    ]);
  });

  it("of a link end where another link begins", () => {
    expect(addressesOf("<a href=https://a.fr>un <a href=https://b.fr>deux</a> trois</a>")).toMatchObject([
      { value: "https://a.fr", label: "un" },
      { value: "https://b.fr", label: "deux" },
    ]);
  });

  it("of a mailto: link are all of them, and say whether people see them", () => {
    const markdown =
      "[Écrire](mailto:a@b.fr?cc=c@d.fr&subject=x) ou [e@f.fr](mailto:g@h.fr) ou rh (at) exemple.fr";
    expect(addressesOf(markdown).map(({ value, hidden }) => (hidden ? `(${value})` : value))).toEqual([
      "a@b.fr",
      "c@d.fr",
      "e@f.fr",
      "(g@h.fr)",
      "rh@exemple.fr",
    ]);
  });

  it("stand where they say", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "a@b.fr",
            "https://c.fr/d",
            " ",
            "é ",
            "**",
            "- ",
            "\n",
            "[x](https://y.fr)",
            "<br>",
          ),
        ),
        (parts) => {
          for (const { text, addresses } of outlineOf(parts.join("")))
            for (const { start, end, value } of addresses)
              if (start < end) expect(text.slice(start, end)).toBe(value);
              else expect(start).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});

describe("tables", () => {
  it("are cells below the names of column and row", () => {
    const cells = outlineOf(
      "| Lieu | Durée |\n|---|---|\n| Brest | 6 mois |\n\n| | |\n|---|---|\n| Salaire | 40 k€ |",
    );
    expect(cells.map(({ kind, heading, text }) => `${kind} <${heading}> ${text}`)).toEqual([
      "cell <lieu> Brest",
      "cell <duree brest> 6 mois",
      "cell <> Salaire",
      "cell <salaire> 40 k€",
    ]);
  });

  it("may be a form whose first answer stands in the head", () => {
    const cells = outlineOf("| Lieu | Brest, quai Nord |\n|---|---|\n| Durée | 6 mois |");
    expect(cells.map(({ heading, text }) => `<${heading}> ${text}`)).toEqual([
      "<lieu> Brest, quai Nord",
      "<lieu> Durée",
      "<duree> 6 mois",
    ]);
  });
});

describe("a line of words alone", () => {
  it("is what Markdown makes of it", () => {
    const piece = fc.constantFrom(
      ..."aZéÇ7 .,'’()/+·-#:*".split(""),
      "Développeur·se ",
      "export const x ",
      "import 'x'",
      "www.exemple.fr/offre",
      "phare (at) exemple.fr",
      "x".repeat(40),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const line = pieces.join("");
        // With a line end it is read as a body.
        expect(outlineOf(line)).toEqual(outlineOf(`${line}\n`));
      }),
      { numRuns: 3000 },
    );
  });
});
