import { describe, expect, it } from "vitest";
import { namesFor } from "../../src/offers/facts/names.ts";
import { contradictions } from "../../src/offers/reading/contradictions.ts";
import { readOffer } from "../../src/offers/reading/parse.ts";
import { ourNames } from "../support/words.ts";

function said(fields: string, today: string, file = "2026-05-04-potier.md"): string[] {
  const reading = readOffer(file, Buffer.from(`---\nroles: Potier\n${fields}\n---\nTourner.\n`), ourNames);
  return contradictions(reading, today).map(
    ({ severity, line, message }) => `${severity} ${line} ${message.split(",", 1)[0]}`,
  );
}

describe("an offer that says it is open", () => {
  it("is told of its last day on that day and after it", () => {
    const fields = "open: true\ndepublication_date: 2026-05-31";
    expect(said(fields, "2026-05-30")).toEqual([]);
    expect(said(fields, "2026-05-31")).toEqual(["warning 4 depublication_date 2026-05-31 is today"]);
    expect(said(fields, "2026-06-01")).toEqual(["warning 4 depublication_date 2026-05-31 is past"]);
  });

  it.each([
    [
      "open: true\nposte_pourvu: true",
      'warning 4 poste_pourvu says that the post is filled although it says "open: true"; write "open: false" if it is',
    ],
    [
      "open: true\nposte_ferme: 2026-05-01",
      'warning 4 poste_ferme 2026-05-01 is past although it says "open: true"; write "open: false" if the post is closed',
    ],
    [
      "open: true\ndate: 2027-01-02",
      'warning 4 date 2027-01-02 is still to come although this offer is open; write "publication_date: 2027-01-02" if it is to open on that day',
    ],
    ["open: true\ndraft: true", 'warning 4 by "draft" the site does not show this offer'],
    ["published: non\nopen: true", 'warning 3 by "published" the site does not show this offer'],
  ])("is told what contradicts it: %j", (fields, expected) => {
    expect(said(fields, "2026-05-10")).toEqual([expected]);
  });

  it.each([
    "open: true\nposte_pourvu: false",
    "open: true\nposte_ferme: 2026-05-10",
    "open: true\ndate: 2026-05-10",
    "open: true\npublication_date: 2026-06-01",
    "open: true\ndraft: false\npublished: true",
    "open: false\nposte_pourvu: true\nposte_ferme: 2026-05-01\ndate: 2027-01-02\ndraft: true",
    "open: false\ndepublication_date: 2026-05-01",
  ])("is not told what contradicts nothing: %j", (fields) => {
    expect(said(fields, "2026-05-10")).toEqual([]);
  });

  it("is told of no last day where it is open by the folder's rule", () => {
    const always = namesFor(ourNames, { fields: {}, open: "always" });
    const text = "---\nroles: Potier\ndepublication_date: 2026-05-31\ndraft: true\n---\nTourner.\n";
    const reading = readOffer("2026-05-04-potier.md", Buffer.from(text), always);
    for (const today of ["2026-05-30", "2026-05-31", "2026-06-01"])
      expect(contradictions(reading, today)).toEqual([]);
  });

  it("is told of a file name that is dated ahead", () => {
    expect(said("open: true", "2026-05-10", "2026-12-01-potier.md")).toHaveLength(1);
  });
});
