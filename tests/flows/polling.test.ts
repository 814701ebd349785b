import { expect, test } from "vitest";
import { Polling } from "../../src/flows/receive/polling.ts";

const asked = { timeout: 30_000, few: false };

test("echoes of a fan-out are fetched several at a time; the echo of one answer delays nothing", () => {
  const polling = new Polling();
  const rest = (brought: "nothing" | "echoes" | "news") => polling.answered(asked, 20, brought);
  expect([rest("echoes"), rest("news"), rest("echoes"), rest("news")]).toEqual([0, 0, 0, 0]);
  expect([rest("echoes"), rest("echoes"), rest("echoes"), rest("echoes")]).toEqual([0, 0, 250, 250]);
  expect(rest("news")).toBe(0);
});
