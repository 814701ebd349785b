// `npm run bench -- [name[=size] …]`: the named benches, or all but the slow ones. Each has a process of its
// own, so that none warms or burdens another. Tables go to stdout, progress to stderr.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import process from "node:process";
import { INTERRUPTED, listenForInterruption } from "../demo/live/interruption.ts";
import { misused } from "../scripts/toolOptions.ts";
import { EXIT } from "../src/terminal/exitCodes.ts";
import { ENDS_WITH_PARENT } from "../tests/support/child.ts";
import { progress } from "./print.ts";

interface Bench {
  readonly about: string;
  /** Only when it is named. */
  readonly slow?: boolean;
  readonly flags?: readonly string[];
}

const BENCHES = new Map<string, Bench>([
  ["latency", { about: "command → answer, beside a bare echo bot (size: commands)" }],
  ["announce", { about: "file → announcement, beside a raw send (size: files)" }],
  ["fanout", { about: "one offer to many rooms, beside a plain loop (size: rooms)" }],
  ["sick", { about: "replies beside one sick room among forty, by a proxy (size: rounds)" }],
  ["memory", { about: "resident memory at rest, beside a bare echo bot (size: rounds)" }],
  ["crypto", { about: "an encrypted room of a thousand, beside a clear one (size: people)", slow: true }],
  ["scan", { about: "start and changed files, beside gray-matter + MiniSearch (size: rounds)" }],
  ["digests", { about: "digests of many subscriptions, in the store (size: subscriptions)" }],
  ["subscriptions", { about: "what begins over many offers and rooms, in the store (size: rooms)" }],
  [
    "search",
    { about: "queries over generated offers, beside MiniSearch (size: offers)", flags: ["--expose-gc"] },
  ],
  ["limits", { about: "40 rooms under default limits, three minutes (size: rooms)", slow: true }],
]);

const asked = process.argv.slice(2);
const known = [...BENCHES].map(
  ([name, { about, slow }]) => `  ${name.padEnd(13)} ${about}${slow ? ", slow" : ""}\n`,
);
const HELP = `npm run bench -- [name[=size] …]\n${known.join("")}Without a name all but the slow ones.\n`;
if (asked.includes("--help")) {
  process.stdout.write(HELP);
  process.exit(EXIT.fine);
}
const chosen = asked.length > 0 ? asked : [...BENCHES].flatMap(([name, { slow }]) => (slow ? [] : [name]));
const unknown = chosen.filter((one) => !BENCHES.has(nameOf(one)));
if (unknown.length > 0) misused(`There is no bench ${unknown.join(", ")}.`, HELP);
const { signal } = listenForInterruption();
for (const one of chosen) {
  if (signal.aborted) break;
  progress(`— ${one}`);
  if (!(await run(one))) process.exitCode = signal.aborted ? INTERRUPTED : 1;
}

function nameOf(one: string): string {
  return one.split("=", 1)[0] ?? "";
}

async function run(one: string): Promise<boolean> {
  const name = nameOf(one);
  const size = one.slice(name.length + 1);
  const flags = BENCHES.get(name)?.flags ?? [];
  const script = join(import.meta.dirname, `${name}.ts`);
  const child = spawn(
    process.execPath,
    [...ENDS_WITH_PARENT, ...flags, script, ...(size === "" ? [] : [size])],
    { stdio: ["pipe", "inherit", "inherit"] },
  );
  const pass = (): void => void child.kill("SIGTERM");
  signal.addEventListener("abort", pass, { once: true });
  const [code] = await once(child, "exit");
  signal.removeEventListener("abort", pass);
  return code === 0;
}
