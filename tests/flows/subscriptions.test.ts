import { describe, expect, test } from "vitest";
import { type ConfiguredRoom, followConfiguration } from "../../src/flows/announce/subscriptions.ts";
import type { Store } from "../../src/ports/index.ts";
import { alias, room } from "../support/identifiers.ts";
import { knownOffer } from "../support/knownOffer.ts";
import { knownRoom } from "../support/knownRoom.ts";
import { change, newStore, states, told } from "./world.ts";

const matches = (filter: string, { title }: { title: string }): boolean => title.includes(filter);
const entry = (more: Partial<ConfiguredRoom> = {}): ConfiguredRoom => ({
  room: alias("a"),
  filter: "",
  schedule: "immediate",
  notify: true,
  ...more,
});
/** Stored texts of an earlier version, and what they are today. */
const EARLIER = new Map([["tout public", "public"]]);
const current = (filter: string): string => EARLIER.get(filter) ?? filter;
const configure = (store: Store, ...rooms: ConfiguredRoom[]) =>
  followConfiguration(rooms, { store, matches, current, now: 5 });
const subscriptions = (store: Store) => store.read((tx) => tx.subscriptions.all());
const places = (store: Store) => store.read((tx) => tx.places.all());

describe("the subscriptions of the configuration", () => {
  test("begin once, with what is open told, before their room is known", async () => {
    const store = await newStore();
    await change(store, "published", knownOffer("devops"));
    await configure(store, entry());
    await configure(store, entry());
    expect(await subscriptions(store)).toHaveLength(1);
    const [place] = await places(store);
    if (!place) throw new Error("no place");
    expect(place).toMatchObject({ state: "waiting", configured: true });
    expect(await told(store, knownOffer("devops"), place.id)).toBe("told");
  });

  test.each(["", "d"])(
    "count what stands open as told, also while its file is missing: filter %j",
    async (filter) => {
      const store = await newStore();
      const offers = [
        knownOffer("d1"),
        knownOffer("d2", { status: "missing", missingSince: 5 }),
        knownOffer("d3", { status: "closed", stood: "closed" }),
        knownOffer("d4", { status: "removed" }),
      ];
      await store.write((tx) => tx.offers.save(offers));
      await configure(store, entry({ filter }), entry({ room: alias("b"), filter }));
      for (const { id } of await places(store)) {
        const heard = await Promise.all(offers.map((offer) => told(store, offer, id)));
        expect(heard).toEqual(["told", "told", null, null]);
      }
    },
  );

  test("begin beside a digest without telling what that is to tell", async () => {
    const store = await newStore();
    await configure(store, entry({ schedule: "daily 9:00" }));
    await change(store, "published", knownOffer("devops"));
    await change(store, "published", knownOffer("data"));
    await configure(
      store,
      entry({ schedule: "daily 9:00", filter: "dev" }),
      entry({ filter: "d" }),
      entry({ schedule: "daily 9:00" }),
    );
    const [place] = await places(store);
    if (!place) throw new Error("no place");
    expect(await told(store, knownOffer("devops"), place.id)).toBeNull();
    expect(await told(store, knownOffer("data"), place.id)).toBeNull();
  });

  test("whose filter was written otherwise by an earlier version go on", async () => {
    const store = await newStore();
    await configure(store, entry({ filter: "tout public" }));
    const before = await subscriptions(store);
    await change(store, "published", knownOffer("public"), { matches, now: 6 });
    await configure(store, entry({ filter: "public" }));
    expect(await subscriptions(store)).toEqual(before.map((one) => ({ ...one, shown: "public" })));
  });

  test("follow `notify` without beginning anew", async () => {
    const store = await newStore();
    await configure(store, entry({ notify: true }));
    const [before] = await subscriptions(store);
    await configure(store, entry({ notify: false }));
    expect(await subscriptions(store)).toEqual([{ ...before, notify: false }]);
  });

  test("are shown in the words of the file, which may change without beginning anew", async () => {
    const store = await newStore();
    await configure(store, entry({ filter: "graphist", shown: "graphistes" }));
    const [before] = await subscriptions(store);
    expect(before?.shown).toBe("graphistes");
    await configure(store, entry({ filter: "graphist", shown: "un ou une graphiste" }));
    expect(await subscriptions(store)).toEqual([{ ...before, shown: "un ou une graphiste" }]);
  });

  test("end with their entry; what waits for nobody is taken back; others of the place stay", async () => {
    const store = await newStore();
    await configure(store, entry({ filter: "devops" }), entry({ filter: "juriste" }));
    for (const key of ["devops", "juriste"])
      await change(store, "published", knownOffer(key), { matches, now: 6 });
    const [place] = await places(store);
    await store.write((tx) =>
      tx.subscriptions.begin({
        place: place?.id ?? (0 as never),
        filter: "autre",
        schedule: "immediate",
        origin: "command",
        author: "@lea:example.org",
        notify: true,
        since: 1,
      }),
    );
    await configure(store, entry({ filter: "juriste" }));
    expect((await subscriptions(store)).map(({ filter }) => filter)).toEqual(["juriste", "autre"]);
    expect(await states(store)).toEqual(["dropped", "queued"]);
    await configure(store);
    expect((await subscriptions(store)).map(({ filter }) => filter)).toEqual(["autre"]);
    expect((await places(store))[0]?.configured).toBe(false);
  });

  test("of one room by its alias and its id are one, which notifies when either does", async () => {
    for (const [first, second] of [
      [true, false],
      [false, true],
    ] as const) {
      const store = await newStore();
      const both = [entry({ notify: first }), entry({ room: room("a"), notify: second })];
      await configure(store, ...both);
      expect(await places(store)).toHaveLength(2);
      await change(store, "published", knownOffer("devops"), { matches });
      await store.write(async (tx) => {
        await tx.rooms.save(knownRoom("a"));
        const byAlias = await tx.places.ofAlias(alias("a"));
        if (byAlias) await tx.places.settle(byAlias.id, room("a"));
      });
      expect(await subscriptions(store)).toMatchObject([{ notify: true }]);
      await configure(store, ...both);
      expect(await subscriptions(store)).toMatchObject([{ notify: true }]);
      expect(await places(store)).toMatchObject([{ alias: alias("a"), room: room("a"), configured: true }]);
      const decided = await store.read((tx) => tx.decisions.ofOffer(knownOffer("devops").key, 1));
      expect(decided).toHaveLength(1);
    }
  });
});
