import { describe, expect, it } from "vitest";
import type { AdoptedMessage, OutboxId } from "../../../src/ports/index.ts";
import { event, room } from "../../support/identifiers.ts";
import { activePlace, frozen, queue, send } from "../../support/outbox.ts";
import type { Bed } from "./engine.ts";

export function outbox({ read, write }: Bed): void {
  describe("the outbox", () => {
    it("takes a key once", async () => {
      await write(async (tx) => {
        const place = await activePlace(tx, "a");
        const id = await queue(tx, place, "k", "reply", { room: room("a"), content: { body: "é" } });
        expect(
          await tx.outbox.add({ key: "k", place, class: "notice", notify: true, createdAt: 1 }),
        ).toBeNull();
        expect(await tx.outbox.get(id)).toEqual(await tx.outbox.byKey("k"));
        expect(await tx.outbox.get(id)).toMatchObject({
          key: "k",
          class: "reply",
          state: "queued",
          content: { body: "é" },
          attempts: 0,
          held: false,
          notify: true,
          redacted: false,
        });
      });
    });

    it("knows what waits by class and state, and since when, but not what cannot go", async () => {
      await write(async (tx) => {
        const place = await activePlace(tx, "a");
        const { id: suspended } = await tx.places.mention({ room: room("b") }, 1);
        await queue(tx, place, "k1", "announcement", { createdAt: 40 });
        await queue(tx, place, "k2", "announcement", { createdAt: 30 });
        await queue(tx, place, "later", "digest", { notBefore: 1000 });
        await queue(tx, suspended, "k3");
        const reply = await queue(tx, place, "k4", "reply");
        await tx.outbox.freeze(reply, frozen(reply));
        await send(
          tx,
          await queue(tx, place, "k5", "edit", { edits: await queue(tx, place, "k6", "notice") }),
        );
        const lines = await tx.outbox.lines(100);
        expect(lines.toSorted((a, b) => a.class.localeCompare(b.class))).toEqual([
          { class: "announcement", state: "queued", rows: 2, since: 30 },
          { class: "notice", state: "queued", rows: 1, since: 10 },
          { class: "reply", state: "attempted", rows: 1, since: 10 },
        ]);
        expect(await tx.outbox.lines(2000)).toContainEqual({
          class: "digest",
          state: "queued",
          rows: 1,
          since: 1000,
        });
      });
    });

    it("is found by transaction and by event", async () => {
      await write(async (tx) => {
        const id = await queue(tx, await activePlace(tx, "a"), "k");
        await send(tx, id);
        expect(await tx.outbox.byTransaction(`txn${id}`)).toMatchObject({
          id,
          state: "sent",
          settledAt: 30,
        });
        expect(await tx.outbox.byEvent(event(`e${id}`))).toMatchObject({ id });
        expect(await tx.outbox.byEvent(event("other"))).toBeNull();
      });
    });

    it("refuses two rows with one transaction id", async () => {
      const twice = write(async (tx) => {
        const one = await queue(tx, await activePlace(tx, "a"), "one");
        const two = await queue(tx, await activePlace(tx, "b"), "two");
        await tx.outbox.freeze(one, frozen(one, { transactionId: "same" }));
        await tx.outbox.freeze(two, frozen(two, { transactionId: "same" }));
      });
      await expect(twice).rejects.toThrow(/UNIQUE/i);
    });

    it("attempts one row of a place and class at a time", async () => {
      await write(async (tx) => {
        const place = await activePlace(tx, "a");
        const [one, two] = [await queue(tx, place, "one"), await queue(tx, place, "two")];
        const reply = await queue(tx, place, "reply", "reply");
        await tx.outbox.freeze(one, frozen(one));
        await expect(tx.outbox.freeze(two, frozen(two))).rejects.toThrow(`row ${one} of its place and class`);
        await tx.outbox.freeze(reply, frozen(reply));
      });
    });

    it("counts attempts, and takes an attempted row over for another device", async () => {
      await write(async (tx) => {
        const id = await queue(tx, await activePlace(tx, "a"), "k");
        await tx.outbox.freeze(id, frozen(id));
        await tx.outbox.retry(id, 500, "503");
        await tx.outbox.retry(id, 900, "timeout");
        await tx.outbox.adopt(id, "NEW", 800);
        expect(await tx.outbox.get(id)).toMatchObject({
          state: "attempted",
          attempts: 2,
          nextAttemptAt: 900,
          error: "timeout",
          device: "NEW",
          attemptedAt: 800,
        });
      });
    });

    it("changes content only while it is queued", async () => {
      await write(async (tx) => {
        const id = await queue(tx, await activePlace(tx, "a"), "k");
        await tx.outbox.setContent(id, { body: "late" });
        expect((await tx.outbox.get(id))?.content).toEqual({ body: "late" });
        await tx.outbox.freeze(id, frozen(id, { content: { body: "frozen" } }));
        await tx.outbox.setContent(id, { body: "too late" });
        expect((await tx.outbox.get(id))?.content).toEqual({ body: "frozen" });
      });
    });

    it("drops all rows of a list, or none", async () => {
      const [one, two] = await write(async (tx) => {
        const place = await activePlace(tx, "a");
        return [await queue(tx, place, "one"), await queue(tx, place, "two")] as const;
      });
      await write((tx) => tx.outbox.freeze(one, frozen(one)));
      await expect(write((tx) => tx.outbox.drop([two, one], "closed", 5))).rejects.toThrow(
        "only queued rows",
      );
      expect((await read((tx) => tx.outbox.get(two)))?.state).toBe("queued");
      await expect(write((tx) => tx.outbox.drop([two, 99 as OutboxId], "x", 5))).rejects.toThrow(
        "not in the outbox",
      );
      await write((tx) => tx.outbox.drop([], "nothing", 5));
    });

    it("counts rows by state, of a place or of all", async () => {
      await write(async (tx) => {
        const [a, b] = [await activePlace(tx, "a"), await activePlace(tx, "b")];
        await send(tx, await queue(tx, a, "1"));
        await queue(tx, a, "2");
        await queue(tx, b, "3");
        expect(await tx.outbox.counts()).toEqual({ queued: 2, attempted: 0, sent: 1, dropped: 0, dead: 0 });
        expect(await tx.outbox.counts(b)).toEqual({
          queued: 1,
          attempted: 0,
          sent: 0,
          dropped: 0,
          dead: 0,
        });
      });
    });

    it("adopts a message that stands in a room, unless it is known by its key, transaction or event", async () => {
      await write(async (tx) => {
        const place = await activePlace(tx, "a");
        const message: AdoptedMessage = {
          ...{ key: "adopted:1", place, class: "announcement", notify: true, room: room("a") },
          ...{ transactionId: "t", device: "D", event: event("e"), shown: "h", marks: [], at: 40 },
        };
        const id = await tx.outbox.addSent(message);
        expect(id && (await tx.outbox.get(id))).toMatchObject({
          state: "sent",
          settledAt: 40,
          event: event("e"),
        });
        expect(id && (await tx.outbox.shown(id))).toEqual({ hash: "h", marks: [] });
        const other = { ...message, key: "adopted:2", transactionId: "u", event: event("f") };
        for (const same of [{ key: "adopted:1" }, { transactionId: "t" }, { event: event("e") }])
          expect(await tx.outbox.addSent({ ...other, ...same })).toBeNull();
      });
    });

    it("lists all of a place that was never attempted, and holds the announcements of all places", async () => {
      await write(async (tx) => {
        const [a, b] = [await activePlace(tx, "a"), await activePlace(tx, "b")];
        await send(tx, await queue(tx, a, "1"));
        const [two, three] = [await queue(tx, a, "2"), await queue(tx, a, "3", "notice")];
        const four = await queue(tx, b, "4");
        expect((await tx.outbox.queuedIn(a)).map(({ id }) => id)).toEqual([two, three]);
        await tx.outbox.holdAll();
        const held = await tx.outbox.all([two, three, four]);
        expect([...held.values()].map((row) => row.held)).toEqual([true, false, true]);
      });
    });

    it("lists what waits in a place, and lets go what was held", async () => {
      await write(async (tx) => {
        const [a, b] = [await activePlace(tx, "a"), await activePlace(tx, "b")];
        const held = await queue(tx, a, "1", "announcement", { held: true });
        await queue(tx, a, "2", "notice");
        await queue(tx, b, "3", "announcement", { held: true });
        expect((await tx.outbox.waiting(a)).map(({ id, held }) => [id, held])).toEqual([[held, true]]);
        await tx.outbox.release(a);
        expect([(await tx.outbox.waiting(a))[0]?.held, (await tx.outbox.waiting(b))[0]?.held]).toEqual([
          false,
          true,
        ]);
      });
    });
  });
}
