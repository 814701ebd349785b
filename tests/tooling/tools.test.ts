import { spawnSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

function run(script: string, ...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, script), ...words], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe.each([
  ["score", "scripts/score.ts"],
  ["messages", "scripts/messages.ts"],
  ["bench", "bench/main.ts"],
  ["fuzz", "fuzz/main.ts"],
  ["campaign", "campaign/main.ts"],
])("npm run %s", (name, script) => {
  test("says with --help how it is used, and does nothing", () => {
    const { status, stdout } = run(script, "--help");
    expect(stdout).toMatch(new RegExp(`^npm run ${name}\\b`));
    expect(status).toBe(0);
  });

  test("begins nothing on an option that it does not know", () => {
    const { status, stdout, stderr } = run(script, "--nonsense");
    expect(stderr).toContain("--nonsense");
    expect(stdout).toBe("");
    expect(status).toBe(64);
  });
});

// A check of nothing would have found no fault.
test.each([["fuzz/main.ts"], ["campaign/main.ts"]])("%s of what nothing is named is refused", (script) => {
  const { status, stderr } = run(script, "--only", "nonsense");
  expect(stderr).toContain("nonsense");
  expect(status).toBe(64);
});
