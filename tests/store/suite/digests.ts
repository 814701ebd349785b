import { describe, expect, it } from "vitest";
import type { StoredChange, Transaction } from "../../../src/ports/index.ts";
import type { PlaceId } from "../../../src/rooms/identifiers.ts";
import { offerKey } from "../../support/identifiers.ts";
import { knownOffer } from "../../support/knownOffer.ts";
import { activePlace, queue } from "../../support/outbox.ts";
import { subscription, toldRow } from "../fixtures.ts";
import type { Bed } from "./engine.ts";

const DAILY = "daily 9:00";

function changed(offer: string, change: StoredChange["change"] = "published"): Omit<StoredChange, "number"> {
  return { offer: offerKey(offer), opening: 1, change, at: 5 };
}

function begin(tx: Transaction, place: PlaceId, filter: string, schedule = DAILY) {
  return tx.subscriptions.begin({ ...subscription(place, filter), schedule });
}

export function digests({ read, write }: Bed): void {
  describe("changes", () => {
    it("are numbered, and gone once every subscription with a schedule was told; no number comes again", async () => {
      const [one, other] = await write(async (tx) => {
        await tx.offers.save([knownOffer("a"), knownOffer("b")]);
        const place = await activePlace(tx, "salon");
        const begun = [
          await begin(tx, place, ""),
          await begin(tx, place, "b"),
          await begin(tx, place, "", "immediate"),
        ];
        await tx.changes.add([changed("a"), changed("b"), changed("b", "closed")]);
        return begun;
      });
      if (!one || !other) throw new Error("no subscription");
      expect(await read((tx) => tx.changes.after(1))).toMatchObject([
        { number: 2, change: "published" },
        { number: 3, change: "closed" },
      ]);
      await write((tx) => tx.digests.cover([one.id], 10, 3));
      expect(await write((tx) => tx.changes.prune(9))).toBe(0);
      await write((tx) => tx.digests.cover([other.id], 10, 2));
      expect(await write((tx) => tx.changes.prune(1))).toBe(1);
      await write((tx) => tx.digests.cover([other.id], 20, 3));
      expect(await write((tx) => tx.changes.prune(9))).toBe(2);
      await write((tx) => tx.changes.add([changed("a")]));
      expect(await read((tx) => tx.changes.after(0))).toMatchObject([{ number: 4 }]);
    });
  });

  describe("digests", () => {
    it("are due by schedule and last window, where messages flow and none is on its way", async () => {
      const [first, second] = await write(async (tx) => {
        const places = [await activePlace(tx, "a"), await activePlace(tx, "b"), await activePlace(tx, "c")];
        const begun = [];
        for (const place of places) begun.push(await begin(tx, place, "devops"));
        await begin(tx, places[0] as PlaceId, "devops", "immediate");
        await begin(tx, places[0] as PlaceId, "devops", "daily 10:00");
        await tx.places.setState(places[2] as PlaceId, "suspended", "kicked");
        return begun;
      });
      if (!first || !second) throw new Error("no subscription");
      const due = async (limit = 9) =>
        (await read((tx) => tx.digests.due(DAILY, 100, 0, limit))).map(({ id }) => id);
      expect(await due()).toEqual([first.id, second.id]);
      expect(await due(1)).toEqual([first.id]);
      await write((tx) => queue(tx, second.place, `digest:${second.id}:50`, "digest"));
      expect(await due()).toEqual([first.id]);
      await write((tx) => tx.digests.cover([first.id], 100, 0));
      expect(await due()).toEqual([]);
      expect(await read((tx) => tx.digests.schedules())).toEqual([
        { schedule: "daily 10:00", oldest: 1, newest: 1 },
        { schedule: DAILY, oldest: 1, newest: 100 },
      ]);
    });

    it("of a clock that was set back count as of now; what was covered stays", async () => {
      const { id } = await write(async (tx) => begin(tx, await activePlace(tx, "a"), ""));
      await write((tx) => tx.digests.cover([id], 5000, 7));
      await write((tx) => tx.digests.cover([id], 6000, 3));
      await write((tx) => tx.digests.rewind(40));
      expect(await read((tx) => tx.digests.schedules())).toMatchObject([{ oldest: 40 }]);
      expect(await read((tx) => tx.digests.due(DAILY, 100, 0, 1))).toMatchObject([{ covered: 7 }]);
    });

    it("begin with what is there already", async () => {
      await write(async (tx) => {
        await tx.offers.save([knownOffer("a")]);
        await tx.changes.add([changed("a"), changed("a", "edited")]);
        await begin(tx, await activePlace(tx, "a"), "");
      });
      expect(await read((tx) => tx.digests.due(DAILY, 100, 0, 1))).toMatchObject([{ covered: 2 }]);
    });

    it("read what rooms know of some offers, and nothing else", async () => {
      const [here, there] = await write(async (tx) => {
        await tx.offers.save([knownOffer("a"), knownOffer("b")]);
        const places = [await activePlace(tx, "a"), await activePlace(tx, "b")];
        for (const place of places) {
          for (const offer of ["a", "b"]) {
            const message = await queue(tx, place, `${place} ${offer}`, "digest");
            const decided = { place, offer: offerKey(offer), opening: 1, kind: "closed", cause: "" } as const;
            await tx.decisions.add([{ ...decided, message, position: 0, closedAt: 9 }]);
            await tx.told.set([{ ...toldRow(place, offer), state: "told" }]);
          }
        }
        return places;
      });
      if (!here || !there) throw new Error("no place");
      const offers = [offerKey("b")];
      expect(await read((tx) => tx.told.among(offers, [here]))).toEqual([
        { ...toldRow(here, "b"), state: "told" },
      ]);
      expect(await read((tx) => tx.decisions.among(offers, [there]))).toMatchObject([
        { place: there, offer: offerKey("b"), closedAt: 9 },
      ]);
    });
  });
}
