import { spawn } from "node:child_process";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { expect, onTestFinished, test } from "vitest";

const LAUNCHER = join(import.meta.dirname, "../../bin/crieur.js");

function start(...args: string[]): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.on("close", (code) => resolve({ code, said }));
  });
}

test("a Node.js that cannot run TypeScript is told which one can", async () => {
  const { code, said } = await start("--no-strip-types", LAUNCHER, "--help");
  expect(code).toBe(78);
  expect(said).toMatch(/^crieur: Node\.js [\d.]+ cannot run it, .*`npx crieur …`.*\n$/);
});

test("a checkout without packages is told to run npm ci", async () => {
  const folder = await mkdtemp(join(tmpdir(), "crieur-launcher-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await copyFile(LAUNCHER, join(folder, "crieur.js"));
  const { code, said } = await start(join(folder, "crieur.js"));
  expect(code).toBe(78);
  expect(said).toMatch(/^crieur: .*`npm ci`.*\n$/);
});

test("matrix-bot-sdk loads on the stand-ins, and none of them does anything", async () => {
  const { MatrixClient } = await import("matrix-bot-sdk");
  expect(MatrixClient).toBeTypeOf("function");
  const require = createRequire(import.meta.url);
  expect(() => require("request")()).toThrow("setRequestFn");
  const { OlmMachine } = require("@matrix-org/matrix-sdk-crypto-nodejs");
  expect(() => new OlmMachine()).toThrow("must stay off");
});
