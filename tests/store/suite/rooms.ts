import { describe, expect, it } from "vitest";
import { room, user } from "../../support/identifiers.ts";
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
      });
      await write(async (tx) => {
        await tx.rooms.save(knownRoom("a", { encrypted: true }));
        await tx.rooms.save(full);
      });
      expect(await read((tx) => tx.rooms.get(room("a")))).toEqual(full);
      expect(await read((tx) => tx.rooms.all())).toEqual([full]);
      expect(await read((tx) => tx.rooms.get(room("b")))).toBeNull();
    });
  });
}
