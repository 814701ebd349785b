import { describe, expect, test } from "vitest";
import { setKeysStanding } from "../../src/flows/rooms/keysStanding.ts";
import { Census } from "../../src/flows/service/census.ts";
import { type KeysReport, keysLine, keysNotes, NO_KEYS } from "../../src/flows/service/keysReport.ts";
import { type ReportParts, report } from "../../src/flows/service/report.ts";
import { Tally } from "../../src/flows/service/tally.ts";
import { clockAt } from "../support/clock.ts";
import { newStore } from "./world.ts";

const NOW = 1_800_000_000_000;
const GOOD: KeysReport = { ...NO_KEYS, on: true, standing: "good", device: "DEVICE", backup: "3" };

describe("how encrypted rooms are served", () => {
  test.each<[string, KeysReport, string]>([
    ["signed, with a backup", GOOD, "device DEVICE signed by its account, backup 3"],
    ["without one", { ...GOOD, backup: null }, "device DEVICE signed by its account, no backup"],
    [
      "with messages that wait",
      { ...GOOD, unopened: 2, unopenedSince: new Date(NOW).toISOString() },
      "device DEVICE signed by its account, backup 3; 2 messages wait for their key",
    ],
    ["not signed", NO_KEYS, "none signed: encrypted rooms are left out; `npx crieur login`"],
    [
      "used up",
      { ...GOOD, on: false, standing: "stale", shutRooms: 2 },
      "of device DEVICE used up, 2 rooms left out; `npx crieur login` makes another",
    ],
  ])("is one line: %s", (_, keys, line) => {
    expect(keysLine(keys)).toBe(line);
  });

  test("rooms that are left out are named with their remedy, once: stale keys have a reason of their own", () => {
    const shut = { ...NO_KEYS, shutRooms: 3 };
    expect(keysNotes(shut, NOW)).toMatchObject([
      {
        name: "encrypted rooms",
        what: expect.stringMatching(/not signed.*: 3$/),
        remedy: expect.stringContaining("crieur login"),
      },
    ]);
    expect(keysNotes({ ...shut, standing: "good" }, NOW)[0]?.what).toContain(
      "in a way that is not known here",
    );
    expect(keysNotes({ ...shut, standing: "stale" }, NOW)).toEqual([]);
    expect(keysNotes(GOOD, NOW)).toEqual([]);
  });

  test("what waits for its key is named after a minute", () => {
    const waiting = { ...GOOD, unopened: 2, unopenedSince: new Date(NOW).toISOString() };
    expect(keysNotes(waiting, NOW + 59_000)).toEqual([]);
    expect(keysNotes(waiting, NOW + 61_000)).toMatchObject([
      { name: "keys awaited", what: expect.stringContaining("2, the oldest for 61 s") },
    ]);
  });
});

test("the report has it from the store, and a name of nobody", async () => {
  const store = await newStore();
  const parts: ReportParts = {
    ...{ version: "1", node: "24", clock: clockAt(NOW), started: NOW, perSecond: 1 },
    ...{ reasons: () => [], notes: () => [], account: () => null, lastSync: () => null },
    ...{
      backup: () => "3",
      figures: () => new Tally().figures,
      refusedFiles: () => 0,
      storeSize: () => 0,
      slowDisk: () => null,
      unreadable: { since: null },
      census: new Census(),
    },
    offers: () => ({ open: 0, closed: 0 }),
  };
  const look = () => report(parts, (work) => store.read(work));
  expect((await look()).keys).toEqual({ ...NO_KEYS, backup: "3" });
  const ours = { user: "@crieur:example.org" as never, device: "DEVICE" };
  await store.write((tx) => setKeysStanding(tx, "good", ours));
  expect((await look()).keys).toEqual(GOOD);
});

test("a store that cannot be read is named since that began, until it can", async () => {
  const store = await newStore();
  let now = NOW;
  const parts: ReportParts = {
    ...{ version: "1", node: "24", clock: clockAt(() => now), started: NOW, perSecond: 1 },
    ...{ reasons: () => [], notes: () => [], account: () => null, lastSync: () => null, backup: () => null },
    ...{
      figures: () => new Tally().figures,
      refusedFiles: () => 0,
      storeSize: () => 0,
      slowDisk: () => null,
    },
    ...{ unreadable: { since: null }, census: new Census(), offers: () => ({ open: 0, closed: 0 }) },
  };
  const ill = () => report(parts, () => Promise.reject(new Error("disk I/O error")));
  await ill();
  now += 60_000;
  expect((await ill()).reasons).toMatchObject([{ name: "store", since: new Date(NOW).toISOString() }]);
  expect((await report(parts, (work) => store.read(work))).reasons).toEqual([]);
  expect((await ill()).reasons).toMatchObject([{ since: new Date(now).toISOString() }]);
});
