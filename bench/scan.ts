// Scans at size (docs/design.md §11): offers ready after a start, beside gray-matter + MiniSearch over the
// same files, and one changed file among 10,000 beside one among 100. Each measurement has a process of its
// own; ratios are of one run.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { generateOffers } from "./generatedOffers.ts";
import type { Measured } from "./scanned.ts";

const ROUNDS = Number(process.argv[2] ?? 3);
const FEW = 100;
const SIZES = [500, 10_000];
const CHANGES = 30;

const home = mkdtempSync(join(tmpdir(), "crieur-bench-"));
try {
  const changed = new Map<number, Measured>();
  for (const count of [FEW, ...SIZES]) {
    const folder = write(count);
    const rounds = Array.from({ length: ROUNDS }, (_, round) => {
      const store = `sqlite:${join(home, `${count}-${round}.db`)}`;
      return {
        peer: measure("peer", folder, store),
        cold: measure("bot", folder, store),
        again: measure("bot", folder, store),
      };
    });
    const change = measure("bot", folder, `sqlite:${join(home, `${count}-0.db`)}`, CHANGES);
    changed.set(count, change);
    if (count === FEW) continue;
    print(`${count} offers of 600 words, median of ${ROUNDS}`);
    const line = (name: string, which: "peer" | "cold" | "again", budget: string) => {
      const of = (what: "ready" | "work" | "memory", one = which) =>
        median(rounds.map((round) => round[one][what]));
      const beside = `${ratio(of("ready"), of("ready", "peer"))}, processor ${ratio(of("work"), of("work", "peer"))}`;
      print(
        `  ${name.padEnd(28)} ${time(of("ready"))}  ${time(of("work"))} of processor  ${megabytes(of("memory"))}${budget && `  ${beside} (budget ${budget})`}`,
      );
    };
    line("gray-matter + MiniSearch", "peer", "");
    line("first start", "cold", "2");
    line("later start, nothing changed", "again", "0.5");
    print(`  scan, nothing changed        ${time(median(rounds.map((round) => round.again.unchanged)))}`);
  }
  const few = changed.get(FEW);
  const many = changed.get(SIZES.at(-1) ?? 0);
  if (few && many) {
    print(`one file renamed into place, p50 of ${CHANGES}`);
    for (const [name, times] of [
      ["until stored and found", "seen"],
      ["of that, the scan", "scans"],
    ] as const) {
      const [a, b] = [median(few[times]), median(many[times])];
      print(
        `  ${name.padEnd(28)} ${time(a)} among ${FEW}, ${time(b)} among ${SIZES.at(-1)}  ${ratio(b, a)} (budget 2)`,
      );
    }
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}

function write(count: number): string {
  const folder = join(home, String(count));
  mkdirSync(folder);
  for (const offer of generateOffers(count)) {
    const text = `---\nroles: ${offer.title}\nstartup: ${offer.startup}\nopen: true\ncontrat: ${offer.facts.contracts[0]}\ntechno: [${offer.facts.skills.join(", ")}]\n---\n\n${offer.body}\n`;
    writeFileSync(join(folder, offer.file), text);
  }
  return folder;
}

function measure(what: "peer" | "bot", folder: string, store: string, changes = 0): Measured {
  const script = join(import.meta.dirname, "scanned.ts");
  const args = ["--expose-gc", script, what, folder, store, String(changes)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as Measured;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function time(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 100 ? 1 : 0)} ms`.padStart(9);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(0)} MB`.padStart(6);
}

function ratio(a: number, b: number): string {
  return `× ${(a / b).toFixed(2)}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
