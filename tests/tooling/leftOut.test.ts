import { execFileSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

it("of what zod says only English is loaded", () => {
  const script = `
    (await import("./bin/leftOut.js")).leaveOut();
    const { z } = await import("zod");
    const { error } = z.string().safeParse(1);
    process.stdout.write(JSON.stringify([Object.keys(z.locales), error.issues[0].message]));`;
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(JSON.parse(output)).toEqual([["en"], "Invalid input: expected string, received number"]);
});
