import { describe, expect, it } from "vitest";
import type { Transaction } from "../../../src/ports/index.ts";
import { isDirectWith } from "../../../src/rooms/permission.ts";
import type { Room } from "../../../src/rooms/room.ts";
import { room, user } from "../../support/identifiers.ts";
import { knownRoom } from "../../support/knownRoom.ts";
import { activePlace } from "../../support/outbox.ts";
import type { Bed } from "./engine.ts";

const [LEA, NOOR, ME] = [user("lea"), user("noor"), user("crieur")];

export function directRooms({ write }: Bed): void {
  describe("the room of a person and the account alone", () => {
    const joined = async (tx: Transaction, name: string, change: Partial<Room>) => {
      const known = knownRoom(name, { aliases: [], ...change });
      await tx.session.setAccount(ME);
      await tx.rooms.save(known);
      return { known, place: await activePlace(tx, name) };
    };

    it("is found for many at once, in whichever order its members stand; of several the last one joined", async () => {
      await write(async (tx) => {
        await joined(tx, "old", { members: [LEA, ME], joinedAt: 4 });
        const { place, known } = await joined(tx, "new", { members: [ME, LEA], joinedAt: 9 });
        await joined(tx, "older", { members: [LEA, ME], joinedAt: 2 });
        await joined(tx, "noor", { members: [NOOR, ME] });
        expect(isDirectWith(known, LEA)).toBe(true);
        const found = await tx.places.directWith([LEA, NOOR, user("ulysse")]);
        expect([...found.keys()].toSorted()).toEqual([LEA, NOOR]);
        expect(found.get(LEA)).toEqual({ person: LEA, place, room: room("new") });
      });
    });

    it("is none that has an address, holds others, or takes no messages", async () => {
      await write(async (tx) => {
        const members = [LEA, ME];
        await joined(tx, "left", { members, membership: "leave" });
        await joined(tx, "address", { members, aliases: ["#a:example.org"] });
        await joined(tx, "three", { members: [...members, NOOR] });
        await joined(tx, "many", { members: null });
        const { place } = await joined(tx, "suspended", { members });
        await tx.places.setState(place, "suspended", "kicked");
        expect(await tx.places.directWith([LEA, NOOR])).toEqual(new Map());
      });
    });

    it("is the present one of an upgraded place", async () => {
      await write(async (tx) => {
        const { place } = await joined(tx, "before", { members: [LEA, ME] });
        await joined(tx, "after", { members: [LEA, ME] });
        await tx.places.settle(place, room("after"));
        expect((await tx.places.directWith([LEA])).get(LEA)).toMatchObject({ room: room("after"), place });
      });
    });
  });
}
