import { describe, expect, test } from "vitest";
import type { Store } from "../../src/ports/index.ts";
import type { RoomId, UserId } from "../../src/rooms/identifiers.ts";
import { unknownRoom } from "../../src/rooms/roomState.ts";
import { alias, event, room, user } from "../support/identifiers.ts";
import { frozen, queue } from "../support/outbox.ts";
import {
  apply,
  command,
  creation,
  fresh,
  joined,
  membership,
  said,
  state,
  tombstone,
  waiting,
} from "./syncing.ts";
import { ME, newStore, rowsOf } from "./world.ts";

describe("a batch", () => {
  test("without a token before it answers nothing and welcomes nobody; later ones do, once", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("a", [command("!offres vieux")])] });
    expect(await waiting(store)).toEqual([]);
    const again = command("!offres neuf");
    await apply(store, "s2", { joined: [fresh("b"), joined("a", { timeline: [again] })] });
    await apply(store, "s3", { joined: [joined("a", { timeline: [again] })] });
    expect(await waiting(store)).toEqual(["!offres neuf"]);
    expect((await rowsOf(store)).map(({ class: of }) => of)).toEqual(["notice"]);
  });

  test("welcomes us once in a room, also when its place proves to be another's and we come again", async () => {
    const store = await newStore();
    await store.write((tx) => tx.places.mention({ alias: alias("a") }, 1));
    await apply(store, "s1", {});
    await apply(store, "s2", { joined: [fresh("a")] });
    await store.write(async (tx) => {
      const place = await tx.places.ofAlias(alias("a"));
      if (place) await tx.places.settle(place.id, room("a"));
    });
    await apply(store, "s3", { left: [{ room: room("a"), membership: "leave", by: null, reason: null }] });
    await apply(store, "s4", { joined: [fresh("a")] });
    expect((await rowsOf(store)).map((row) => row.class)).toEqual(["notice"]);
  });

  test("that names a room as left and as inviting us, as Synapse does after a kick and an invitation, invites us", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("a")] });
    await apply(store, "s2", {
      left: [{ room: room("a"), membership: "leave", by: user("mod"), reason: null }],
      invited: [
        {
          room: room("a"),
          inviter: user("mod"),
          encrypted: false,
          type: null,
          predecessor: null,
          name: null,
          alias: null,
        },
      ],
    });
    expect(await store.read((tx) => tx.rooms.get(room("a")))).toMatchObject({ membership: "invite" });
  });

  test("answers nothing that stands before our own join", async () => {
    const store = await newStore();
    await apply(store, "s1", {});
    const timeline = [command("!offres avant"), membership("join"), command("!offres après")];
    await apply(store, "s2", { joined: [joined("a", { state: [creation()], timeline })] });
    expect(await waiting(store)).toEqual(["!offres après"]);
  });

  test("holds a room's commands back until its gap is filled", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("a"), fresh("b")] });
    const limited = joined("a", { gapFrom: "g1", timeline: [command("!offres a")] });
    await apply(store, "s2", { joined: [limited, joined("b", { timeline: [command("!offres b")] })] });
    expect(await waiting(store)).toEqual(["!offres b"]);
    expect(await store.read((tx) => tx.gaps.all())).toMatchObject([{ from: "g1", until: "s1" }]);
  });

  test("opens no gap before our own join", async () => {
    const store = await newStore();
    await apply(store, "s1", {});
    const timeline = [membership("join"), command()];
    await apply(store, "s2", { joined: [joined("a", { state: [creation()], timeline, gapFrom: "g1" })] });
    expect(await store.read((tx) => tx.gaps.all())).toEqual([]);
  });

  test("settles an attempted row by our echo, by transaction id or by the key in the content", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("a"), fresh("b")] });
    await store.write(async (tx) => {
      for (const name of ["a", "b"]) {
        const place = await tx.places.ofRoom(room(name));
        if (!place) throw new Error("no place");
        const id = await queue(tx, place.id, name);
        await tx.outbox.freeze(id, frozen(id, { room: room(name), transactionId: `txn-${name}` }));
      }
    });
    const byTransaction = said(ME, { body: "x" }, { transactionId: "txn-a", id: event("echo-a") });
    const byKey = said(ME, { "fr.gouv.beta.crieur": { v: 1, key: "txn-b" } }, { id: event("echo-b") });
    const forged = said(user("eve"), { "fr.gouv.beta.crieur": { v: 1, key: "txn-b" } });
    await apply(store, "s2", { joined: [joined("b", { timeline: [forged] })] });
    expect((await rowsOf(store)).map(({ event: of }) => of)).toEqual([null, null]);
    await apply(store, "s3", {
      joined: [joined("a", { timeline: [byTransaction] }), joined("b", { timeline: [byKey] })],
    });
    expect((await rowsOf(store)).map(({ event: of }) => of)).toEqual([event("echo-a"), event("echo-b")]);
  });

  test("suspends a place when we are kicked, and resumes it when we are back", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("a")] });
    const placeState = () => store.read(async (tx) => (await tx.places.ofRoom(room("a")))?.state);
    expect(await placeState()).toBe("active");
    const kick = { room: room("a"), membership: "leave" as const, by: user("admin"), reason: "ouste" };
    await apply(store, "s2", { left: [kick] });
    expect(await placeState()).toBe("suspended");
    await apply(store, "s3", { joined: [fresh("a")] });
    expect(await placeState()).toBe("active");
    await apply(store, "s4", { joined: [joined("a", { timeline: [state("m.room.encryption", {})] })] });
    expect(await placeState()).toBe("suspended");
  });
});

