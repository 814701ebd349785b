import { expect, test } from "vitest";
import { Echoes } from "../../src/delivery/echoes.ts";
import { Health } from "../../src/flows/service/health.ts";
import { reasonsOf } from "../../src/flows/service/readiness.ts";
import type { EventId, RoomId } from "../../src/rooms/identifiers.ts";

test("a reason keeps the moment of its first appearance while its words change, and begins anew once it was gone", () => {
  let now = 0;
  const told: (string | null)[] = [];
  const health = new Health(
    (_, what) => told.push(what),
    () => now,
  );
  health.red("git", "first", "wait");
  now = 60_000;
  health.red("git", "second", "wait");
  health.red("git", "second", "wait");
  expect(health.reasons).toEqual([
    { name: "git", what: "second", since: "1970-01-01T00:00:00.000Z", remedy: "wait" },
  ]);
  health.green("git");
  health.green("git");
  expect(told).toEqual(["first", "second", null]);
  health.red("git", "third");
  expect(health.reasons[0]).toMatchObject({ since: "1970-01-01T00:01:00.000Z" });
  expect(health.reasons[0]?.remedy).toContain("docs/exploitation.md");
});

test("what every start has for some moments is red, and nobody is told of it", () => {
  const told: unknown[] = [];
  const health = new Health((...change) => told.push(change));
  health.starting("homeserver", "not connected yet");
  expect(health.reasons).toMatchObject([{ name: "homeserver", what: "not connected yet" }]);
  health.green("homeserver");
  expect(health.reasons).toEqual([]);
  health.starting("homeserver", "not connected yet");
  health.red("homeserver", "no way leads there", "look");
  health.green("homeserver");
  expect(told).toEqual([
    ["homeserver", "no way leads there"],
    ["homeserver", null],
  ]);
});

test("a note stands beside the reasons, and goes like one", () => {
  const health = new Health();
  health.note("room a", "nobody else is there", "invite somebody");
  expect(health.reasons).toEqual([]);
  expect(health.notes).toMatchObject([{ name: "room a", remedy: "invite somebody" }]);
  health.red("room a", "encrypted", "make it a forum");
  expect(health.notes).toEqual([]);
  health.green("room a");
  expect([health.notes, health.reasons]).toEqual([[], []]);
});

test("what never came back, and a sync that is old, are named since they began", () => {
  const clock = { now: () => 1_000_000, monotonic: () => 500_000 };
  const echoes = new Echoes();
  echoes.sent("$one" as EventId, "!room:example.org" as RoomId, 300_000);
  echoes.synced(400_000);
  const health = new Health(() => {}, clock.now);
  health.red("sync", "a sync batch could not be worked through", "make room on the disk", 950_000);
  const reasons = reasonsOf(health, { echoes, lastSync: () => 400_000 }, { clock, started: 0 });
  expect(reasons.slice(1)).toMatchObject([
    { name: "sync age", since: new Date(900_000).toISOString(), remedy: "make room on the disk" },
    { name: "echo", since: new Date(800_000).toISOString() },
  ]);
});
