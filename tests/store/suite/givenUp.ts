import { describe, expect, it } from "vitest";
import type { OutboxId, Transaction } from "../../../src/ports/index.ts";
import type { PlaceId } from "../../../src/rooms/identifiers.ts";
import { room } from "../../support/identifiers.ts";
import { activePlace, frozen, queue, send } from "../../support/outbox.ts";
import type { Bed } from "./engine.ts";

export function givenUp({ read, write }: Bed): void {
  describe("what was given up", () => {
    async function lose(tx: Transaction, place: PlaceId, cause: string, at: number, quiet = false) {
      const id = await queue(tx, place, `${cause}${place}${at}`);
      await tx.outbox.freeze(id, frozen(id));
      await tx.outbox.dead(id, cause, at, quiet);
      return id;
    }

    it("is told once a cause, the oldest first, until somebody has seen it", async () => {
      await write(async (tx) => {
        const [a, b] = [await activePlace(tx, "a"), await activePlace(tx, "b")];
        await lose(tx, a, "too large", 50);
        await lose(tx, b, "not found", 40);
        await lose(tx, a, "not found", 45);
        await lose(tx, b, "purged", 30, true);
      });
      expect(await read((tx) => tx.outbox.givenUp())).toEqual([
        { cause: "not found", rows: 2, places: 2, example: room("salon"), since: 40 },
        { cause: "too large", rows: 1, places: 1, example: room("salon"), since: 50 },
      ]);
      await write((tx) => tx.outbox.markSeen(60));
      expect(await read((tx) => tx.outbox.givenUp())).toEqual([]);
    });

    it("is seen in one place without the others", async () => {
      const [a, b] = await write(async (tx) => {
        const [a, b] = [await activePlace(tx, "a"), await activePlace(tx, "b")];
        for (const place of [a, b]) await lose(tx, place, "not found", 50);
        await tx.outbox.markSeen(60, a);
        return [a, b] as const;
      });
      expect(await read((tx) => tx.outbox.givenUp(a))).toEqual([]);
      expect(await read((tx) => tx.outbox.givenUp(b))).toMatchObject([{ rows: 1 }]);
    });

    it("is known by its cause once another row has met it", async () => {
      await write(async (tx) => {
        const a = await activePlace(tx, "a");
        const known = (id: OutboxId) => tx.outbox.isKnownLoss(id, "not found");
        const one = await lose(tx, a, "not found", 50);
        expect(await known(one)).toBe(false);
        const two = await lose(tx, a, "not found", 51);
        expect(await known(two)).toBe(true);
        await tx.outbox.markSeen(60);
        expect(await known(two)).toBe(false);
      });
    });
  });

  it("an edit that was given up leaves its message behind, until a later one is asked for, or shows it", async () => {
    await write(async (tx) => {
      const a = await activePlace(tx, "a");
      const message = await queue(tx, a, "m");
      await send(tx, message);
      const edit = (revision: number) => queue(tx, a, `e${revision}`, "edit", { edits: message, revision });
      const lost = await edit(1);
      await tx.outbox.freeze(lost, frozen(lost));
      await tx.outbox.dead(lost, "no", 50);
      expect((await tx.outbox.leftBehind()).map(({ id }) => id)).toEqual([message]);
      const next = await edit(2);
      expect(await tx.outbox.leftBehind()).toEqual([]);
      expect(await tx.outbox.givenUp()).toHaveLength(1);
      await send(tx, next);
      expect(await tx.outbox.givenUp()).toEqual([]);
    });
  });

  it("a queued row is first of its line when none is under way and none older waits", async () => {
    await write(async (tx) => {
      const a = await activePlace(tx, "a");
      const one = await queue(tx, a, "1", "reply", { room: room("a") });
      const two = await queue(tx, a, "2", "reply", { room: room("a") });
      const of = (id: OutboxId) => tx.outbox.isFirst(id, 100);
      expect([await of(one), await of(two)]).toEqual([true, false]);
      await tx.outbox.freeze(one, frozen(one));
      expect([await of(one), await of(two)]).toEqual([false, false]);
      await tx.outbox.dead(one, "x", 50);
      expect(await of(two)).toBe(true);
    });
  });
}
