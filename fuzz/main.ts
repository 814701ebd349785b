// npm run fuzz [-- --seconds N --seed S]: hostile files through the reading of offers. Exit code 1 when
// reading throws, gives what cannot be kept as JSON, or costs more than two seconds of processor time.
import { deepStrictEqual } from "node:assert";
import process from "node:process";
import { parseArgs } from "node:util";
import { ourWords } from "../scripts/ourWords.ts";
import { readListed } from "../src/offers/reading/listing.ts";
import { readOffer } from "../src/offers/reading/parse.ts";
import { shingles } from "../src/offers/tracking/shingles.ts";
import { type Input, inputOf } from "./input.ts";

/** Milliseconds of processor time that a file may cost. */
const MOST = 2000;

interface Cost {
  readonly seed: number;
  readonly milliseconds: number;
  readonly input: Pick<Input, "file" | "about"> & { readonly size: number };
}

const { values } = parseArgs({
  options: { seconds: { type: "string" }, seed: { type: "string" }, one: { type: "string" } },
});
const seconds = Number(values.seconds ?? 30);
const first = Number(values.seed ?? values.one ?? Math.floor(Math.random() * 1e9));
process.stdout.write(`seed ${first}, ${values.one === undefined ? `${seconds} s` : "one file"}\n`);

const { names } = ourWords();
const worst = new Map<string, Cost>();
let files = 0;
let faults = 0;
const end = performance.now() + seconds * 1000;
for (let seed = first; performance.now() < end; seed += 1) {
  const input = inputOf(seed);
  const cost = {
    seed,
    milliseconds: timed(seed, input),
    input: { file: input.file, about: input.about, size: input.bytes.length },
  };
  if (cost.milliseconds > (worst.get(input.about)?.milliseconds ?? -1)) worst.set(input.about, cost);
  if (cost.milliseconds > MOST) fault(seed, input, `${cost.milliseconds.toFixed(0)} ms of processor time`);
  files += 1;
  if (values.one !== undefined) break;
}

process.stdout.write(`${files} files, ${faults} faults; the dearest of each kind, processor time:\n`);
for (const { seed, milliseconds, input } of [...worst.values()].sort(
  (a, b) => b.milliseconds - a.milliseconds,
)) {
  process.stdout.write(
    `${milliseconds.toFixed(0).padStart(6)} ms  ${String(input.size).padStart(7)} bytes  ${input.about} (--one ${seed})\n`,
  );
}
process.exitCode = faults > 0 ? 1 : 0;

/** Reads as a scan does, and takes what it compares by. */
function timed(seed: number, { file, bytes, about }: Input): number {
  const before = process.cpuUsage();
  try {
    const reading = readListed(file, bytes, names) ?? readOffer(file, bytes, names);
    for (const { text } of reading.offer?.sections ?? []) shingles(text);
    const { user, system } = process.cpuUsage(before);
    deepStrictEqual(JSON.parse(JSON.stringify(reading)), { ...reading }, "it is not what JSON makes of it");
    return (user + system) / 1000;
  } catch (error) {
    fault(
      seed,
      { file, bytes, about },
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  }
}

function fault(seed: number, { file, bytes, about }: Input, what: string): void {
  faults += 1;
  process.stdout.write(
    `fault: --one ${seed}: ${about}, ${JSON.stringify(file)}, ${bytes.length} bytes: ${what.slice(0, 2000)}\n`,
  );
}
