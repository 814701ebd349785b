import { describe, expect, it } from "vitest";
import type { NextRow } from "../../../src/ports/index.ts";
import { alias, event, room } from "../../support/identifiers.ts";
import { knownRoom } from "../../support/knownRoom.ts";
import { activePlace, frozen, queue, send } from "../../support/outbox.ts";
import type { Bed } from "./engine.ts";

export function heads({ write }: Bed): void {
  describe("heads", () => {
    const ids = (heads: readonly NextRow[]) => heads.map(({ row }) => row.id);

    it("are the oldest row of each place and class, replies first", async () => {
      await write(async (tx) => {
        const [a, b] = [await activePlace(tx, "a"), await activePlace(tx, "b")];
        const welcome = await queue(tx, a, "w", "notice");
        const first = await queue(tx, a, "1");
        await queue(tx, a, "2");
        const second = await queue(tx, b, "3");
        const reply = await queue(tx, b, "r", "reply", { room: room("b") });
        expect(ids(await tx.outbox.heads(0, 10))).toEqual([reply, first, second, welcome]);
        expect(ids(await tx.outbox.heads(0, 2))).toEqual([reply, first]);
      });
    });

    it("leave out what is under way without taking its place, and all but replies where only these may go", async () => {
      await write(async (tx) => {
        const places = [];
        for (const name of ["a", "b", "c"]) places.push(await activePlace(tx, name));
        const rows = [];
        for (const [at, place] of places.entries()) rows.push(await queue(tx, place, `${at}`));
        const [a] = places;
        const reply = a && (await queue(tx, a, "r", "reply", { room: room("a") }));
        const [one, two, three] = rows;
        const except = new Set([one, reply].flatMap((row) => row ?? []));
        expect(ids(await tx.outbox.heads(0, 2, { except }))).toEqual([two, three]);
        expect(ids(await tx.outbox.heads(0, 9, { onlyReplies: true }))).toEqual([reply]);
      });
    });

    it("wait for their time, and what comes after them waits too", async () => {
      await write(async (tx) => {
        const place = await activePlace(tx, "a");
        const [one, two] = [await queue(tx, place, "1"), await queue(tx, place, "2")];
        expect(await tx.outbox.nextDue(50)).toBeNull();
        await tx.outbox.freeze(one, frozen(one));
        await tx.outbox.retry(one, 100, "503");
        expect(ids(await tx.outbox.heads(99, 10))).toEqual([]);
        expect(await tx.outbox.nextDue(99)).toBe(100);
        expect(ids(await tx.outbox.heads(100, 10))).toEqual([one]);
        expect(await tx.outbox.nextDue(100)).toBeNull();
        await tx.outbox.sent(one, event("one"), 101);
        expect(ids(await tx.outbox.heads(101, 10))).toEqual([two]);
      });
    });

    it("wait until they are meant to be said, and what comes after them does not", async () => {
      await write(async (tx) => {
        const place = await activePlace(tx, "a");
        const later = await queue(tx, place, "1", "announcement", { notBefore: 100 });
        const [two, digest] = [
          await queue(tx, place, "2"),
          await queue(tx, place, "3", "digest", { notBefore: 60 }),
        ];
        expect(ids(await tx.outbox.heads(50, 10))).toEqual([two]);
        expect(await tx.outbox.nextDue(50)).toBe(60);
        expect(ids(await tx.outbox.heads(60, 10))).toEqual([two, digest]);
        expect(await tx.outbox.nextDue(60)).toBe(100);
        expect(ids(await tx.outbox.heads(100, 10))).toEqual([later, digest]);
        await tx.outbox.freeze(later, frozen(later));
        await tx.outbox.retry(later, 200, "503");
        expect(ids(await tx.outbox.heads(199, 10))).toEqual([digest]);
        expect(await tx.outbox.nextDue(199)).toBe(200);
      });
    });

    it("go announcements first, then digests, edits, welcomes", async () => {
      await write(async (tx) => {
        const place = await activePlace(tx, "a");
        const sent = await queue(tx, place, "s");
        await send(tx, sent);
        const welcome = await queue(tx, place, "w", "notice");
        const edit = await queue(tx, place, "e", "edit", { edits: sent, revision: 1 });
        const digest = await queue(tx, place, "d", "digest");
        const announcement = await queue(tx, place, "a");
        expect(ids(await tx.outbox.heads(0, 10))).toEqual([announcement, digest, edit, welcome]);
      });
    });

    it("follow a place that becomes another one's, suspended or active", async () => {
      for (const state of ["active", "suspended"] as const) {
        await write(async (tx) => {
          const older = await tx.places.mention({ alias: alias(state) }, 1);
          const waiting = await queue(tx, older.id, `waiting ${state}`);
          expect(ids(await tx.outbox.heads(0, 10))).not.toContain(waiting);
          const younger = await activePlace(tx, state);
          const standing = await queue(tx, younger, `standing ${state}`, "notice");
          await tx.places.setState(younger, state, null);
          await tx.places.settle(older.id, room(state));
          const found = ids(await tx.outbox.heads(0, 10)).filter((id) => id === waiting || id === standing);
          expect(found).toEqual(state === "active" ? [waiting, standing] : []);
        });
      }
    });

    it("flow in active places only; a reply needs its own room alone", async () => {
      await write(async (tx) => {
        const place = await activePlace(tx, "a");
        await tx.rooms.save(knownRoom("a"));
        await queue(tx, place, "1");
        const reply = await queue(tx, place, "r", "reply", { room: room("a") });
        await tx.places.setState(place, "suspended", "encrypted");
        const heads = await tx.outbox.heads(0, 10);
        expect(heads).toMatchObject([
          { row: { id: reply }, place: { id: place, state: "suspended" }, gap: null },
        ]);
        expect(heads[0]?.room).toEqual(knownRoom("a"));
        await tx.places.setState(place, "active", null);
        expect(await tx.outbox.heads(0, 10)).toHaveLength(2);
      });
    });

    it("stand in the room where they were frozen, else in the room of the place", async () => {
      await write(async (tx) => {
        const place = await activePlace(tx, "v1");
        await tx.rooms.save(knownRoom("v1"));
        await tx.rooms.save(knownRoom("v2"));
        const one = await queue(tx, place, "1");
        await queue(tx, place, "w", "notice");
        await tx.outbox.freeze(one, frozen(one, { room: room("v1") }));
        await tx.places.settle(place, room("v2"));
        await tx.gaps.open({ room: room("v1"), from: "p1", until: null, openedAt: 1 });
        const heads = await tx.outbox.heads(0, 10);
        expect(heads.map((head) => [head.room?.id, head.gap])).toEqual([
          [room("v1"), 1],
          [room("v2"), null],
        ]);
      });
    });

    it("leave out an edit until its message is sent, without holding up the next one", async () => {
      await write(async (tx) => {
        const place = await activePlace(tx, "a");
        const [late, early] = [await queue(tx, place, "late"), await queue(tx, place, "early")];
        await tx.outbox.freeze(late, frozen(late));
        await tx.outbox.dead(late, "x", 1);
        const other = await activePlace(tx, "b");
        const unsent = await queue(tx, other, "unsent");
        await tx.outbox.freeze(unsent, frozen(unsent));
        const waits = await queue(tx, place, "e1", "edit", { edits: unsent, revision: 1 });
        await send(tx, early);
        const goes = await queue(tx, place, "e2", "edit", { edits: early, revision: 1 });
        expect(ids(await tx.outbox.heads(0, 10))).toEqual([unsent, goes]);
        await tx.outbox.sent(unsent, event("now"), 2);
        expect(ids(await tx.outbox.heads(0, 10))).toEqual([waits]);
      });
    });

    it("settle the edit under way before an older one that became possible meanwhile", async () => {
      await write(async (tx) => {
        const place = await activePlace(tx, "a");
        const [one, two] = [await queue(tx, place, "1"), await queue(tx, place, "2")];
        await send(tx, one);
        await tx.outbox.freeze(two, frozen(two));
        await queue(tx, place, "e2", "edit", { edits: two, revision: 1 });
        const under = await queue(tx, place, "e1", "edit", { edits: one, revision: 1 });
        await tx.outbox.freeze(under, frozen(under));
        await tx.outbox.sent(two, event("two"), 9);
        expect(ids(await tx.outbox.heads(0, 10))).toEqual([under]);
      });
    });
  });
}
