import { describe, expect, it } from "vitest";
import type { Offer } from "../../../src/offers/offer.ts";
import { offerId, offerKey } from "../../support/identifiers.ts";
import { knownOffer } from "../../support/knownOffer.ts";
import type { Bed } from "./engine.ts";

export function offers({ read, write }: Bed): void {
  describe("offers", () => {
    it("gives back what was saved, and replaces it", async () => {
      const first = knownOffer("a");
      const later = knownOffer("a", { status: "missing", missingSince: 9, opening: 2 });
      await write((tx) => tx.offers.save([first, knownOffer("b")]));
      expect(await read((tx) => tx.offers.get(first.key))).toEqual(first);
      await write((tx) => tx.offers.save([later]));
      expect(await read((tx) => tx.offers.all())).toEqual([later, knownOffer("b")]);
      expect(await read((tx) => tx.offers.get(offerKey("c")))).toBeNull();
    });

    it("gives back what an earlier version saved with the fields that have come since", async () => {
      const whole = knownOffer("a");
      const { profile: _, facts, ...rest } = whole.offer;
      const { statuses: __, categories: ___, ...fewer } = facts;
      await write((tx) => tx.offers.save([{ ...whole, offer: { ...rest, facts: fewer } as Offer }]));
      expect(await read((tx) => tx.offers.get(whole.key))).toEqual(whole);
      expect(await read((tx) => tx.offers.all())).toEqual([whole]);
    });

    it("leads an id to the offer that had it last", async () => {
      await write(async (tx) => {
        await tx.offers.save([knownOffer("a"), knownOffer("b")]);
        await tx.offers.alias([
          { id: offerId("x"), key: offerKey("a") },
          { id: offerId("y"), key: offerKey("a") },
        ]);
        await tx.offers.alias([{ id: offerId("x"), key: offerKey("b") }]);
      });
      expect(await read((tx) => tx.offers.aliases())).toEqual(
        new Map([
          [offerId("x"), offerKey("b")],
          [offerId("y"), offerKey("a")],
        ]),
      );
    });

    it("replaces the newcomers as a whole", async () => {
      const newcomer = (id: string) => ({ id: offerId(id), fingerprint: id, since: 1 });
      await write((tx) => tx.offers.replaceNewcomers([newcomer("a"), newcomer("b")]));
      await write((tx) => tx.offers.replaceNewcomers([newcomer("c")]));
      expect(await read((tx) => tx.offers.newcomers())).toEqual([newcomer("c")]);
    });

    it("takes more offers in one go than a statement has parameters", async () => {
      const many = Array.from({ length: 5000 }, (_, index) =>
        knownOffer(`n${String(index).padStart(5, "0")}`),
      );
      await write(async (tx) => {
        await tx.offers.save(many);
        await tx.offers.alias(many.map(({ id, key }) => ({ id, key })));
      });
      expect(
        await read(async (tx) => [(await tx.offers.all()).length, (await tx.offers.aliases()).size]),
      ).toEqual([5000, 5000]);
    });
  });
}
