import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Offer, Reading } from "../../src/offers/offer.ts";
import { MAX_FILE_BYTES, readOffer } from "../../src/offers/reading/parse.ts";
import { ourNames } from "../support/words.ts";

const NAME = "2024-03-05-dev-web.md";

function read(text: string, file = NAME): Reading {
  return readOffer(file, Buffer.from(text), ourNames);
}

function withFields(...lines: string[]): Reading {
  return read(`---\n${lines.join("\n")}\n---\nUne mission.\n`);
}

function offer(reading: Reading): Offer {
  if (reading.offer === null) throw new Error(JSON.stringify(reading.problems));
  return reading.offer;
}

/** `severity:line` of each problem. */
function places(reading: Reading): string[] {
  return reading.problems.map(({ severity, line }) => `${severity}:${line}`);
}

function refusal(text: string, file = NAME): { line: number; message: string } {
  const { offer, problems } = read(text, file);
  expect(offer).toBeNull();
  const errors = problems.filter((problem) => problem.severity === "error");
  expect(errors).toHaveLength(1);
  const [first] = errors;
  if (first === undefined) throw new Error("no error");
  return first;
}

describe("a sound offer", () => {
  it("is read whole", () => {
    const reading = read(
      [
        "---",
        "roles:  Développeuse   ou développeur  web",
        "startup: lisible",
        "open: true # tant que le poste est libre",
        "date: 2024-03-04T23:10:00.000Z",
        "domaines:",
        "  - numérique",
        "  - social",
        "externalURL: 'https://exemple.gouv.fr/offre?id=1'",
        "depublication_date: 2024-04-30",
        "inconnu: {a: [1, 2]}",
        "---",
        "",
        "## Mission",
        "",
        "Rendre les **courriers** lisibles.",
        "",
      ].join("\n"),
    );
    expect(reading).toMatchObject({
      id: "2024-03-05-dev-web",
      file: NAME,
      problems: [],
      repaired: [],
      stated: [
        { field: "open", name: "open", line: 4, day: null, isTrue: true },
        {
          field: "depublication_date",
          name: "depublication_date",
          line: 10,
          day: "2024-04-30",
          isTrue: false,
        },
        { field: "date", name: "date", line: 5, day: "2024-03-04", isTrue: false },
      ],
    });
    expect(offer(reading)).toMatchObject({
      id: "2024-03-05-dev-web",
      file: NAME,
      open: true,
      depublication: "2024-04-30",
      title: "Développeuse ou développeur web",
      titleSource: "roles",
      startup: "lisible",
      domains: ["numérique", "social"],
      date: "2024-03-04",
      externalUrl: "https://exemple.gouv.fr/offre?id=1",
      summary: "Rendre les courriers lisibles.",
    });
    expect(reading.body).toBe("\n## Mission\n\nRendre les **courriers** lisibles.\n");
  });

  it("may say hardly anything", () => {
    const reading = read("---\nopen: false\n---");
    expect(reading).toMatchObject({ problems: [] });
    expect(offer(reading)).toMatchObject({
      open: false,
      depublication: null,
      title: "dev-web",
      titleSource: "slug",
      startup: null,
      domains: [],
      date: "2024-03-05",
      externalUrl: null,
      summary: null,
    });
    expect(reading.body).toBe("");
  });
});

