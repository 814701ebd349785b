// npm run fuzz [-- --help]: hostile files through the reading of offers, and hostile events through hearing and
// answering. Exit code 1 when something throws, says what must not be said, or costs more than two seconds of processor
// time.
import process from "node:process";
import { misused, numberOf, toolOptions } from "../scripts/toolOptions.ts";
import { events } from "./events.ts";
import { offers } from "./offers.ts";
import type { Subject, Trial } from "./trial.ts";

const SUBJECTS: Readonly<Record<string, () => Subject | Promise<Subject>>> = { offers, events };

const HELP = `npm run fuzz -- [options]
  --only NAME   only these: ${Object.keys(SUBJECTS).join(" or ")}
  --seconds N   how long, in all (30)
  --seed N      the first input; each next is the following number (random)
  --one N       only this input
`;
const values = toolOptions(HELP, {
  only: { type: "string" },
  seconds: { type: "string" },
  seed: { type: "string" },
  one: { type: "string" },
});
const chosen = Object.entries(SUBJECTS).filter(([name]) => values.only === undefined || values.only === name);
if (chosen.length === 0) misused(`Nothing is named "${values.only}".`, HELP);
const seconds = numberOf(values.seconds, 30, HELP) / chosen.length;
const first = numberOf(values.seed ?? values.one, Math.floor(Math.random() * 1e9), HELP);
for (const [name, open] of chosen) {
  const subject = await open();
  if (!(await campaign(name, subject))) process.exitCode = 1;
  await subject.close();
}

/** Tells whether there was no fault. */
async function campaign(name: string, subject: Subject): Promise<boolean> {
  print(`${name}: seed ${first}, ${values.one === undefined ? `${seconds} s` : "one input"}`);
  const dearest = new Map<string, Trial & { readonly seed: number }>();
  let faults = 0;
  let tried = 0;
  const end = performance.now() + seconds * 1000;
  for (let seed = first; performance.now() < end; seed += 1) {
    const result = await subject.attempt(seed);
    if (result.cost > (dearest.get(result.about)?.cost ?? -1)) dearest.set(result.about, { ...result, seed });
    for (const fault of result.faults) {
      faults += 1;
      print(
        `fault: --only ${name} --one ${seed}: ${result.about}, ${result.bytes} bytes: ${fault.slice(0, 2000)}`,
      );
    }
    tried += 1;
    if (values.one !== undefined) break;
  }
  print(`${tried} ${name}, ${faults} faults${subject.sum()}; the dearest of each kind, processor time:`);
  for (const { seed, cost, bytes, about } of [...dearest.values()].sort((a, b) => b.cost - a.cost))
    print(`${cost.toFixed(0).padStart(6)} ms  ${String(bytes).padStart(7)} bytes  ${about} (--one ${seed})`);
  return faults === 0;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
