import { expect, test } from "vitest";
import { untilConnected } from "../../src/flows/service/connecting.ts";
import { type ErrorConcern, type Homeserver, HomeserverError } from "../../src/ports/index.ts";

function connecting(outcomes: (Homeserver | Error)[]) {
  const told: [string, number][] = [];
  const waited: number[] = [];
  const connected = untilConnected({
    async connect() {
      const outcome = outcomes.shift();
      if (outcome === undefined || outcome instanceof Error)
        throw outcome ?? new Error("asked once too often");
      return outcome;
    },
    wait: async (milliseconds) => void waited.push(milliseconds),
    random: () => 0,
    onFailure: (error, wait) => told.push([error.message, wait]),
  });
  return { connected, told, waited };
}

const failure = (concern: ErrorConcern, retryAfter: number | null = null) =>
  new HomeserverError(concern, { concern, retryAfter });

test("what passes is waited out, with growing pauses or the one that was asked for; an account is probed", async () => {
  const homeserver = {} as Homeserver;
  const run = connecting([
    failure("passing"),
    failure("passing"),
    failure("passing", 7),
    failure("passing", 3_600_000),
    failure("account"),
    homeserver,
  ]);
  expect(await run.connected).toBe(homeserver);
  expect(run.waited).toEqual([1000, 2000, 7, 60_000, 300_000]);
  expect(run.told).toEqual([
    ["passing", 1000],
    ["passing", 2000],
    ["passing", 7],
    ["passing", 60_000],
    ["account", 300_000],
  ]);
});

test("dead credentials and faults of ours end it at once", async () => {
  for (const error of [failure("credentials"), new TypeError("ours")]) {
    const run = connecting([error]);
    await expect(run.connected).rejects.toBe(error);
    expect(run.waited).toEqual([]);
  }
});
