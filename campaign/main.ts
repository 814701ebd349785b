// npm run campaign [-- --help]: a real Synapse, a proxy before it, people in rooms, and a bot that is killed and failed
// in every way we know, against a ledger of what files and commands said. Exit code 1 unless the ledger is clean.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { INTERRUPTED, listenForInterruption } from "../demo/live/interruption.ts";
import { misused, numberOf, toolOptions } from "../scripts/toolOptions.ts";
import { campaign } from "./campaign.ts";
import { injectionsOf } from "./injections/table.ts";
import { markdown } from "./report/markdown.ts";
import { isClean, merge, type Tally } from "./report/tally.ts";

const HELP = `npm run campaign -- [options]
  --encrypted   all rooms are encrypted, and their people use matrix-js-sdk
  --kills N     SIGKILLs in all (60)
  --steps N     of them at each named step (3)
  --each N      kills, and faults at least, in a round, before everything is looked at (5)
  --faults N    faults of the way to the homeserver (200)
  --troubles N  rounds of each other trouble: homeserver, account, store, clock (1)
  --away S      how long the homeserver is away, seconds (70)
  --minutes N   no round begins later (10)
  --patience S  how long what is missing may take to come, seconds (150)
  --seed N      what is tried, in which order (random)
  --only TEXT   only this kind (kill, fault, trouble), or what holds this text in its name; may be given several times
  --sum FILE    add the result to this file, and print the sum
  --rest        do only what that file lacks
  --log FILE    write findings there, with the end of the bot's log
`;

const values = toolOptions(HELP, {
  ...{ kills: { type: "string" }, steps: { type: "string" }, faults: { type: "string" } },
  ...{ troubles: { type: "string" }, away: { type: "string" }, minutes: { type: "string" } },
  ...{ patience: { type: "string" }, each: { type: "string" } },
  ...{
    seed: { type: "string" },
    only: { type: "string", multiple: true },
    sum: { type: "string" },
    log: { type: "string" },
  },
  ...{ encrypted: { type: "boolean" }, rest: { type: "boolean" } },
});
const number = (text: string | undefined, otherwise: number): number => numberOf(text, otherwise, HELP);

const { signal } = listenForInterruption();
await main().catch(endInterrupted);

/** What was begun and cannot go on fails as it must: only that it was interrupted is told. */
function endInterrupted(error: unknown): never {
  if (!signal.aborted) throw error;
  print("interrupted");
  process.exit(INTERRUPTED);
}

async function main(): Promise<void> {
  const seed = number(values.seed, Math.floor(Math.random() * 1e9));
  const { only = [""] } = values;
  const { encrypted = false } = values;
  const all = injectionsOf(number(values.away, 70), encrypted);
  const kinds = new Set<string>(all.map(({ kind }) => kind));
  const chosen = all.filter(({ kind, name }) =>
    only.some((one) => (kinds.has(one) ? kind === one : name.includes(one))),
  );
  if (chosen.length === 0) {
    const names = [...kinds, ...all.map(({ name }) => name)].join("\n  ");
    misused(`Nothing is named ${only.join(" or ")}. There are:\n  ${names}`, HELP);
  }
  const possible = chosen.filter(({ name, impossible }) => {
    const why = impossible?.() ?? null;
    if (why !== null) print(`left out: ${name} (${why})`);
    return why === null;
  });
  print(`seed ${seed}`);
  const before = tallyIn(values.sum);
  const summed = adding(values.sum, before);
  const tally = await campaign({
    ...{ injections: possible, encrypted, before: values.rest ? before : {} },
    aims: {
      kills: number(values.kills, 60),
      steps: number(values.steps, 3),
      each: number(values.each, 5),
      faults: number(values.faults, 200),
      troubles: number(values.troubles, 1),
    },
    ...{ seed, signal },
    limit: number(values.minutes, 10) * 60_000,
    patience: number(values.patience, 150) * 1000,
    progress: print,
    onTally: summed,
    onFinding: ({ name, entries, down }, output) => {
      if (values.log === undefined) return;
      appendFileSync(
        values.log,
        `=== seed ${seed}: ${name}\n${JSON.stringify({ entries, down }, null, 1)}\n${output}\n`,
      );
    },
  });
  print(`\n${markdown(summed(tally), { encrypted })}`);
  // The clients of people in encrypted rooms leave timers behind.
  process.exit(isClean(tally) ? 0 : 1);
}

/** The tally in a file; an empty one without. */
function tallyIn(file: string | undefined): Tally {
  return file !== undefined && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

/** Adds a tally to `before`, into the file where there is one. */
function adding(file: string | undefined, before: Tally): (tally: Tally) => Tally {
  return (tally) => {
    const sum = structuredClone(before);
    merge(sum, tally);
    if (file !== undefined) writeFileSync(file, `${JSON.stringify(sum, null, 1)}\n`);
    return sum;
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
