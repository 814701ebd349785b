import { describe, expect, it } from "vitest";
import { compareFiles, nameKind, namePartsOf, offerIdOf } from "../../src/offers/reading/fileName.ts";

describe("nameKind", () => {
  it.each([
    "2024-01-02-dev.md",
    "Dev.MD",
    "dev.markdown",
    "ministère/2024 dev.md",
    "4913.md",
    "# un titre.md",
  ])("takes %s as an offer", (path) => {
    expect(nameKind(path)).toBe("offer");
  });

  it.each(["2024-01-02-dev", "dev.txt", "README", "dev.md.txt", "4912", "2024"])(
    "takes %s as an offer only if its content says so",
    (path) => {
      expect(nameKind(path)).toBe("candidate");
    },
  );

  it.each([
    ".dev.md",
    ".git/config",
    "a/.b/dev.md",
    "dev.md~",
    "dev.md.bak",
    "dev.md.orig",
    "dev.md.swp",
    ".dev.md.swp",
    "dev.md.SWO",
    "dev.md.tmp",
    "#dev.md#",
    "4913",
    "5036",
    "dev.md___jb_tmp___",
    "dev.md.part",
    "sedAbC123",
    "a//dev.md",
    "",
  ])("never reads %s", (path) => {
    expect(nameKind(path)).toBe("ignored");
  });
});

describe("offerIdOf", () => {
  it("is the path without its extension, in NFC", () => {
    expect(offerIdOf("equipe/2024-01-02-de\u0301v.md")).toBe("equipe/2024-01-02-d\u00e9v");
    expect(offerIdOf("dev.MARKDOWN")).toBe("dev");
    expect(offerIdOf("dev.md.md")).toBe("dev.md");
    expect(offerIdOf("dev.txt")).toBe("dev.txt");
  });
});

describe("compareFiles", () => {
  it("puts .md before .markdown before others, then goes by code point", () => {
    const files = ["dev", "dev.markdown", "\u{1f600}.md", "\uffee.md", "dev.md"];
    expect(files.toSorted(compareFiles)).toEqual([
      "dev.md",
      "\uffee.md",
      "\u{1f600}.md",
      "dev.markdown",
      "dev",
    ]);
  });
});

describe("namePartsOf", () => {
  it.each([
    ["2024-02-29-dev-web.md", "2024-02-29", "dev-web"],
    ["sous/dossier/2024-02-01_dev.md", "2024-02-01", "dev"],
    ["2023-02-29-impossible.md", null, "2023-02-29-impossible"],
    ["dev.md", null, "dev"],
    ["2024-02-01.md", "2024-02-01", "2024-02-01"],
    ["2024-02-011-dev.md", null, "2024-02-011-dev"],
  ])("%s", (file, date, slug) => {
    expect(namePartsOf(offerIdOf(file))).toEqual({ date, slug });
  });
});
