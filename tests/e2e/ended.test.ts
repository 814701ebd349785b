import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { expect, onTestFinished, test } from "vitest";
import { codeOf } from "../../src/text/thrown.ts";

const CHECKOUT = join(import.meta.dirname, "../..");

/** What runs a homeserver and a bot, in a folder of its own below the one for temporary files. */
const RUNS = {
  campaign: ["campaign/main.ts", "--only", "homeserver restarted", "--seed", "1"],
  bench: ["bench/main.ts", "limits=1"],
} as const;

interface Running {
  readonly child: ChildProcess;
  /** Where everything of it lies. */
  readonly folder: string;
  readonly bot: number;
  readonly homeserver: string;
}

test.each([
  ["campaign", "SIGTERM", 130],
  ["campaign", "SIGKILL", null],
  ["bench", "SIGTERM", 130],
] as const)(
  "a %s ended by %s leaves no bot and no homeserver behind",
  { timeout: 240_000 },
  async (name, signal, code) => {
    const { child, folder, bot, homeserver } = await begun(RUNS[name]);
    expect([isAlive(bot), await answers(homeserver)]).toEqual([true, true]);

    const ended = once(child, "exit");
    child.kill(signal);
    expect((await ended)[0]).toBe(code);
    await expect.poll(() => isAlive(bot)).toBe(false);
    await expect.poll(() => answers(homeserver)).toBe(false);
    // Who is killed can put nothing in order.
    if (code !== null) expect(readdirSync(folder)).toEqual([]);
  },
);

/** Begun, its bot running. */
async function begun(words: readonly string[]): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), "crieur-ended-"));
  const child = spawn(process.execPath, words, {
    cwd: CHECKOUT,
    env: { ...process.env, TMPDIR: folder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true, maxRetries: 20 });
  });
  const found = (pattern: string): string => globSync(pattern, { cwd: folder })[0] ?? "";
  await expect.poll(() => found("*/{,data/}*.holder"), { timeout: 120_000, message: said }).not.toBe("");
  const { pid } = JSON.parse(readFileSync(join(folder, found("*/{,data/}*.holder")), "utf8"));
  const settings = readFileSync(join(folder, found("*/synapse/homeserver.yaml")), "utf8");
  const [homeserver = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(settings) ?? [];
  return { child, folder, bot: pid, homeserver };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if (codeOf(error) === "ESRCH") return false;
    throw error;
  }
}

async function answers(homeserver: string): Promise<boolean> {
  return await fetch(`${homeserver}/_matrix/client/versions`).then(
    ({ ok }) => ok,
    () => false,
  );
}
