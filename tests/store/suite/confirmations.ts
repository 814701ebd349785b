import { describe, expect, it } from "vitest";
import { event, offerKey, user } from "../../support/identifiers.ts";
import { knownOffer } from "../../support/knownOffer.ts";
import type { Bed } from "./engine.ts";

export function confirmations({ write }: Bed): void {
  describe("what administrators say of an opening", () => {
    it("is what they said last, until an edit takes it back", async () => {
      await write(async (tx) => {
        await tx.offers.save([knownOffer("a")]);
        const first = {
          offer: offerKey("a"),
          opening: 1,
          says: "open",
          person: user("lea"),
          cause: event("c"),
          at: 5,
        } as const;
        const second = { ...first, says: "filled", cause: event("d"), at: 6 } as const;
        await tx.confirmations.set(first);
        await tx.confirmations.set(second);
        expect(await tx.confirmations.all()).toEqual([second]);
        await tx.confirmations.takeBack(event("c"));
        expect(await tx.confirmations.all()).toEqual([second]);
        await tx.confirmations.takeBack(event("d"));
        expect(await tx.confirmations.all()).toEqual([]);
      });
    });
  });
}
