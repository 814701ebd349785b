import { describe, expect, it } from "vitest";
import { event, room, user } from "../../support/identifiers.ts";
import { knownRoom } from "../../support/knownRoom.ts";
import type { Bed } from "./engine.ts";

export function rooms({ read, write }: Bed): void {
  describe("rooms", () => {
    it("come back as they were saved", async () => {
      const full = knownRoom("a", {
        encrypted: null,
        power: { users: { "@a:x": 100 }, usersDefault: 0, kick: 50, eventsDefault: 0, message: null },
        creators: [user("c")],
        aliases: ["#a:x"],
        members: [user("c"), user("d")],
        successor: room("b"),
        name: "Salon",
        type: "m.space",
        admission: "pursued",
        stateEvents: { "m.room.name": event("name") },
      });
      await write(async (tx) => {
        await tx.rooms.save(knownRoom("a", { encrypted: true }));
        await tx.rooms.save(full);
      });
      expect(await read((tx) => tx.rooms.get(room("a")))).toEqual(full);
      expect(await read((tx) => tx.rooms.all())).toEqual([full]);
      expect(await read((tx) => tx.rooms.get(room("b")))).toBeNull();
    });

    it("keep a few servers to join them through, the last learnt first, known or not", async () => {
      expect(await read((tx) => tx.rooms.via(room("x")))).toEqual([]);
      await write(async (tx) => {
        await tx.rooms.learnVia(room("x"), ["one", "two"]);
        await tx.rooms.learnVia(room("x"), ["three", "one"]);
      });
      expect(await read((tx) => tx.rooms.via(room("x")))).toEqual(["three", "one", "two"]);
      await write((tx) =>
        tx.rooms.learnVia(
          room("x"),
          Array.from({ length: 90 }, (_, at) => `s${at}`),
        ),
      );
      expect(await read((tx) => tx.rooms.via(room("x")))).toEqual(["s0", "s1", "s2", "s3", "s4"]);
      expect(await read((tx) => tx.rooms.get(room("x")))).toBeNull();
    });
  });
}