describe("open", () => {
  it.each([
    ["true", true],
    ["false", false],
    ["True", true],
  ])("%s is a plain answer", (written, open) => {
    const reading = withFields(`open: ${written}`, "roles: x");
    expect(offer(reading).open).toBe(open);
    expect(reading.problems).toEqual([]);
  });

  it.each([
    ["oui", true],
    ["Yes", true],
    ['"true"', true],
    ["'no'", false],
    ["NON", false],
    ['"false"', false],
  ])("%s is understood, with a warning", (written, open) => {
    const reading = withFields("roles: x", `open: ${written}`);
    expect(offer(reading).open).toBe(open);
    expect(places(reading)).toEqual(["warning:3"]);
  });

  it("that is absent is closed", () => {
    const reading = withFields("roles: x");
    expect(offer(reading).open).toBe(false);
    expect(reading.problems).toEqual([]);
  });

  it("is read between fences that white space follows", () => {
    const reading = read("---  \nroles: x\nopen: true\n--- \t\nUne mission.\n");
    expect(offer(reading)).toMatchObject({ open: true, title: "x", summary: "Une mission." });
    expect(reading.problems).toEqual([]);
  });

  it.each(["folse", "on", "off", "closed", "right", "true#", "", "1", "[true]", "{a: 1}", "peut-être"])(
    "%s is an error on its line, which quotes it",
    (written) => {
      const { line, message } = refusal(`---\nroles: x\nopen: ${written}\n---\n`);
      expect(line).toBe(3);
      expect(message).toContain(`"${written}"`);
      expect(message).toContain('write "open: true" or "open: false"');
    },
  );

  it("that is wrong does not hide other problems", () => {
    expect(places(withFields("open: folse", "date: 2024-02-31"))).toEqual(["error:2", "warning:3"]);
  });
});

describe("the title", () => {
  it.each([
    [["roles: A", "title: B"], "A", "roles"],
    [["role: A", "title: B"], "A", "roles"],
    [["roles: ''", "role:", "title: B"], "B", "title"],
    [["title:", "open: true"], "Le poste rêvé", "heading"],
    [["roles: 2024"], "2024", "roles"],
    [["roles: [dev, designer]"], "dev, designer", "roles"],
    [["roles: |", "  une", "  ligne"], "une ligne", "roles"],
    [['roles: "a\\u0007b\\u202ec"'], "a b c", "roles"],
  ])("of %j is %s", (lines, title, titleSource) => {
    const reading = read(`---\n${lines.join("\n")}\n---\nBonjour\n\n## Le *poste* rêvé ##\n`);
    expect(offer(reading)).toMatchObject({ title, titleSource });
  });

  it("may be an underlined heading", () => {
    expect(offer(read("---\nopen: true\n---\nBonjour\n- un\n---\n\nLe poste\n========\n")).title).toBe(
      "Le poste",
    );
  });

  it("that is no text is passed over, with a warning", () => {
    const reading = withFields("roles: {a: b}", "title: B");
    expect(offer(reading).title).toBe("B");
    expect(places(reading)).toEqual(["warning:2"]);
  });

  it("is cut where no room could read it", () => {
    const reading = withFields(`roles: ${"mot ".repeat(200)}`);
    expect(offer(reading).title.length).toBeLessThanOrEqual(300);
    expect(places(reading)).toEqual(["warning:2"]);
  });
});

describe("dates", () => {
  it("count as written, whatever the hour", () => {
    expect(offer(withFields("date: 2024-12-31T23:59:59.999Z")).date).toBe("2024-12-31");
    expect(offer(withFields('date: "2024-12-31"')).date).toBe("2024-12-31");
    expect(offer(withFields("date: 2024-1-2")).date).toBe("2024-01-02");
  });

  it.each(["2024-02-30", "2024-13-01", "05/03/2024", "hier", "2024", "[2024-01-01, 2024-01-02]"])(
    "%s is none, and the file's name counts",
    (written) => {
      const reading = withFields(`date: ${written}`);
      expect(offer(reading).date).toBe("2024-03-05");
      expect(places(reading)).toEqual(["warning:2"]);
    },
  );

  it("that close an offer must be days too", () => {
    const reading = withFields("open: true", "depublication_date: bientôt");
    expect(offer(reading)).toMatchObject({ open: true, depublication: null });
    expect(places(reading)).toEqual(["warning:3"]);
  });
});

describe("other fields", () => {
  it.each(["null", '""', "~", "''", ""])("startup %s is none", (written) => {
    const reading = withFields(`startup: ${written}`);
    expect(offer(reading).startup).toBeNull();
    expect(reading.problems).toEqual([]);
  });

  it.each(["javascript:alert(1)", "exemple.fr", "ftp://exemple.fr", "https://a b", 'https://a"b', "http://"])(
    "externalUrl %s is no address",
    (written) => {
      const reading = withFields(`externalUrl: '${written}'`);
      expect(offer(reading).externalUrl).toBeNull();
      expect(places(reading)).toEqual(["warning:2"]);
    },
  );

  it("domaines may be a text", () => {
    expect(offer(withFields("domaines: santé, social, santé")).domains).toEqual(["santé", "social"]);
  });
});

