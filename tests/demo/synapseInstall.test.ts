import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { installSynapse } from "../../synapse/install.ts";
import { holdLock } from "../../synapse/installLock.ts";
import { SetupError } from "../../synapse/setupError.ts";

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "crieur-install-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

type Failures = Readonly<Record<string, string>>;

async function interpreter(version: string, failing?: Failures): Promise<string> {
  const path = join(await folder(), "python3");
  await writeInterpreter(path, version, failing);
  return path;
}

/** A stand-in for Python: says its version, and fails on any command that contains a key of `failing`. */
async function writeInterpreter(path: string, version: string, failing: Failures = {}): Promise<void> {
  const cases = Object.entries(failing).map(([part, says]) => `*"${part}"*) echo "${says}" >&2; exit 1;;`);
  const lines = [
    "#!/bin/sh",
    `case "$*" in *platform*) echo "python|${version}|$0"; exit 0;; ${cases.join(" ")} esac`,
    // What the command `-m venv` would leave: a folder with an interpreter, here this one again.
    'case "$*" in "-m venv"*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && cp "$0" "$3/bin/uv";; esac',
  ];
  await writeFile(path, `${lines.join("\n")}\n`);
  await chmod(path, 0o755);
}

async function attempt(python: string, cache: string, lines: string[] = []): Promise<unknown> {
  return installSynapse({ python, cache, progress: (line) => lines.push(line) }).catch(
    (error: unknown) => error,
  );
}

test.each([
  ["no Python", async () => "/nowhere/python3", "python-missing", /CRIEUR_PYTHON names "\/nowhere\/python3"/],
  [
    "an old Python",
    () => interpreter("3.9.18"),
    "python-too-old",
    /3\.10 or later.*is 3\.9\.18: install a newer/,
  ],
  [
    "a Python without venv, as Debian's",
    () => interpreter("3.11.2", { ensurepip: "No module named ensurepip" }),
    "venv-missing",
    /apt install python3-venv/,
  ],
  [
    "no network",
    () =>
      interpreter("3.11.2", { "pip install": "NewConnectionError: Temporary failure in name resolution" }),
    "network",
    /cannot be reached: connect once/,
  ],
  [
    "a package that does not install",
    () => interpreter("3.11.2", { "pip install": "ERROR: No matching distribution found" }),
    "installation",
    /No matching distribution found/,
  ],
])("%s is one sentence with the remedy", async (_, python, problem, sentence) => {
  const error = await attempt(await python(), await folder());
  expect(error).toBeInstanceOf(SetupError);
  expect(error).toMatchObject({ problem, message: expect.stringMatching(sentence) });
  expect((error as SetupError).message).not.toContain("\n");
});

test("a cache that cannot be written is named", async () => {
  const file = join(await folder(), "a-file");
  await writeFile(file, "");
  expect(await attempt(await interpreter("3.12.1"), join(file, "cache"))).toMatchObject({
    problem: "cache",
    message: expect.stringContaining("set XDG_CACHE_HOME"),
  });
});

test("what was installed is used again, without a word", async () => {
  const cache = await folder();
  const python = await interpreter("3.12.1");
  const lines: string[] = [];
  const installed = await attempt(python, cache, lines);
  expect(lines.length).toBeGreaterThan(0);

  const again: string[] = [];
  expect(await attempt(python, cache, again)).toBe(installed);
  expect(again).toEqual([]);
});

test("an installation cut short is done anew", async () => {
  const cache = await folder();
  const python = await interpreter("3.12.1", { "import synapse": "killed" });
  expect(await attempt(python, cache)).toMatchObject({ problem: "installation" });
  expect(await readdir(cache)).toContainEqual(expect.stringMatching(/\.unfinished$/));

  await writeInterpreter(python, "3.12.1");
  expect(await attempt(python, cache)).toEqual(expect.stringMatching(/\/synapse-[^/]+\/bin\/python$/));
  expect(await readdir(cache)).not.toContainEqual(expect.stringMatching(/\.unfinished$/));
});

test("two that install at the same time: one works, the other waits and uses it", async () => {
  const cache = await folder();
  const python = await interpreter("3.12.1");
  const lines: string[] = [];
  const results = await Promise.all([attempt(python, cache, lines), attempt(python, cache, lines)]);
  expect(results[0]).toBe(results[1]);
  expect(lines.filter((line) => line.includes("making an environment"))).toHaveLength(1);
  expect(lines.filter((line) => line.includes("another process"))).toHaveLength(1);
});

test("the lock goes from one holder to the next", async () => {
  const file = join(await folder(), "lock");
  const release = await holdLock(file, () => expect.unreachable());
  const waiting = Promise.withResolvers<void>();
  const next = holdLock(file, waiting.resolve);
  await waiting.promise;
  release();
  (await next)();
});
