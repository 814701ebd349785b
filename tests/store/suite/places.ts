import { describe, expect, it } from "vitest";
import type { PlaceId } from "../../../src/rooms/identifiers.ts";
import { alias, room } from "../../support/identifiers.ts";
import type { Bed } from "./engine.ts";

export function places({ read, write }: Bed): void {
  describe("places", () => {
    it("makes a place once, at its first mention", async () => {
      const [one, same, other] = await write(async (tx) => [
        await tx.places.mention({ alias: alias("a") }, 1),
        await tx.places.mention({ alias: alias("a") }, 2),
        await tx.places.mention({ room: room("b") }, 3),
      ]);
      expect(same).toEqual(one);
      expect(one).toMatchObject({ alias: alias("a"), room: null, state: "waiting", configured: false });
      expect(other).toMatchObject({ alias: null, room: room("b") });
      expect(await read((tx) => tx.places.ofAlias(alias("a")))).toEqual(one);
    });

    it("are made for many names in one go, one for each room or alias, in their order", async () => {
      await write(async (tx) => {
        const known = await tx.places.mention({ room: room("b") }, 1);
        const names = [
          { alias: alias("a") },
          { room: room("b") },
          { room: room("c") },
          { alias: alias("a") },
        ];
        const [a, b, c, again] = await tx.places.mentionAll(names, 2);
        expect([b, again]).toEqual([known.id, a]);
        expect((await tx.places.ofRoom(room("c")))?.id).toBe(c);
        expect(await tx.places.all()).toHaveLength(3);
        expect(await tx.places.mentionAll([], 3)).toEqual([]);
      });
    });

    it("is still found by the rooms it had before upgrades", async () => {
      await write(async (tx) => {
        const { id } = await tx.places.mention({ room: room("v1") }, 1);
        await tx.places.settle(id, room("v2"));
        expect(await tx.places.settle(id, room("v3"))).toMatchObject({ id, room: room("v3") });
        expect(await tx.places.ofRoom(room("v1"))).toMatchObject({ id, room: room("v3") });
        expect(await tx.places.mention({ room: room("v2") }, 9)).toMatchObject({ id });
      });
    });

    it("that moved to another room without an upgrade is not found by those before", async () => {
      await write(async (tx) => {
        const { id } = await tx.places.mention({ alias: alias("a") }, 1);
        await tx.places.settle(id, room("v1"));
        await tx.places.settle(id, room("v2"));
        expect(await tx.places.moveTo(id, room("x"))).toMatchObject({ id, room: room("x") });
        expect(await tx.places.ofRoom(room("v1"))).toBeNull();
        expect(await tx.places.ofRoom(room("v2"))).toBeNull();
        expect(await tx.places.ofAlias(alias("a"))).toMatchObject({ id, room: room("x") });
        const left = await tx.places.mention({ room: room("v2") }, 2);
        expect(left.id).not.toBe(id);
        // Where it led has a place of its own: the older takes over.
        expect(await tx.places.moveTo(left.id, room("x"))).toMatchObject({ id, room: room("x") });
        expect(await tx.places.all()).toHaveLength(1);
      });
    });

    it("has state, reason, and exactly the configured ones configured", async () => {
      const states = await write(async (tx) => {
        const a = await tx.places.mention({ room: room("a") }, 1);
        const b = await tx.places.mention({ room: room("b") }, 1);
        await tx.places.setState(a.id, "suspended", "kicked");
        await tx.places.setConfigured([a.id]);
        await tx.places.setConfigured([b.id]);
        return await tx.places.all();
      });
      expect(states).toMatchObject([
        { state: "suspended", reason: "kicked", configured: false },
        { state: "waiting", reason: null, configured: true },
      ]);
      await expect(write((tx) => tx.places.setState(99 as PlaceId, "active", null))).rejects.toThrow(
        "no place 99",
      );
    });
  });
}
