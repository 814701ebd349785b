import { describe, expect, it } from "vitest";
import { event, room, user } from "../../support/identifiers.ts";
import { activePlace, queue } from "../../support/outbox.ts";
import type { Bed } from "./engine.ts";

const NOTHING = {
  configured: null,
  hours: null,
  pausedFrom: null,
  pausedUntil: null,
  person: null,
  at: null,
};

export function quiet({ read, write }: Bed): void {
  describe("quiet", () => {
    it("keeps what the configuration says apart from what people ask for, and takes that back", async () => {
      const [a, b] = [await write((tx) => activePlace(tx, "a")), await write((tx) => activePlace(tx, "b"))];
      await write((tx) => tx.quiet.setConfigured(new Map([[a, "20:00-8:00"]])));
      const wish = { hours: "", pausedFrom: 5, pausedUntil: 9, person: user("lea"), at: 5 };
      await write((tx) => tx.quiet.set(a, wish, event("one")));
      expect(await read((tx) => tx.quiet.get(a))).toEqual({ place: a, configured: "20:00-8:00", ...wish });
      await write((tx) => tx.quiet.setConfigured(new Map([[b, "21:00-7:00"]])));
      expect(await read((tx) => tx.quiet.all())).toEqual([
        { place: a, configured: null, ...wish },
        { ...NOTHING, place: b, configured: "21:00-7:00" },
      ]);
      expect(await write((tx) => tx.quiet.takeBack(a, event("other")))).toBe(false);
      await write((tx) => tx.quiet.set(a, { ...wish, hours: "1:00-2:00" }, event("two")));
      expect(await write((tx) => tx.quiet.takeBack(a, event("one")))).toBe(false);
      expect(await write((tx) => tx.quiet.takeBack(a, event("two")))).toBe(true);
      expect(await read((tx) => tx.quiet.get(a))).toEqual({ place: a, configured: null, ...wish });
      expect(await write((tx) => tx.quiet.takeBack(a, event("two")))).toBe(false);
      expect(await read((tx) => tx.quiet.get(99 as typeof a))).toBeNull();
    });

    it("of two places that prove to be one is what was asked for last", async () => {
      const [a, b] = [await write((tx) => activePlace(tx, "a")), await write((tx) => activePlace(tx, "b"))];
      const wish = { hours: null, pausedFrom: 5, pausedUntil: 9, person: user("lea"), at: 5 };
      await write(async (tx) => {
        await tx.quiet.setConfigured(new Map([[a, "20:00-8:00"]]));
        await tx.quiet.set(b, wish, event("one"));
        await tx.places.settle(a, room("b"));
      });
      expect(await read((tx) => tx.quiet.all())).toEqual([{ ...wish, place: a, configured: "20:00-8:00" }]);
    });

    it("puts off what would disturb, and brings it forth again", async () => {
      const place = await write((tx) => activePlace(tx, "a"));
      const [one, edit] = await write(async (tx) => {
        const first = await queue(tx, place, "one");
        const reply = await queue(tx, place, "answer", "reply");
        await tx.outbox.putOff(first, 900);
        await tx.outbox.putOff(reply, 900);
        return [first, reply];
      });
      if (!one || !edit) throw new Error("no row");
      expect(await read((tx) => tx.outbox.heads(100, 9))).toEqual([]);
      expect(await read((tx) => tx.outbox.nextDue(100))).toBe(900);
      expect(await read((tx) => tx.outbox.lines(100))).toEqual([]);
      await write((tx) => tx.outbox.comeForth(place, 100));
      expect((await read((tx) => tx.outbox.heads(100, 9))).map(({ row }) => row.id)).toEqual([one]);
    });
  });
}
