import { describe, expect, it } from "vitest";
import { offerId, offerKey } from "../../support/identifiers.ts";
import { knownOffer } from "../../support/knownOffer.ts";
import type { Bed } from "./engine.ts";

export function parses({ read, write }: Bed): void {
  describe("parses", () => {
    it("keeps one a file, until the file is gone", async () => {
      const reading = (file: string) => ({
        id: offerId(file),
        file: `${file}.md`,
        offer: knownOffer(file).offer,
        problems: [{ severity: "warning" as const, line: 3, message: "à revoir" }],
        repaired: ["bom" as const],
        stated: [],
        keys: [],
        body: null,
      });
      const parse = (file: string, content: string) => ({
        file,
        content,
        seen: content === "1" ? null : "version",
        offer: content === "1" ? null : offerKey("a"),
        reading: reading(file),
      });
      await write((tx) => tx.parses.save([parse("a", "1"), parse("b", "1")]));
      await write((tx) => tx.parses.save([parse("a", "2")]));
      await write((tx) => tx.parses.remove(["b", "unknown"]));
      expect(await read((tx) => tx.parses.all())).toEqual([parse("a", "2")]);
      await write((tx) => tx.parses.remove([]));
      expect(await read((tx) => tx.parses.all())).toHaveLength(1);
    });
  });
}
