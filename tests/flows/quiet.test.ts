import { describe, expect, test } from "vitest";
import { followConfiguration } from "../../src/flows/announce/subscriptions.ts";
import { Digester } from "../../src/flows/digest/digester.ts";
import type { Store } from "../../src/ports/index.ts";
import { event, room } from "../support/identifiers.ts";
import { knownOffer } from "../support/knownOffer.ts";
import {
  bodies,
  change,
  FakeHomeserver,
  newStore,
  placeIn,
  published,
  rowsOf,
  startSender,
  states,
} from "./world.ts";

/** In Paris it is 22:00. */
const NIGHT = Date.parse("2026-12-01T21:00:00Z");
const MORNING = Date.parse("2026-12-02T07:00:00Z");

/** A sender whose clock the test sets. */
function sending(store: Store, listAbove = 3) {
  const at = { now: NIGHT };
  const clock = { now: () => at.now, monotonic: () => performance.now() };
  const homeserver = new FakeHomeserver();
  const { sender } = startSender(store, homeserver, { clock, listAbove });
  const digester = new Digester({
    ...{ store, clock, timezone: "Europe/Paris" },
    ...{ matches: () => false, open: () => [], onDigest: () => sender.wake() },
  });
  return { at, homeserver, sender, digester };
}

async function quietRoom(hours = "20:00-8:00") {
  const store = await newStore();
  const place = await placeIn(store, "a");
  await store.write((tx) => tx.quiet.setConfigured(new Map([[place, hours]])));
  return { store, place };
}

const waits = async (store: Store) => (await rowsOf(store)).map(({ notBefore }) => notBefore);

describe("what falls into quiet hours", () => {
  test("waits for their end, and comes as one list; other rooms do not wait, and nothing is wrong", async () => {
    const { store } = await quietRoom();
    await placeIn(store, "b");
    const { at, homeserver, sender } = sending(store);
    await published(store, "devops");
    await published(store, "data");
    sender.wake();
    await expect.poll(() => bodies(homeserver, room("b"))).toHaveLength(2);
    await expect.poll(() => waits(store)).toEqual([MORNING, 0, MORNING, 0]);
    expect(bodies(homeserver, room("a"))).toEqual([]);
    await expect.poll(() => store.read((tx) => tx.outbox.lines(NIGHT + 3_600_000))).toEqual([]);
    expect(await store.read((tx) => tx.outbox.nextDue(NIGHT))).toBe(MORNING);
    at.now = MORNING;
    sender.wake();
    await expect.poll(() => bodies(homeserver, room("a"))).toHaveLength(1);
    expect(bodies(homeserver, room("a"))[0]).toMatch(/^📢 2 nouvelles offres/u);
  });

  test("one alone comes as an announcement; closed meanwhile, it does not come", async () => {
    const { store } = await quietRoom();
    const { at, homeserver, sender } = sending(store);
    const gone = await published(store, "gone");
    await published(store, "kept");
    sender.wake();
    await expect.poll(() => waits(store)).toEqual([MORNING, MORNING]);
    await change(store, "closed", { ...gone, status: "closed", stood: "closed", closedAt: 50 });
    at.now = MORNING;
    sender.wake();
    await expect.poll(() => states(store)).toEqual(["dropped", "sent"]);
    expect(bodies(homeserver)).toMatchObject([expect.stringMatching(/^📢 Nouvelle offre/u)]);
  });

  test("holds up neither answers nor edits, nor what was attempted before", async () => {
    const { store, place } = await quietRoom();
    const { at, homeserver, sender } = sending(store);
    at.now = NIGHT - 4 * 3_600_000;
    const known = await published(store, "devops");
    sender.wake();
    await expect.poll(() => bodies(homeserver)).toHaveLength(1);
    at.now = NIGHT;
    await change(store, "edited", { ...known, offer: { ...known.offer, title: "autre titre" } });
    await store.write((tx) =>
      tx.outbox.add({
        ...{ key: "reply", place, class: "reply", notify: false, room: room("a") },
        ...{ content: { body: "réponse" }, createdAt: NIGHT },
      }),
    );
    sender.wake();
    await expect.poll(() => bodies(homeserver).length).toBe(3);
  });

  test.each([
    ["a day ahead, and is set back", 24 * 3_600_000, true],
    ["a year ahead before a start", 365 * 24 * 3_600_000, false],
  ])("does not wait for what a clock said that was %s", async (_, ahead, before) => {
    const { store } = await quietRoom();
    const { at, sender, digester } = sending(store);
    at.now = NIGHT + ahead;
    if (before) await digester.turn();
    await published(store, "devops");
    sender.wake();
    await expect.poll(() => waits(store)).toEqual([MORNING + ahead]);
    at.now = NIGHT;
    await digester.turn();
    await expect.poll(() => waits(store)).toEqual([MORNING]);
    await digester.turn();
    expect(await waits(store)).toEqual([MORNING]);
  });

  test("goes at once when the room wants no quiet any more", async () => {
    const { store, place } = await quietRoom();
    const { homeserver, sender } = sending(store);
    await published(store, "devops");
    await published(store, "data");
    sender.wake();
    await expect.poll(() => waits(store)).toEqual([MORNING, MORNING]);
    await store.write(async (tx) => {
      const none = { hours: "", pausedFrom: null, pausedUntil: null, person: null, at: NIGHT };
      await tx.quiet.set(place, none, event("calme non"));
      await tx.outbox.comeForth(place, NIGHT);
    });
    sender.wake();
    await expect
      .poll(() => bodies(homeserver))
      .toMatchObject([expect.stringContaining("2 nouvelles offres")]);
  });

  test("is looked at anew when the configuration changes its hours", async () => {
    const { store } = await quietRoom();
    const { sender } = sending(store);
    await published(store, "devops");
    sender.wake();
    await expect.poll(() => waits(store)).toEqual([MORNING]);
    const rooms = [
      { room: room("a"), filter: "", schedule: "immediate", notify: true, quiet: "21:00-06:30" },
    ];
    const parts = { store, matches: () => true, current: (filter: string) => filter, now: NIGHT };
    await followConfiguration(rooms, parts);
    sender.wake();
    await expect.poll(() => waits(store)).toEqual([Date.parse("2026-12-02T05:30:00Z")]);
    expect(await store.read(({ quiet }) => quiet.all())).toMatchObject([{ configured: "21:00-6:30" }]);
  });
});

test("a pause holds more than its list takes, in lists of twenty", async () => {
  const store = await newStore();
  const place = await placeIn(store, "a");
  const { at, homeserver, sender } = sending(store);
  const wish = { hours: null, pausedFrom: NIGHT, pausedUntil: MORNING, person: null, at: NIGHT };
  await store.write((tx) => tx.quiet.set(place, wish, event("pause")));
  for (let one = 0; one < 22; one += 1) await change(store, "published", knownOffer(`offer ${one}`));
  sender.wake();
  await expect.poll(() => waits(store)).toEqual(Array.from({ length: 22 }, () => MORNING));
  at.now = MORNING;
  sender.wake();
  await expect.poll(() => bodies(homeserver)).toHaveLength(2);
  expect(bodies(homeserver)[0]).toContain("20 nouvelles offres");
});
