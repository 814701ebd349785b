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

    it("begin together, each once", async () => {
      const place = await write((tx) => activePlace(tx, "a"));
      const filters = ["devops", "design"].map((filter) => subscription(place, filter));
      await write((tx) => tx.subscriptions.beginAll(filters));
      expect(await read((tx) => tx.subscriptions.all())).toMatchObject(filters);
      await expect(write((tx) => tx.subscriptions.beginAll(filters))).rejects.toThrow(/UNIQUE/i);
    });
  });
}
