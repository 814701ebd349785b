import { describe, expect, it } from "vitest";
import type { Transaction } from "../../../src/ports/index.ts";
import type { PlaceId } from "../../../src/rooms/identifiers.ts";
import { alias, offerKey, room } from "../../support/identifiers.ts";
import { knownOffer } from "../../support/knownOffer.ts";
import { activePlace, queue, send } from "../../support/outbox.ts";
import { decide, subscription, toldRow } from "../fixtures.ts";
import type { Bed } from "./engine.ts";

export function mergedPlaces({ write }: Bed): void {
  describe("an alias and a room that prove to be one place", () => {
    /** The alias came first, so its place is the older; the room's place is active. */
    async function twoPlaces(tx: Transaction): Promise<[PlaceId, PlaceId]> {
      const older = await tx.places.mention({ alias: alias("salon") }, 1);
      return [older.id, await activePlace(tx, "salon")];
    }

    it("become the older place, under both names, as the room stands", async () => {
      await write(async (tx) => {
        const [older, younger] = await twoPlaces(tx);
        await tx.places.setConfigured([younger]);
        const merged = await tx.places.settle(older, room("salon"));
        const expected = {
          id: older,
          alias: alias("salon"),
          room: room("salon"),
          person: null,
          state: "active",
          reason: null,
          configured: true,
        };
        expect(merged).toEqual(expected);
        expect(await tx.places.all()).toEqual([expected]);
        expect(await tx.places.ofRoom(room("salon"))).toEqual(expected);
        expect(await tx.places.ofAlias(alias("salon"))).toEqual(expected);
      });
    });

    it("become the older place also when the younger one is settled", async () => {
      await write(async (tx) => {
        const older = await activePlace(tx, "salon");
        const younger = await tx.places.mention({ alias: alias("salon") }, 2);
        expect(await tx.places.settle(younger.id, room("salon"))).toMatchObject({
          id: older,
          alias: alias("salon"),
        });
      });
    });

    it("are not led back to the room before its upgrade by an old alias", async () => {
      await write(async (tx) => {
        const place = await activePlace(tx, "v1");
        await tx.places.settle(place, room("v2"));
        const { id } = await tx.places.mention({ alias: alias("salon") }, 2);
        expect(await tx.places.settle(id, room("v1"))).toMatchObject({ id: place, room: room("v2") });
      });
    });

    it("keep each subscription once, and notify where either did", async () => {
      await write(async (tx) => {
        const [older, younger] = await twoPlaces(tx);
        await tx.subscriptions.begin({ ...subscription(older, "devops"), notify: false, since: 1 });
        await tx.subscriptions.begin({ ...subscription(younger, "devops"), notify: true, since: 2 });
        await tx.subscriptions.begin({ ...subscription(younger, "design"), notify: false, since: 3 });
        await tx.places.settle(older, room("salon"));
        expect(await tx.subscriptions.all()).toMatchObject([
          { place: older, number: 1, filter: "devops", notify: true, since: 1 },
          { place: older, number: 2, filter: "design", notify: false, since: 3 },
        ]);
        expect(await tx.subscriptions.nextNumber(older)).toBe(3);
      });
    });

    it("gather the digests of a subscription of both under the one that is kept", async () => {
      await write(async (tx) => {
        await tx.offers.save([knownOffer("a")]);
        const [older, younger] = await twoPlaces(tx);
        const kept = await tx.subscriptions.begin(subscription(older, "devops"));
        const same = await tx.subscriptions.begin(subscription(younger, "devops"));
        const message = await queue(tx, younger, "digest", "digest");
        const decided = {
          offer: offerKey("a"),
          opening: 1,
          kind: "published",
          cause: "",
          position: 0,
        } as const;
        await tx.decisions.add([{ ...decided, place: younger, message, subscription: same.id }]);
        await tx.places.settle(older, room("salon"));
        expect(await tx.decisions.ofMessage(message)).toMatchObject([
          { place: older, subscription: kept.id },
        ]);
      });
    });

    it("have heard what either has heard, and do not hear it again", async () => {
      await write(async (tx) => {
        await tx.offers.save(["a", "b", "c"].map((key) => knownOffer(key)));
        const [older, younger] = await twoPlaces(tx);
        await tx.told.set([
          { ...toldRow(older, "a"), state: "queued" },
          { ...toldRow(younger, "a"), state: "told", silent: true },
          { ...toldRow(older, "b"), state: "failed" },
          { ...toldRow(younger, "b"), state: "queued" },
          { ...toldRow(younger, "c"), state: "failed" },
        ]);
        const waiting = await decide(tx, older, "a");
        await tx.places.settle(older, room("salon"));
        expect(await tx.told.ofOffer(offerKey("a"), 1)).toEqual(new Map([[older, "told"]]));
        expect(await tx.told.ofOffer(offerKey("b"), 1)).toEqual(new Map([[older, "queued"]]));
        expect(await tx.told.ofOffer(offerKey("c"), 1)).toEqual(new Map([[older, "failed"]]));
        expect(await tx.decisions.ofMessage(waiting)).toEqual([]);
      });
    });

    it("keep the decision whose message reaches further", async () => {
      await write(async (tx) => {
        await tx.offers.save(["a", "b"].map((key) => knownOffer(key)));
        const [older, younger] = await twoPlaces(tx);
        const [a1, a2] = [await decide(tx, older, "a"), await decide(tx, younger, "a")];
        const [b1, b2] = [await decide(tx, older, "b"), await decide(tx, younger, "b")];
        await send(tx, b2);
        await tx.places.settle(older, room("salon"));
        expect(await tx.decisions.ofMessage(a1)).toMatchObject([{ place: older, kind: "published" }]);
        expect(await tx.decisions.ofMessage(a2)).toEqual([]);
        expect(await tx.decisions.ofMessage(b1)).toEqual([]);
        expect(await tx.decisions.ofMessage(b2)).toMatchObject([{ place: older, kind: "published" }]);
        expect((await tx.outbox.get(b2))?.place).toBe(older);
      });
    });

    it("keep both decisions where the room shows both messages: an edit has to find them", async () => {
      await write(async (tx) => {
        await tx.offers.save([knownOffer("a")]);
        const [older, younger] = await twoPlaces(tx);
        const [one, two] = [await decide(tx, older, "a"), await decide(tx, younger, "a")];
        await send(tx, one);
        await send(tx, two);
        await tx.places.settle(older, room("salon"));
        expect(await tx.decisions.ofOffer(offerKey("a"), 1)).toMatchObject([
          { message: one, place: older, kind: "published" },
          { message: two, place: older, kind: "copy" },
        ]);
      });
    });
  });
}