describe("an upgrade", () => {
  const placeOf = (store: Store, name: string) => store.read((tx) => tx.places.ofRoom(room(name)));

  test.each([
    ["the tombstone first", ["old", "new"]],
    ["the new room first", ["new", "old"]],
  ])("moves the place, with %s in one batch", async (_, order) => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("old")] });
    const before = await placeOf(store, "old");
    const rooms = {
      old: joined("old", { timeline: [tombstone(room("new"))] }),
      new: fresh("new", [], room("old")),
    };
    await apply(store, "s2", { joined: order.map((name) => rooms[name as "old" | "new"]) });
    expect(await placeOf(store, "new")).toMatchObject({
      id: before?.id,
      room: room("new"),
      state: "active",
    });
    expect(await store.read((tx) => tx.places.all())).toHaveLength(1);
  });

  test("moves the place when we were in the new room before its tombstone came", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("old")] });
    const before = await placeOf(store, "old");
    await apply(store, "s2", { joined: [fresh("new", [], room("old"))] });
    await apply(store, "s3", { joined: [joined("old", { timeline: [tombstone(room("new"))] })] });
    expect(await placeOf(store, "old")).toMatchObject({ id: before?.id, room: room("new"), state: "active" });
  });

  test.each([
    ["from encrypted to clear is said once, whichever comes first", true, false, 1],
    ["from clear to encrypted is not", false, true, 0],
    ["from encrypted to encrypted is not", true, true, 0],
  ] as const)("%s", async (_, before, after, said) => {
    for (const tombstoneFirst of [true, false]) {
      const store = await newStore();
      const sealed = (is: boolean) =>
        is ? [state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" })] : [];
      await apply(store, "s1", { joined: [fresh("old", sealed(before))] });
      const steps = [
        joined("old", { timeline: [tombstone(room("new"))] }),
        fresh("new", sealed(after), room("old")),
      ];
      for (const step of tombstoneFirst ? steps : steps.toReversed())
        await apply(store, "s2", { joined: [step] });
      await apply(store, "s3", { joined: [fresh("new", sealed(after), room("old"))] });
      const rows = (await rowsOf(store)).filter(({ key }) => key.startsWith("unsealed:"));
      expect(rows.map(({ class: of }) => of)).toEqual(Array(said).fill("notice"));
    }
  });

  test("does not move a place to a room that does not name it as predecessor, nor back again", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("v1")] });
    await apply(store, "s2", { joined: [fresh("other"), fresh("claims", [], room("v1"))] });
    await apply(store, "s3", { joined: [joined("v1", { timeline: [tombstone(room("other"))] })] });
    expect(await placeOf(store, "v1")).toMatchObject({ room: room("v1"), state: "suspended" });

    await apply(store, "s4", { joined: [joined("v1", { timeline: [tombstone(room("v2"))] })] });
    await apply(store, "s5", { joined: [fresh("v2", [], room("v1"))] });
    await apply(store, "s6", {
      joined: [joined("v2", { timeline: [tombstone(room("v3"))] }), fresh("v3", [], room("v2"))],
    });
    const left = { room: room("v2"), membership: "leave" as const, by: ME, reason: null };
    await apply(store, "s7", { left: [left] });
    await apply(store, "s8", { joined: [fresh("v2", [], room("v1"))] });
    expect(await placeOf(store, "v1")).toMatchObject({ room: room("v3") });
  });

  const pursue = (store: Store, name: string) =>
    store.write((tx) => tx.rooms.save({ ...unknownRoom(room(name)), admission: "pursued" }));
  const admissionOf = async (store: Store, name: string) =>
    (await store.read((tx) => tx.rooms.get(room(name))))?.admission;

  test("that led us somewhere is heard there once the room confirms it, and not welcomed again", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("old")] });
    await apply(store, "s2", { joined: [joined("old", { timeline: [tombstone(room("new"))] })] });
    await pursue(store, "new");
    await apply(store, "s3", { joined: [fresh("new", [command("!offres neuf")], room("old"))] });
    expect(await admissionOf(store, "new")).toBe("welcome");
    expect(await placeOf(store, "old")).toMatchObject({ room: room("new"), state: "active" });
    expect(await waiting(store)).toEqual(["!offres neuf"]);
    expect(await rowsOf(store)).toEqual([]);
  });

  test("that the room does not confirm says and answers nothing there", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("old")] });
    await apply(store, "s2", { joined: [joined("old", { timeline: [tombstone(room("trap"))] })] });
    await pursue(store, "trap");
    await apply(store, "s3", { joined: [fresh("trap", [command()], room("other"))] });
    await apply(store, "s4", { joined: [joined("trap", { timeline: [command()] })] });
    expect(await admissionOf(store, "trap")).toBe("refuted");
    expect(await waiting(store)).toEqual([]);
    expect(await rowsOf(store)).toEqual([]);
    expect(await placeOf(store, "trap")).toBeNull();
    expect(await placeOf(store, "old")).toMatchObject({ room: room("old"), state: "suspended" });
  });

  test("whose rooms come in the wrong order welcomes nobody in the last", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("v1")] });
    await apply(store, "s2", { joined: [joined("v1", { timeline: [tombstone(room("v2"))] })] });
    await apply(store, "s3", { joined: [fresh("v3", [], room("v2"))] });
    await apply(store, "s4", {
      joined: [joined("v2", { ...fresh("v2", [tombstone(room("v3"))], room("v1")) })],
    });
    expect(await placeOf(store, "v1")).toMatchObject({ room: room("v3"), state: "active" });
    expect(await rowsOf(store)).toEqual([]);
  });

  test("ends when its tombstone is redacted", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("old")] });
    const end = tombstone(room("new"));
    await apply(store, "s2", { joined: [joined("old", { timeline: [end] })] });
    expect(await placeOf(store, "old")).toMatchObject({ state: "suspended" });
    const redaction = said(user("admin"), {}, { type: "m.room.redaction", redacts: end.id });
    await apply(store, "s3", { joined: [joined("old", { timeline: [redaction] })] });
    expect(await placeOf(store, "old")).toMatchObject({ state: "active", reason: null });
  });

  test("teaches the server to join through: that of whoever sent the tombstone", async () => {
    const store = await newStore();
    await apply(store, "s1", { joined: [fresh("old")] });
    const end = { ...tombstone("!opaque"), sender: "@lea:other.example" as UserId };
    await apply(store, "s2", { joined: [joined("old", { timeline: [end] })] });
    expect(await store.read((tx) => tx.rooms.via("!opaque" as RoomId))).toEqual(["other.example"]);
  });
});

test("an invitation teaches the server to join through: the inviter's", async () => {
  const store = await newStore();
  await apply(store, "s1", {});
  const invitation = {
    ...{ room: "!opaque" as RoomId, inviter: "@lea:other.example" as UserId, encrypted: false },
    ...{ type: null, predecessor: null, name: null, alias: null },
  };
  await apply(store, "s2", { invited: [invitation] });
  expect(await store.read((tx) => tx.rooms.via("!opaque" as RoomId))).toEqual(["other.example"]);
});

test("a space says nothing to anybody: we are not welcomed there", async () => {
  const store = await newStore();
  await apply(store, "s1", {});
  const space = state("m.room.create", { room_version: "11", type: "m.space" });
  await apply(store, "s2", { joined: [joined("a", { state: [space, membership("join")] })] });
  expect(await rowsOf(store)).toEqual([]);
});
