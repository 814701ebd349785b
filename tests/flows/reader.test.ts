import { expect, test } from "vitest";
import { Reader } from "../../src/flows/scan/reader.ts";
import type { OfferSource } from "../../src/ports/index.ts";
import { offerFile } from "../support/offerFile.ts";
import { ourNames } from "../support/words.ts";

/** One file whose version never changes; reading it does what `bytes` does, and is counted. */
function oneFile(bytes: () => Promise<Uint8Array>): OfferSource & { reads: number } {
  const source = {
    reads: 0,
    list: async () => ({
      readable: true as const,
      files: [
        {
          file: "un.md",
          version: "1",
          bytes: () => {
            source.reads += 1;
            return bytes();
          },
        },
      ],
      whole: true,
      identity: null,
      unlistable: [],
      withoutEvents: null,
    }),
    refresh: () => {},
    watch: async () => async () => {},
  };
  return source;
}

const TEXT = Buffer.from(offerFile({ roles: "Poste", open: true }));

test("a file that did not change is read once", async () => {
  const source = oneFile(async () => TEXT);
  const reader = new Reader(source, ourNames);
  const first = await reader.read();
  expect(await reader.read()).toEqual(first);
  expect(source.reads).toBe(1);
});

test("a file that could not be read is tried again, though its version is the same", async () => {
  let fails = true;
  const source = oneFile(() => (fails ? Promise.reject(new Error("EIO: i/o error")) : Promise.resolve(TEXT)));
  const reader = new Reader(source, ourNames);
  expect(await reader.read()).toMatchObject({
    readings: [{ offer: null, problems: [{ message: "EIO: i/o error" }] }],
  });
  fails = false;
  expect(await reader.read()).toMatchObject({ readings: [{ offer: { title: "Poste" } }] });
});
