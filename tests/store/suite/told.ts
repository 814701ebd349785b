import { describe, expect, it } from "vitest";
import { offerKey } from "../../support/identifiers.ts";
import { knownOffer } from "../../support/knownOffer.ts";
import { activePlace } from "../../support/outbox.ts";
import { toldRow } from "../fixtures.ts";
import type { Bed } from "./engine.ts";

export function told({ write }: Bed): void {
  describe("what is told", () => {
    it("begins for many offers in many places at their present opening, where nothing is known", async () => {
      await write(async (tx) => {
        await tx.offers.save([knownOffer("a"), knownOffer("b", { opening: 3 }), knownOffer("c")]);
        const places = [await activePlace(tx, "a"), await activePlace(tx, "b")] as const;
        await tx.told.set([{ ...toldRow(places[0], "a"), state: "queued" }]);
        expect(await tx.told.begin([offerKey("a"), offerKey("b")], places)).toBe(3);
        expect(await tx.told.ofOffer(offerKey("a"), 1)).toEqual(
          new Map([
            [places[0], "queued"],
            [places[1], "told"],
          ]),
        );
        expect((await tx.told.ofOffer(offerKey("b"), 3)).size).toBe(2);
        expect((await tx.told.ofOffer(offerKey("c"), 1)).size).toBe(0);
        expect(await tx.told.begin([offerKey("a"), offerKey("b")], places)).toBe(0);
        expect(await tx.told.begin([], places)).toBe(0);
      });
    });

    it("is untold again where it was counted as told without a message, and nowhere else", async () => {
      await write(async (tx) => {
        await tx.offers.save([knownOffer("a", { opening: 2 }), knownOffer("b"), knownOffer("c")]);
        const [here, there] = [await activePlace(tx, "a"), await activePlace(tx, "b")];
        await tx.told.set([
          { ...toldRow(here, "b"), state: "told" },
          { ...toldRow(here, "a"), state: "told" },
        ]);
        await tx.told.begin([offerKey("a"), offerKey("b"), offerKey("c")], [here, there]);
        await tx.told.forgetSilent([offerKey("a"), offerKey("b")], here);
        const left = async (offer: string, opening: number) => [
          ...(await tx.told.ofOffer(offerKey(offer), opening)).keys(),
        ];
        expect(await left("a", 2)).toEqual([there]);
        expect(await left("a", 1)).toEqual([here]);
        expect(await left("b", 1)).toEqual([here, there]);
        expect(await left("c", 1)).toEqual([here, there]);
      });
    });

    it("begins for more offers and places than a statement has parameters", async () => {
      await write(async (tx) => {
        const offers = Array.from({ length: 2100 }, (_, at) => knownOffer(`many${at}`));
        await tx.offers.save(offers);
        const names = Array.from({ length: 3 }, (_, at) => ({ room: `!${at}:x` as never }));
        const places = await tx.places.mentionAll(names, 1);
        const keys = offers.map(({ key }) => key);
        expect(await tx.told.begin(keys, places)).toBe(6300);
      });
    });
  });
}