describe("front matter that is damaged", () => {
  it.each([
    ["", 1, "the file is empty"],
    ["\n \n", 1, "the file is empty"],
    ["# Un poste\n\nVenez !", 1, "there is no front matter"],
    ["roles: x\nopen: true\n---\ntexte", 1, 'write "---" on a line of its own before it'],
    ["\nBonjour\n---\nroles: x\n---\n", 2, 'remove what precedes the "---" of line 3'],
    [" ---\nroles: x\n---\n", 1, "indented"],
    ["---\nroles: x\nopen: true\n", 1, "never closed"],
    ["----\nroles: x\n----\n", 1, "exactly three hyphens"],
    ["---\nroles: x\n-----\n", 3, 'neither closes the front matter nor belongs in it; write "---"'],
    ["---\n---\ntexte", 1, "the front matter is empty"],
    ["---\n# rien\n---\ntexte", 1, "the front matter is empty"],
    ["---\njuste un texte\n---\n", 2, "holds no fields"],
    ["---\n- a\n- b\n---\n", 2, "holds no fields"],
  ])("is refused: %j", (text, line, message) => {
    expect(refusal(text)).toMatchObject({ line, message: expect.stringContaining(message) });
  });

  it.each([
    "---js",
    "---javascript",
    "---json",
    "---toml",
    "---coffee",
    "--- constructor",
    "---__proto__",
    "+++",
    "{",
  ])("is never run: %s", (fence) => {
    const text = `${fence}\nglobalThis.wasRun = true\n---\n`;
    expect(refusal(text)).toMatchObject({
      line: 1,
      message: expect.stringContaining("never read, only YAML is"),
    });
    expect(Object.hasOwn(globalThis, "wasRun")).toBe(false);
  });

  it("is refused every time it is read", () => {
    const text = "---\nroles: [\n---\n";
    expect(read(text)).toEqual(read(text));
    expect(read(text).offer).toBeNull();
  });

  it("may not hold more than an author would write", () => {
    const levels = "abcdefgh".split("");
    const bomb = levels.map((name, index) => {
      const values = index === 0 ? Array(9).fill("x") : Array(9).fill(`*${levels[index - 1]}`);
      return `${name}: &${name} [${values.join(", ")}]`;
    });
    const remedy = { message: expect.stringContaining("write plain texts and short lists") };
    expect(refusal(`---\n${bomb.join("\n")}\nexcerpt_separator: *h\n---\n`)).toMatchObject(remedy);
    expect(refusal("---\nopen: true\nroles: &a [*a]\n---\n")).toMatchObject(remedy);
    expect(refusal(`---\nopen: ${"[".repeat(20_000)}\n---\n`).message).toMatch(
      /nested too deeply|opens a list that is not closed/,
    );
    expect(refusal(`---\n${"\n".repeat(2000)}open: true\n---\n`).message).toContain("does not end within");
  });

  it("cannot name what gray-matter would look for", () => {
    expect(withFields("open: true", "excerpt_separator: {toString: x}").problems).toEqual([]);
  });

  it("cannot reach the prototype of anything", () => {
    const reading = withFields(
      "__proto__: {open: true, roles: polluted}",
      "constructor: {prototype: {roles: x}}",
    );
    expect(offer(reading)).toMatchObject({ open: false, titleSource: "slug" });
    expect("roles" in {}).toBe(false);
  });

  it("is quoted short and harmless", () => {
    const { message } = refusal(`${"\u001b[31m\u202e".repeat(100)}`);
    expect(message).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(message.length).toBeLessThan(1000);
  });
});

