import { describe, expect, it } from "vitest";
import { updatePlace } from "../../../src/flows/rooms/place.ts";
import type { Transaction } from "../../../src/ports/index.ts";
import type { PlaceId } from "../../../src/rooms/identifiers.ts";
import { isDirectWith } from "../../../src/rooms/permission.ts";
import type { Room } from "../../../src/rooms/room.ts";
import { event, room, user } from "../../support/identifiers.ts";
import { knownRoom } from "../../support/knownRoom.ts";
import { activePlace } from "../../support/outbox.ts";
import type { Bed } from "./engine.ts";

const [LEA, NOOR, ME] = [user("lea"), user("noor"), user("crieur")];

const joined = async (tx: Transaction, name: string, change: Partial<Room>) => {
  const known = knownRoom(name, { aliases: [], ...change });
  await tx.session.setAccount(ME);
  await tx.rooms.save(known);
  const place = await activePlace(tx, name);
  await updatePlace(tx, known.id, ME);
  return { known, place };
};

export function directRooms({ write }: Bed): void {
  describe("the room of a person and the account alone", () => {
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

    it("stays that person's place when they leave it, and is nobody's among several", async () => {
      await write(async (tx) => {
        const { known, place } = await joined(tx, "left", { members: [LEA, ME] });
        const heard = async (change: Partial<Room>) => {
          await tx.rooms.save({ ...known, ...change });
          await updatePlace(tx, known.id, ME);
          return (await tx.places.ofPerson(LEA)).map(({ id, state }) => [id, state]);
        };
        expect(await heard({ members: [ME] })).toEqual([[place, "suspended"]]);
        expect(await tx.places.directWith([LEA])).toEqual(new Map());
        expect(await heard({ membership: "leave", members: null })).toEqual([[place, "suspended"]]);
        expect(await heard({ members: null })).toEqual([[place, "active"]]);
        expect(await heard({ members: [LEA, ME, NOOR] })).toEqual([]);
        expect(await heard({ members: [ME, LEA] })).toEqual([[place, "active"]]);
        expect(await heard({ members: [LEA, ME], aliases: ["#a:example.org"] })).toEqual([]);
      });
    });
  });

  describe("a room that is opened for a person", () => {
    const wish = (place: PlaceId, name: string) => ({
      ...({
        place,
        mark: name,
        state: "wanted",
        room: null,
        cause: event(name),
        askedIn: room("salon"),
      } as const),
      ...{ thread: null, since: 5, error: null, named: false },
    });

    it("is wished for before it is there, found by its mark and its room, and changed", async () => {
      await write(async (tx) => {
        const { id, ...place } = await tx.places.makeFor(LEA, 1);
        expect(place).toMatchObject({ room: null, alias: null, person: LEA, state: "waiting" });
        await tx.directWishes.add(wish(id, "a"));
        const [made] = await tx.directWishes.all();
        expect(made).toMatchObject(wish(id, "a"));
        await tx.directWishes.change(made?.id ?? 0, { state: "made", room: room("two"), named: true });
        const after = { ...wish(id, "a"), state: "made", room: room("two"), named: true };
        expect(await tx.directWishes.ofMark("a")).toMatchObject(after);
        expect(await tx.directWishes.ofRoom(room("two"))).toMatchObject(after);
        expect(await tx.directWishes.ofPlace(id)).toMatchObject(after);
        expect(await tx.directWishes.ofMark("b")).toBeNull();
        await tx.directWishes.remove(made?.id ?? 0);
        expect(await tx.directWishes.all()).toEqual([]);
      });
    });

    it("goes with its place into another one, and a place that is vacated is nobody's", async () => {
      await write(async (tx) => {
        const { id } = await tx.places.makeFor(LEA, 1);
        await tx.directWishes.add(wish(id, "a"));
        const { place } = await joined(tx, "own", { members: [LEA, ME] });
        const merged = await tx.places.moveTo(id, room("own"));
        expect(merged).toMatchObject({ id, room: room("own"), person: LEA, state: "active" });
        expect(await tx.places.get(place)).toBeNull();
        expect(await tx.directWishes.ofPlace(id)).toMatchObject({ mark: "a" });
        await tx.places.vacate(id);
        expect(await tx.places.ofRoom(room("own"))).toBeNull();
        expect(await tx.places.get(id)).toMatchObject({ room: null, person: null });
        expect(await tx.places.ofPerson(LEA)).toEqual([]);
      });
    });
  });
}
