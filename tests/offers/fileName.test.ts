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
    "licences-et-contrats.md",
    "license-manager.md",
    "a_b.md",
    "_jobs/dev.md",
    "drafts/dev.md",
    "dev (1).md",
    "dev - Copie.md",
    "dev_LOCAL.md",
    "conflicted copy.md",
  ])("takes %s as an offer", (path) => {
    expect(nameKind(path)).toBe("offer");
  });

  it.each(["2024-01-02-dev", "dev.txt", "NOTES", "dev.md.txt", "4912", "2024"])(
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
    "README.md",
    "a/Readme.fr.md",
    "readme",
    "CONTRIBUTING.md",
    "LICENSE",
    "LICENSE-MIT.md",
    "_index.md",
    "_template.md",
    "_drafts/dev.md",
    "site/_templates/2024-01-02-dev.md",
    "_site/jobs/dev.md",
  ])("never reads %s", (path) => {
    expect(nameKind(path)).toBe("ignored");
  });

  it.each([
    "dev.sync-conflict-20261128-101010-ABCDEFG.md",
    "a/dev (conflicted copy 2026-11-28 101010).md",
    "dev (Camille's conflicted copy 2026-11-28).md",
    "dev (Copie en conflit de Camille 2026-11-28).md",
    "dev (SFConflict camille@exemple.fr 2026-11-28-10-10-10).md",
    "dev_conflict-20261128-101010.md",
    "dev_BASE_4711.md",
    "dev_LOCAL_4711.md",
    "dev_REMOTE_4711.md",
    "dev_BACKUP_4711.md",
  ])("takes %s for a stray copy", (path) => {
    expect(nameKind(path)).toBe("stray");
  });
});

describe("offerIdOf", () => {
  it("is the path without its extension, in NFC", () => {
    expect(offerIdOf("equipe/2024-01-02-de\u0301v.md")).toBe("equipe/2024-01-02-d\u00e9v");
    expect(offerIdOf("dev.MARKDOWN")).toBe("dev");
    expect(offerIdOf("dev.md.md")).toBe("dev.md");
    expect(offerIdOf("dev.txt")).toBe("dev.txt");
  });

  it("is the folder of a page bundle, in any language", () => {
    expect(offerIdOf("a/phare/index.md")).toBe("a/phare");
    expect(offerIdOf("phare/index.fr.md")).toBe("phare");
    expect(offerIdOf("phare/index.pt-br.markdown")).toBe("phare");
    expect(offerIdOf("index.md")).toBe("index");
    expect(offerIdOf("phare/index")).toBe("phare/index");
    expect(offerIdOf("phare/index.phare.md")).toBe("phare/index.phare");
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

describe("compareFiles within a page bundle", () => {
  it("puts French first, then what names no language; a file beside the folder comes before", () => {
    const files = ["x/index.en.md", "x/index.md", "x/index.fr.md", "x.md", "x/index.markdown"];
    expect(files.toSorted(compareFiles)).toEqual([
      "x.md",
      "x/index.fr.md",
      "x/index.md",
      "x/index.en.md",
      "x/index.markdown",
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
    ["2024-02-01-dev/index.fr.md", "2024-02-01", "dev"],
    ["2024-02-01-equipe/dev.md", "2024-02-01", "dev"],
    ["2024-02-01/2024-03-01-dev.md", "2024-03-01", "dev"],
  ])("%s", (file, date, slug) => {
    expect(namePartsOf(offerIdOf(file))).toEqual({ date, slug });
  });
});
