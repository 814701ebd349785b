import { describe, expect, it } from "vitest";
import { seenNow } from "../../../src/offers/following.ts";
import type { Follow } from "../../../src/ports/index.ts";
import { event, offerKey, user } from "../../support/identifiers.ts";
import { knownOffer } from "../../support/knownOffer.ts";
import type { Bed } from "./engine.ts";

export function follows({ write }: Bed): void {
  describe("the offers that people follow", () => {
    const seen = seenNow(knownOffer("a"), "2026-11-28");
    const one = (person: string, offer: string, cause: string, at = 5): Follow => {
      return { person: user(person), offer: offerKey(offer), cause: event(cause), at, seen, told: 0 };
    };

    it("are told of as they are known, until they end", async () => {
      await write(async (tx) => {
        await tx.offers.save([knownOffer("a"), knownOffer("b")]);
        const [leaA, leaB, noorA] = [
          one("lea", "a", "c1", 6),
          one("lea", "b", "c2"),
          one("noor", "a", "c3", 7),
        ];
        for (const follow of [leaA, leaB, noorA]) await tx.follows.begin(follow);
        expect(await tx.follows.ofPerson(user("lea"))).toEqual([leaB, leaA]);
        expect(await tx.follows.ofOffers([offerKey("a")])).toEqual([leaA, noorA]);
        expect(await tx.follows.ofOffers("all")).toHaveLength(3);
        const told = { ...leaA, seen: { ...seen, open: false }, told: 1 };
        await tx.follows.tell(told);
        expect(await tx.follows.ofOffers([offerKey("a")])).toEqual([told, noorA]);
        await tx.follows.end(user("lea"), offerKey("a"), event("c4"), 9);
        expect(await tx.follows.ofOffers("all")).toEqual([leaB, noorA]);
      });
    });

    it("go on where the message that ended them is taken back, and end with that which began them", async () => {
      await write(async (tx) => {
        await tx.offers.save([knownOffer("a")]);
        await tx.follows.begin(one("lea", "a", "c1"));
        await tx.follows.end(user("lea"), offerKey("a"), event("c2"), 9);
        await tx.follows.takeBack(event("c2"));
        expect(await tx.follows.ofPerson(user("lea"))).toHaveLength(1);
        await tx.follows.takeBack(event("c1"));
        expect(await tx.follows.ofPerson(user("lea"))).toEqual([]);
        await tx.follows.begin(one("lea", "a", "c3"));
        await tx.follows.end(user("lea"), offerKey("a"), event("c4"), 9);
        expect(await tx.follows.prune(9, 10)).toBe(0);
        expect(await tx.follows.prune(10, 10)).toBe(1);
        await tx.follows.takeBack(event("c4"));
        expect(await tx.follows.ofPerson(user("lea"))).toEqual([]);
      });
    });
  });
}
