import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { describe, type TestContext, test } from "vitest";
import { findPython } from "../../synapse/python.ts";

const CHECKOUT = join(import.meta.dirname, "../..");
const DAMAGED = "2022-04-08-tchap-deux-devs.md";
const LONG = 120_000;

interface Demo {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  said(): string;
  /** Waits until it has said so. */
  until(part: string | RegExp): Promise<void>;
}

function demo(
  { onTestFinished, expect }: TestContext,
  options: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Demo {
  const child = spawn(process.execPath, [join(CHECKOUT, "bin/crieur.js"), "demo", ...options], {
    cwd: CHECKOUT,
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  return {
    child,
    ended: once(child, "close").then(([code]) => code),
    said: () => said,
    until: (part) => expect.poll(() => said, { timeout: 60_000 }).toMatch(part),
  };
}

/** Runs a command at a terminal of its own, which it takes away once the command waits for what a person types. */
const TERMINAL_THAT_VANISHES = `
import os, pty, signal, sys
child, terminal = pty.fork()
if child == 0:
    os.execv(sys.argv[1], sys.argv[1:])
signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
signal.alarm(100)
shown = b""
while b"offres aide" not in shown:
    shown += os.read(terminal, 4096)
os.close(terminal)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
`;

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

// Each sets up a homeserver of its own and then waits for most of its time: at once they take little longer than one.
describe.concurrent("a demonstration", () => {
  test("the scenario of demo --check holds on a real homeserver", { timeout: LONG }, async (context) => {
    const { ended, said } = demo(context, ["--check"]);
    const { expect } = context;
    expect(await ended, said()).toBe(0);
    expect(said()).toMatch(/^11 of 11 steps as they should be/m);
    expect(said()).not.toContain("✗");
  });

  test("a demo shows its rooms, answers, follows the files, and leaves nothing behind", {
    timeout: LONG,
  }, async (context) => {
    const { expect } = context;
    const { child, ended, said, until } = demo(context, []);
    await until("/readyz");
    const urls = [...said().matchAll(/http:\/\/127\.0\.0\.1:\d+/g)].map(([url]) => url);
    expect(urls).toHaveLength(2);
    expect(await Promise.all(urls.map(answers))).toEqual([true, true]);

    child.stdin?.write("!offres devops\n/salon 2\n/reponse !offre\n");
    await until(/2 offres ouvertes pour[\s\S]*· Équipe DevOps\n {2}!offre\n[\s\S]*Postuler[\s\S]*Publiée le/);
    const folder = /modifiez un fichier de (\S+)\./.exec(said())?.[1] ?? "";
    const file = join(CHECKOUT, folder, DAMAGED);
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace("open: false", "open: true"));
    await until(/Nouvelle offre\s: 2 Dev Senior/);
    await writeFile(file, text);
    await until(/\(modifié\) · Missions numériques\n {2}Offre fermée le .*2 Dev Senior/);

    child.kill("SIGINT");
    expect(await ended).toBe(0);
    expect(await Promise.all(urls.map(answers))).toEqual([false, false]);
  });

  test("Python missing is one sentence and exit code 78", async (context) => {
    const { expect } = context;
    const { ended, said } = demo(context, [], { CRIEUR_PYTHON: "/nowhere/python3" });
    expect(await ended).toBe(78);
    expect(said()).toMatch(/crieur: CRIEUR_PYTHON names "\/nowhere\/python3", .*\n/);
    expect(said()).not.toContain("    at ");
  });

  test("ends when its terminal is closed, although nobody reads what it says then", {
    timeout: LONG,
  }, async ({ expect, onTestFinished }) => {
    const { executable } = await findPython(process.env.CRIEUR_PYTHON);
    const words = [process.execPath, join(CHECKOUT, "bin/crieur.js"), "demo"];
    const child = spawn(executable, ["-c", TERMINAL_THAT_VANISHES, ...words], {
      cwd: CHECKOUT,
      detached: true,
    });
    onTestFinished(() => void (child.exitCode === null && process.kill(-(child.pid ?? 0), "SIGKILL")));
    let code = "";
    child.stdout.on("data", (chunk: Buffer) => {
      code += chunk.toString();
    });
    await once(child, "close");
    expect(code.trim()).toBe("0");
  });
});