describe("front matter that is repaired", () => {
  it("may follow blank lines", () => {
    const reading = read("\n \n---\nopen: folse\n---\n");
    expect(reading.repaired).toEqual(["blank-lines-before-front-matter"]);
    expect(places(reading)).toEqual(["warning:1", "error:4"]);
  });

  it("may hold spaces that nobody sees", () => {
    const reading = read(
      "\u200b---\u00a0\nopen:\u00a0true\u202f# oui\n\u200broles:\u00a0D\u00e9v\u00a0web\ufeff\n---\ntexte\u00a0!\n",
    );
    expect(offer(reading)).toMatchObject({ open: true, title: "Dév web" });
    expect(reading.body).toBe("texte\u00a0!\n");
    expect(reading.repaired).toEqual(["invisible-spaces"]);
    expect(places(reading)).toEqual(["warning:1"]);
  });

  it("keeps a space that would turn text into syntax, and one that joins an emoji", () => {
    const reading = withFields("roles: Offre:\u00a0dev 🧑\u200d💻", "open: true");
    expect(offer(reading).title).toBe("Offre: dev 🧑\u200d💻");
    expect(reading.repaired).toEqual(["invisible-spaces"]);
  });

  it("may have a field twice: the last one counts", () => {
    const reading = withFields(
      "open: true",
      "roles: a",
      "open: false",
      "roles: b",
      "liste:",
      "  open: true",
      "  open: false",
    );
    expect(offer(reading)).toMatchObject({ open: false, title: "b" });
    expect(reading.repaired).toEqual(["duplicate-keys"]);
    expect(reading.problems.map((problem) => problem.message)).toEqual([
      expect.stringContaining('"open" stands on line 2 and again here'),
      expect.stringContaining('"roles" stands on line 3 and again here'),
    ]);
    expect(places(reading)).toEqual(["warning:4", "warning:5"]);
  });

  it("counts lines as the file has them, whatever is repaired", () => {
    const reading = readOffer(
      NAME,
      Buffer.from("\ufeff\r\n\r---\r\nroles: D√©v√©\nopen: folse\r\n---\r\n"),
      ourNames,
    );
    expect(reading.repaired.toSorted()).toEqual([
      "blank-lines-before-front-matter",
      "bom",
      "crlf",
      "mac-roman",
    ]);
    expect(reading.problems.map(({ line, severity }) => [severity, line])).toContainEqual(["error", 5]);
  });

  it("still names the repairs when the offer is refused", () => {
    const reading = read("\ufeff---\nopen: true\n");
    expect(reading).toMatchObject({ offer: null, repaired: ["bom"] });
    expect(places(reading)).toEqual(["warning:1", "error:1"]);
  });
});

describe("a file", () => {
  it("over 1 MiB is refused, one of 1 MiB is read", () => {
    const head = "---\nopen: true\n---\n";
    const text = head + "a".repeat(MAX_FILE_BYTES - head.length);
    expect(read(text).body?.length).toBe(MAX_FILE_BYTES - head.length);
    expect(refusal(`${text}a`).message).toContain("over 1 MiB");
  });

  it("of another name is read with a warning", () => {
    const reading = read("---\nopen: true\n---\n", "2024-03-05-dev-web");
    expect(offer(reading)).toMatchObject({ id: "2024-03-05-dev-web", date: "2024-03-05" });
    expect(reading.problems).toMatchObject([
      {
        severity: "warning",
        line: 1,
        message: expect.stringContaining('rename it to "2024-03-05-dev-web.md"'),
      },
    ]);
  });

  it("of any bytes at all is read or refused with a reason", () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc
        .constantFrom(
          "---",
          "\n",
          "\r\n",
          "open",
          ": ",
          "true",
          "roles",
          "date: 2024-99-99\n",
          "\ufeff",
          "√©",
          "Ã©",
          "&a ",
          "*a",
          "[",
          "{",
          "- ",
          "\u00a0",
          "# Mission\n",
          "<!--",
          "](",
          'title: "',
        )
        .map((text) => new Uint8Array(Buffer.from(text))),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.boolean(), (pieces, opened) => {
        const bytes = Buffer.concat(
          opened ? [Buffer.from("---\n"), ...pieces, Buffer.from("\n---\n")] : pieces,
        );
        const reading = readOffer(NAME, bytes, ourNames);
        const lines = bytes.toString("latin1").split(/\r\n?|\n/).length;
        expect(reading.problems.every(({ line }) => line >= 1 && line <= lines)).toBe(true);
        expect(reading.offer === null).toBe(reading.problems.some(({ severity }) => severity === "error"));
      }),
      { numRuns: 1000 },
    );
  });
});
