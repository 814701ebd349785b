import { describe, expect, it } from "vitest";
import { namesFor } from "../../src/offers/facts/names.ts";
import { readListed } from "../../src/offers/reading/listing.ts";
import { ourNames } from "../support/words.ts";
import { readListing } from "./readListing.ts";

const OFFER = "---\nroles: dev\nopen: true\n---\nUne mission.\n";

function listed(...files: (string | [string, string])[]) {
  return readListing(
    files.map((entry) => {
      const [file, text] = typeof entry === "string" ? [entry, OFFER] : entry;
      return { file, bytes: Buffer.from(text) };
    }),
  );
}

describe("a listing", () => {
  it("leaves out what is no offer", () => {
    const readings = listed(
      "dev.md",
      ".hidden.md",
      "dev.md~",
      "4913",
      ["README.txt", "Bienvenue"],
      ["notes", "---\nauteur: moi\n---\n"],
      ["photo.jpg", "\xff\xd8\0\0"],
      ["vide", ""],
    );
    expect(readings.map(({ file }) => file)).toEqual(["dev.md"]);
  });

  it.each([
    ["---\nopen: true\n---\n"],
    ["\ufeff\n---\r\nroles: x\r\n---\r\n"],
    ["---\ntitle: [\n---\n"],
    [`---\nrole: x\n---\n!${"é".repeat(100_000)}`],
  ])("takes a file of another name by its content: %.20j", (text) => {
    expect(readListed("dev", Buffer.from(text), ourNames)?.problems).toContainEqual(
      expect.objectContaining({ severity: expect.stringMatching(/warning|error/) }),
    );
  });

  it("takes a file of another name by the names that the folder gives to our fields", () => {
    const bytes = Buffer.from("---\nemploi du moment: Dev\n---\nUne mission.\n");
    const names = namesFor(ourNames, { fields: { roles: ["emploi du moment"] }, open: null });
    expect(readListed("dev.html", bytes, ourNames)).toBeNull();
    expect(readListed("dev.html", bytes, names)?.offer?.title).toBe("Dev");
  });

  it("takes no file of another name over 1 MiB", () => {
    expect(readListed("dev", Buffer.from(OFFER + "a".repeat(1024 * 1024)), ourNames)).toBeNull();
  });

  it("is in the order of the ids", () => {
    expect(listed("b.md", "\u{1f600}.md", "a.md", "\uffee.md").map(({ id }) => id)).toEqual([
      "a",
      "b",
      "\uffee",
      "\u{1f600}",
    ]);
  });

  it("gives each id to one file, and refuses the others by name", () => {
    const readings = listed("dev.markdown", "dev", "autre.md", ["dev.md", "---\nopen: folse\n---\n"]);
    expect(readings.map(({ file, id }) => [file, id])).toEqual([
      ["autre.md", "autre"],
      ["dev.md", "dev"],
      ["dev.markdown", "dev"],
      ["dev", "dev"],
    ]);
    expect(readings.map(({ offer }) => offer !== null)).toEqual([true, false, false, false]);
    for (const loser of readings.slice(2)) {
      expect(loser.problems).toMatchObject([
        { severity: "error", line: 1, message: expect.stringContaining('same id as "dev.md"') },
      ]);
    }
  });

  it("reads a page bundle once, and warns of its translations", () => {
    const readings = listed("phare/index.en.md", "phare/index.fr.md");
    expect(readings.map(({ id, file, offer }) => [id, file, offer !== null])).toEqual([
      ["phare", "phare/index.fr.md", true],
      ["phare", "phare/index.en.md", false],
    ]);
    expect(readings[1]?.problems).toMatchObject([{ severity: "warning" }]);
  });

  it("warns of stray copies, and of nothing else that is no offer", () => {
    const readings = listed("dev.md", "dev_LOCAL_12.md", "README.md", "_index.md", [
      "photo_BASE_12.jpg",
      "\xff\xd8",
    ]);
    expect(readings.map(({ file, offer }) => [file, offer !== null])).toEqual([
      ["dev.md", true],
      ["dev_LOCAL_12.md", false],
    ]);
    expect(readings[1]?.problems).toMatchObject([
      { severity: "warning", message: expect.stringMatching(/sync or merge tool left/) },
    ]);
  });

  it("knows one id in both normal forms", () => {
    const readings = listed("e\u0301quipe.md", "\u00e9quipe.md");
    expect(readings.map(({ file, offer }) => [file, offer !== null])).toEqual([
      ["e\u0301quipe.md", true],
      ["\u00e9quipe.md", false],
    ]);
  });
});
