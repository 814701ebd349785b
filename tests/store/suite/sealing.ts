import { describe, expect, it } from "vitest";
import type { RoomEvent } from "../../../src/rooms/room.ts";
import { event, room, user } from "../../support/identifiers.ts";
import { knownRoom } from "../../support/knownRoom.ts";
import type { Bed } from "./engine.ts";

const sealed = (name: string): RoomEvent => ({
  id: event(name),
  type: "m.room.encrypted",
  sender: user("lea"),
  stateKey: null,
  sentAt: 5,
  age: null,
  content: { session_id: "s" },
  transactionId: null,
  redacts: null,
});

export function sealing(bed: Bed): void {
  describe("who reads in an encrypted room", () => {
    it("is not known before it was asked for; then it is followed", async () => {
      await bed.write(async ({ readers }) => {
        await readers.follow(room("a"), user("lea"), "join");
        expect(await readers.of(room("a"))).toBeNull();
        expect(await readers.changes(room("a"))).toBe(1);
        const lea = { person: user("lea"), invited: false };
        await readers.know(room("a"), [lea, { person: user("max"), invited: true }]);
        await readers.follow(room("a"), user("max"), "join");
        await readers.follow(room("a"), user("zoe"), "invite");
        await readers.follow(room("a"), user("lea"), null);
        expect(await readers.of(room("a"))).toEqual([
          { person: user("max"), invited: false },
          { person: user("zoe"), invited: true },
        ]);
        expect(await readers.changes(room("a"))).toBe(4);
        await readers.forget(room("a"));
        expect(await readers.of(room("a"))).toBeNull();
        // What was heard still counts: an answer under way may be older than it.
        expect(await readers.changes(room("a"))).toBe(4);
      });
    });

    it("takes a room of thousands, and counts how often keys were sent there", async () => {
      const many = Array.from({ length: 3000 }, (_, at) => ({ person: user(`p${at}`), invited: false }));
      await bed.write(async ({ readers }) => {
        await readers.know(room("a"), many);
        expect(await readers.of(room("a"))).toHaveLength(3000);
        expect(await readers.shares(room("a"))).toBe(0);
        await readers.noteShare(room("a"));
        expect([await readers.shares(room("a")), await readers.shares(room("b"))]).toEqual([1, 0]);
      });
    });
  });

  describe("what waits for its key", () => {
    it("waits once, is found by its key, and goes", async () => {
      await bed.write(async ({ unopened }) => {
        for (const name of ["a", "b"])
          await unopened.add({
            event: sealed(name),
            room: room("r"),
            session: name,
            answerable: true,
            receivedAt: 7,
          });
        await unopened.add({
          event: sealed("a"),
          room: room("r"),
          session: "a",
          answerable: false,
          receivedAt: 9,
        });
        await unopened.noteLook("a");
        expect(await unopened.waiting([{ room: room("r"), session: "a" }], 10)).toEqual([
          {
            event: sealed("a"),
            room: room("r"),
            session: "a",
            answerable: true,
            lookedUp: true,
            receivedAt: 7,
          },
        ]);
        expect(await unopened.waiting("all", 10)).toHaveLength(2);
        expect(await unopened.waiting([], 10)).toEqual([]);
        await unopened.remove(event("a"));
        expect((await unopened.waiting("all", 10)).map(({ session }) => session)).toEqual(["b"]);
      });
    });
  });

  describe("whether we take part in an encrypted room", () => {
    const rotation = { milliseconds: 604_800_000, messages: 100 };

    it("follows how our keys stand, and whether we know its way of encrypting", async () => {
      await bed.write(async ({ rooms, session }) => {
        await rooms.save(knownRoom("sealed", { encrypted: true, rotation }));
        await rooms.save(knownRoom("strange", { encrypted: true }));
        await rooms.save(knownRoom("invited", { encrypted: true, membership: "invite" }));
        await rooms.save(knownRoom("clear"));
        const sealable = async () => (await rooms.all()).filter((one) => one.sealable).map(({ id }) => id);
        expect(await sealable()).toEqual([]);
        await session.setKeys("good", "DEVICE");
        expect(await sealable()).toEqual([room("invited"), room("sealed")]);
        expect(await rooms.get(room("sealed"))).toMatchObject({ rotation, sealable: true });
        await session.setKeys("stale", "DEVICE");
        expect(await sealable()).toEqual([]);
        expect(await session.keys()).toEqual({ standing: "stale", device: "DEVICE" });
      });
    });
  });
}
