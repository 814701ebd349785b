import { describe, expect, it } from "vitest";
import { readOffer } from "../../src/offers/reading/parse.ts";
import { dayIn, standingOn } from "../../src/offers/standing.ts";
import { ourNames } from "../support/words.ts";

function reading(open: boolean, depublication: string) {
  return readOffer(
    "dev.md",
    Buffer.from(`---\nroles: dev\nopen: ${open}\ndepublication_date: ${depublication}\n---\n`),
    ourNames,
  );
}

describe("an offer with a depublication date", () => {
  it("stands open until the end of that day", () => {
    const { offer } = reading(true, "2024-03-31");
    if (offer === null) throw new Error("not read");
    expect(["2024-03-30", "2024-03-31", "2024-04-01"].map((day) => standingOn(offer, day))).toEqual([
      "open",
      "open",
      "closed",
    ]);
    const closed = reading(false, "2024-03-31").offer;
    expect(closed && standingOn(closed, "2024-03-01")).toBe("closed");
  });

  it("goes by the day in a timezone, through changes of clocks", () => {
    expect(dayIn("Europe/Paris", Date.parse("2024-03-30T22:59:59Z"))).toBe("2024-03-30");
    expect(dayIn("Europe/Paris", Date.parse("2024-03-30T23:00:00Z"))).toBe("2024-03-31");
    expect(dayIn("Europe/Paris", Date.parse("2024-03-31T21:59:59Z"))).toBe("2024-03-31");
    expect(dayIn("Europe/Paris", Date.parse("2024-03-31T22:00:00Z"))).toBe("2024-04-01");
  });
});
