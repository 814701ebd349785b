import { describe, expect, it } from "vitest";
import { knownOffer } from "../../support/knownOffer.ts";
import type { Bed } from "./engine.ts";

export function indexSnapshot({ read, write }: Bed): void {
  describe("the snapshot of the search index", () => {
    it("keeps the last one, under its version, with the offers saved since", async () => {
      const found = (version: string) => read((tx) => tx.indexSnapshot.get(version));
      const [one, other] = [knownOffer("1"), knownOffer("2")];
      expect(await found("a")).toBeNull();
      await write(async (tx) => {
        await tx.offers.save([one, other]);
        await tx.indexSnapshot.save("a", Uint8Array.of(0, 255, 7));
      });
      expect(await found("b")).toBeNull();
      const first = await found("a");
      expect([...(first?.content ?? [])]).toEqual([0, 255, 7]);
      expect(first?.changed).toEqual(new Set());
      await write((tx) => tx.offers.save([other]));
      await write((tx) => tx.offers.save([other]));
      expect((await found("a"))?.changed).toEqual(new Set([other.key]));
      await write((tx) => tx.indexSnapshot.save("b", Uint8Array.of(1)));
      expect(await found("a")).toBeNull();
      expect((await found("b"))?.changed).toEqual(new Set());
    });
  });
}
