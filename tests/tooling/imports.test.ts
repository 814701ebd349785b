import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { importFaults } from "../../scripts/imports.ts";

const ROOT = join(import.meta.dirname, "../..");
const program = new Map(
  globSync("{src,demo,synapse}/**/*.ts", { cwd: ROOT }).map((file) => [
    file,
    readFileSync(join(ROOT, file), "utf8"),
  ]),
);

/** The program with `statement` planted at the head of `file`. */
function planted(file: string, statement: string): string[] {
  const source = program.get(file);
  if (source === undefined) throw new Error(`There is no ${file} to plant in.`);
  return importFaults(new Map(program).set(file, `${statement}\n${source}`));
}

test("the program as it stands has no fault", () => {
  expect(program.size).toBeGreaterThan(300);
  expect(importFaults(program)).toEqual([]);
});

describe("an import that is planted is caught:", () => {
  test.each([
    ["from a floor above", "src/text/clip.ts", 'import "../offers/offer.ts";', "stands below src/offers"],
    ["of a type too", "src/rooms/room.ts", 'import type {} from "../messages/say.ts";', "below src/messages"],
    ["of the command line by the demonstration", "demo/demo.ts", 'import "../src/cli/run.ts";', "src/cli"],
    [
      "of the bot by the homeserver's tool",
      "synapse/runCommand.ts",
      'import "../src/text/clip.ts";',
      "alone",
    ],
    ["of a test by the program", "src/app.ts", 'import "../tests/seed.ts";', "no part of the program"],
    ["by a room of the one after it", "src/offers/offer.ts", 'import "./reading/parse.ts";', "comes before"],
    ["of a file by itself through another", "src/text/fold.ts", 'import "./clip.ts";', null],
    ["of what reads the world", "src/delivery/backoff.ts", 'import "node:fs";', "src/delivery is pure"],
    ["of the clock", "src/rooms/room.ts", "const now = Date.now();", "reads the clock"],
    [
      "deferred",
      "src/search/language/stopWords.ts",
      'void import("../index/termCounts.ts");',
      "comes before",
    ],
  ])("%s", (_kind, file, statement, fault) => {
    const faults = planted(file, statement);
    if (fault === null) expect(faults).toEqual([]);
    else expect(faults.join("\n")).toContain(fault);
  });

  test("that closes a circle of files", () => {
    const faults = planted("src/flows/service/health.ts", 'import "./readiness.ts";');
    expect(faults.join("\n")).toContain("import cycle: src/flows/service/");
  });

  test("that closes a circle of folders, though no file is in one", () => {
    const faults = planted("src/flows/service/releases.ts", 'import "../scan/nextDay.ts";');
    expect(faults.some((fault) => fault.startsWith("import cycle"))).toBe(false);
    expect(faults.join("\n")).toContain("cycle of folders: ");
  });
});

test("a new folder of src/ has to be given its floor", () => {
  const faults = importFaults(new Map([["src/helpers/string.ts", ""]]));
  expect(faults).toEqual([expect.stringContaining("stands on no floor")]);
});
