import { describe, expect, test } from "vitest";
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
          isAtRest: true,
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
  if (!first.readable) throw new Error(first.reason);
  const { readings } = first;
  expect(await reader.read()).toMatchObject({ readings, since: { readings, fresh: [] } });
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

describe("what a reading has in common with the one before", () => {
  /** A folder whose files are named with their texts; a changed text is another version. */
  async function readAfterEach(...folders: Record<string, string>[]) {
    let files: Record<string, string> = {};
    const list = async () => ({
      readable: true as const,
      files: Object.entries(files).map(([file, text]) => ({
        file,
        version: text,
        isAtRest: true,
        bytes: async () => Buffer.from(text),
      })),
      whole: true,
      identity: null,
      unlistable: [],
      withoutEvents: null,
    });
    const reader = new Reader({ list, refresh() {}, watch: async () => async () => {} }, ourNames);
    const readings = [];
    for (const folder of folders) {
      files = folder;
      readings.push(await reader.read());
    }
    const last = readings.at(-1);
    if (!last?.readable) throw new Error("not readable");
    return last;
  }
  const text = (title: string) => offerFile({ roles: title, open: true });

  test("is all but the files that were edited, which stand where they stood", async () => {
    const last = await readAfterEach(
      { "b.md": text("B"), "a.md": text("A"), notes: "Bonjour" },
      { "b.md": text("B"), "a.md": text("A, revu"), notes: "Bonsoir" },
    );
    expect(last.since?.fresh.map(({ file }) => file)).toEqual(["a.md"]);
    expect(last.readings.map(({ offer }) => offer?.title)).toEqual(["A, revu", "B"]);
    expect(last.since?.readings.map(({ offer }) => offer?.title)).toEqual(["A", "B"]);
    expect(last.readings[1]).toBe(last.since?.readings[1]);
  });

  test.each<[string, Record<string, string>[]]>([
    ["a file came", [{ "a.md": text("A") }, { "a.md": text("A"), "b.md": text("B") }]],
    ["a file went", [{ "a.md": text("A"), "b.md": text("B") }, { "a.md": text("A") }]],
    [
      "one came for another",
      [
        { "a.md": text("A"), "b.md": text("B") },
        { "a.md": text("A"), "c.md": text("B") },
      ],
    ],
    ["a file became an offer", [{ a: "Bonjour" }, { a: text("A") }]],
    [
      "two files share an id",
      [
        { "a.md": text("A"), a: text("B") },
        { "a.md": text("A"), a: text("C") },
      ],
    ],
  ])("is not told where %s", async (_, folders) => {
    expect((await readAfterEach(...folders)).since).toBeNull();
  });
});
