import { describe, expect, it } from "vitest";
import { offerKey } from "../../support/identifiers.ts";
import { knownOffer } from "../../support/knownOffer.ts";
import { activePlace, queue } from "../../support/outbox.ts";
import { decide, subscription } from "../fixtures.ts";
import type { Bed } from "./engine.ts";

export function decisions({ write }: Bed): void {
  describe("decisions", () => {
    it("are made once for a place, offer, opening, kind and cause", async () => {
      await write(async (tx) => {
        await tx.offers.save([knownOffer("a")]);
        const place = await activePlace(tx, "a");
        const message = await decide(tx, place, "a");
        const again = {
          place,
          offer: offerKey("a"),
          opening: 1,
          kind: "published",
          cause: "",
          message,
          position: 1,
        } as const;
        expect(await tx.decisions.add([again])).toBe(0);
        expect(await tx.decisions.add([{ ...again, kind: "copy", cause: "$cmd" }])).toBe(1);
        expect(await tx.decisions.add([{ ...again, opening: 2 }])).toBe(1);
        await tx.decisions.remove([{ ...again, opening: 2 }]);
        expect(await tx.decisions.ofMessage(message)).toMatchObject([
          { kind: "published" },
          { kind: "copy" },
        ]);
      });
    });

    it("name the subscription that they are for, as long as there is one", async () => {
      await write(async (tx) => {
        await tx.offers.save([knownOffer("a")]);
        const place = await activePlace(tx, "a");
        const { id } = await tx.subscriptions.begin({ ...subscription(place, ""), schedule: "daily 9:00" });
        const key = `digest:${id}:2026-01-02`;
        const message = await queue(tx, place, key, "digest", { notBefore: 900 });
        const decided = { place, offer: offerKey("a"), opening: 1, kind: "published", cause: "" } as const;
        await tx.decisions.add([{ ...decided, message, position: 0, subscription: id }]);
        expect(await tx.decisions.ofMessage(message)).toMatchObject([{ subscription: id }]);
        // A window has one digest: a second row under its key is none.
        const twin = { key, place, class: "digest", notify: true, createdAt: 10 } as const;
        expect(await tx.outbox.add(twin)).toBeNull();
        await tx.subscriptions.end(id);
        expect(await tx.decisions.ofMessage(message)).toMatchObject([{ subscription: null }]);
      });
    });

    it("that are gone leave messages without anything to say", async () => {
      await write(async (tx) => {
        await tx.offers.save(["a", "b"].map((key) => knownOffer(key)));
        const place = await activePlace(tx, "a");
        const [one, two] = [await decide(tx, place, "a"), await decide(tx, place, "b")];
        expect(await tx.decisions.emptyOf([one, two])).toEqual([]);
        await tx.decisions.remove(await tx.decisions.ofMessage(one));
        expect(await tx.decisions.emptyOf([one, two])).toEqual([one]);
      });
    });

    it("go to the end of another message in their order", async () => {
      await write(async (tx) => {
        await tx.offers.save(["a", "b", "c"].map((key) => knownOffer(key)));
        const place = await activePlace(tx, "a");
        const [a, b, c] = [
          await decide(tx, place, "a"),
          await decide(tx, place, "b"),
          await decide(tx, place, "c"),
        ];
        await tx.decisions.move(c, b);
        await tx.decisions.move(b, a);
        expect((await tx.decisions.ofMessage(a)).map(({ offer }) => offer)).toEqual(
          ["a", "b", "c"].map(offerKey),
        );
        expect(await tx.decisions.ofMessage(b)).toEqual([]);
      });
    });
  });
}
