import { spawn } from "node:child_process";
import { copyFile, mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { describe, expect, onTestFinished, test } from "vitest";

const LAUNCHER = join(import.meta.dirname, "../../bin/crieur.js");

function start(...args: string[]): Promise<{ code: number | null; said: string }> {
  return startIn({}, ...args);
}

function startIn(
  environment: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...environment };
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
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

describe("types are stripped once, by another process", () => {
  /** Says at its end whether it has loaded what strips. */
  const WITNESS = `data:text/javascript,${encodeURIComponent(
    `process.on("exit", () => process.stderr.write(String(process.moduleLoadList.some((name) => name.includes("amaro")))))`,
  )}`;
  const version = (cache: string) =>
    startIn({ XDG_CACHE_HOME: cache }, "--import", WITNESS, LAUNCHER, "--version");
  const kept = async (cache: string) => {
    const files = await readdir(join(cache, "crieur/stripped"), { recursive: true, withFileTypes: true });
    return files.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  };

  test("and what is kept is whole, or made anew", async () => {
    const cache = await mkdtemp(join(tmpdir(), "crieur-launcher-"));
    onTestFinished(() => rm(cache, { recursive: true, force: true }));
    expect(await version(cache)).toEqual({ code: 0, said: "false" });
    const files = await kept(cache);
    expect(files.length).toBeGreaterThan(500);
    for (const [at, file] of files.entries()) await truncate(file, at % 2);
    await writeFile(join(dirname(files[0] ?? ""), "0".repeat(64)), "of another version");
    expect(await version(cache)).toEqual({ code: 0, said: "false" });
    expect(await kept(cache)).toEqual(expect.arrayContaining(files));
    expect(await kept(cache)).toHaveLength(files.length);
  });

  test("or by Node.js itself where nothing can be kept", async () => {
    expect(await version("/dev/null")).toEqual({ code: 0, said: "true" });
  });
});

test("matrix-bot-sdk loads on the stand-ins, and none of them does anything", async () => {
  const { MatrixClient } = await import("matrix-bot-sdk");
  expect(MatrixClient).toBeTypeOf("function");
  const require = createRequire(import.meta.url);
  expect(() => require("request")()).toThrow("setRequestFn");
  const { OlmMachine } = require("@matrix-org/matrix-sdk-crypto-nodejs");
  expect(() => new OlmMachine()).toThrow("must stay off");
});
