import { describe, expect, it } from "vitest";
import { activePlace } from "../../support/outbox.ts";
import { subscription } from "../fixtures.ts";
import type { Bed } from "./engine.ts";

export function subscriptions({ read, write }: Bed): void {
  describe("subscriptions", () => {
    it("are unique by place, filter, schedule and origin; notify is not part of it", async () => {
      const place = await write((tx) => activePlace(tx, "a"));
      const one = await write((tx) => tx.subscriptions.begin(subscription(place, "devops")));
      const twin = { ...subscription(place, "devops"), notify: false };
      await expect(write((tx) => tx.subscriptions.begin(twin))).rejects.toThrow(/UNIQUE/i);
      const other = await write((tx) => tx.subscriptions.begin({ ...twin, origin: "command" }));
      await write((tx) => tx.subscriptions.setNotify([one.id], false));
      expect(await read((tx) => tx.subscriptions.ofPlace(place))).toEqual([{ ...one, notify: false }, other]);
      await write((tx) => tx.subscriptions.end(one.id));
      expect(await read((tx) => tx.subscriptions.all())).toEqual([other]);
    });

    it("have a number in their place that is never another's, and words that people read", async () => {
      const [place, other] = await write(async (tx) => [
        await activePlace(tx, "a"),
        await activePlace(tx, "b"),
      ]);
      if (place === undefined || other === undefined) throw new Error("no place");
      const numbers = () => read(async (tx) => (await tx.subscriptions.all()).map(({ number }) => number));
      await write((tx) =>
        tx.subscriptions.beginAll([
          subscription(place, "devops"),
          subscription(other, "devops"),
          { ...subscription(place, "graphist"), shown: "graphistes" },
        ]),
      );
      expect(await numbers()).toEqual([1, 1, 2]);
      expect(await read((tx) => tx.subscriptions.places())).toEqual(new Set([place, other]));
      const [, , last] = await read((tx) => tx.subscriptions.all());
      if (last === undefined) throw new Error("no subscription");
      expect(last).toMatchObject({ shown: "graphistes", cause: null });
      await write((tx) => tx.subscriptions.end(last.id));
      expect(await read((tx) => tx.subscriptions.nextNumber(place))).toBe(3);
      const next = await write((tx) => tx.subscriptions.begin(subscription(place, "design")));
      expect(next).toMatchObject({ number: 3, shown: "design" });
      const { id: _, ...before } = last;
      await write((tx) => tx.subscriptions.begin(before));
      expect(await numbers()).toEqual([1, 1, 3, 2]);
      expect(await read((tx) => tx.subscriptions.nextNumber(place))).toBe(4);
      await write((tx) => tx.subscriptions.setShown(next.id, "design et graphisme"));
      expect((await read((tx) => tx.subscriptions.ofPlace(place)))[1]?.shown).toBe("design et graphisme");
    });

    it("begin together, each once", async () => {
      const place = await write((tx) => activePlace(tx, "a"));
      const filters = ["devops", "design"].map((filter) => subscription(place, filter));
      await write((tx) => tx.subscriptions.beginAll(filters));
      expect(await read((tx) => tx.subscriptions.all())).toMatchObject(filters);
      await expect(write((tx) => tx.subscriptions.beginAll(filters))).rejects.toThrow(/UNIQUE/i);
    });
  });
}
