import { describe, expect, it } from "vitest";
import type { OutboxId, Transaction } from "../../../src/ports/index.ts";
import type { PlaceId } from "../../../src/rooms/identifiers.ts";
import { event, offerId, room } from "../../support/identifiers.ts";
import { activePlace, frozen, queue, send } from "../../support/outbox.ts";
import type { Bed } from "./engine.ts";

export function edits({ read, write }: Bed): void {
  describe("edits", () => {
    const edit = (tx: Transaction, place: PlaceId, of: OutboxId, revision: number) =>
      queue(tx, place, `edit:${of}:${revision}`, "edit", { edits: of, revision });

    it("wait one at a time for each message", async () => {
      const [place, message] = await write(async (tx) => {
        const place = await activePlace(tx, "a");
        const message = await queue(tx, place, "m");
        await send(tx, message);
        expect(await tx.outbox.waitingEdit(message)).toBeNull();
        expect(await tx.outbox.editsOf([message])).toEqual(new Map());
        const id = await edit(tx, place, message, 1);
        expect(await tx.outbox.waitingEdit(message)).toMatchObject({ id, revision: 1 });
        return [place, message] as const;
      });
      await expect(write((tx) => edit(tx, place, message, 2))).rejects.toThrow(/UNIQUE/i);
      expect(await read((tx) => tx.outbox.editsOf([message]))).toEqual(
        new Map([[message, { last: 1, waiting: true }]]),
      );
    });

    it("decide what the room shows: the last one sent that nobody took back", async () => {
      await write(async (tx) => {
        const place = await activePlace(tx, "a");
        const message = await queue(tx, place, "m");
        expect(await tx.outbox.shown(message)).toBeNull();
        await send(tx, message, { body: "first" });
        expect(await tx.outbox.shown(message)).toEqual({ hash: "first", marks: [] });
        const one = await edit(tx, place, message, 1);
        await send(tx, one, { body: "second" });
        await edit(tx, place, message, 2);
        expect(await tx.outbox.shown(message)).toEqual({ hash: "second", marks: [] });
        await tx.outbox.redacted(room("salon"), event(`e${one}`), 40);
        expect(await tx.outbox.shown(message)).toEqual({ hash: "first", marks: [] });
      });
    });

    it("are compared by what stays of a message: its text goes once it is sent or dropped", async () => {
      await write(async (tx) => {
        const place = await activePlace(tx, "a");
        const message = await queue(tx, place, "m", "notice", { content: { body: "queued" } });
        const dropped = await queue(tx, place, "d", "notice", { content: { body: "dropped" } });
        const refused = await queue(tx, place, "r", "notice", { content: { body: "refused" } });
        const sealed = { ciphertext: "…" };
        const seen = { content: { body: "said" }, shown: "hash", marks: [offerId("x")] };
        await tx.outbox.freeze(message, frozen(message, { ...seen, sealed }));
        expect(await tx.outbox.get(message)).toMatchObject({ ...seen, sealed, type: "m.room.message" });
        await tx.outbox.sent(message, event("m"), 30);
        await tx.outbox.drop([dropped], "closed", 30);
        await tx.outbox.dead(refused, "M_TOO_LARGE", 30);
        expect(await tx.outbox.get(message)).toMatchObject({ ...seen, content: null, sealed: null });
        expect(await tx.outbox.shown(message)).toEqual({ hash: "hash", marks: ["x"] });
        expect((await tx.outbox.get(dropped))?.content).toBeNull();
        // An operator may have it sent again.
        expect((await tx.outbox.get(refused))?.content).toEqual({ body: "refused" });
      });
    });

    it("are dropped while they wait when a moderator takes the message back", async () => {
      await write(async (tx) => {
        const place = await activePlace(tx, "a");
        const message = await queue(tx, place, "m");
        await send(tx, message);
        const waiting = await edit(tx, place, message, 1);
        await tx.outbox.redacted(room("salon"), event(`e${message}`), 40);
        expect(await tx.outbox.get(message)).toMatchObject({ redacted: true, state: "sent" });
        expect(await tx.outbox.get(waiting)).toMatchObject({ state: "dropped", settledAt: 40 });
        expect(await tx.outbox.shown(message)).toBeNull();
        await tx.outbox.redacted(room("salon"), event("somebody else's"), 41);
      });
    });

    it("are dropped while they wait when the message never arrives", async () => {
      await write(async (tx) => {
        const place = await activePlace(tx, "a");
        const message = await queue(tx, place, "m");
        await tx.outbox.freeze(message, frozen(message));
        const waiting = await edit(tx, place, message, 1);
        await tx.outbox.dead(message, "M_TOO_LARGE", 40);
        expect(await tx.outbox.get(waiting)).toMatchObject({ state: "dropped" });
      });
    });
  });
}
