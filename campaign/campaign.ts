import { setTimeout as sleep } from "node:timers/promises";
import { Releases } from "../src/flows/service/releases.ts";
import { installSynapse } from "../synapse/install.ts";
import { interruptible } from "../tests/support/interruptible.ts";
import type { Injection } from "./injections/injection.ts";
import { killWhileFounding } from "./injections/kills.ts";
import { type Aims, still } from "./plan.ts";
import { add, merge, type Round, type Tally } from "./report/tally.ts";
import { playRound } from "./round.ts";
import { chanceOf } from "./stage/chance.ts";
import { foundTown } from "./stage/found.ts";
import { Stage } from "./stage/stage.ts";

export interface CampaignOptions {
  readonly injections: readonly Injection[];
  /** Whether the rooms are encrypted; they are not unless given. */
  readonly encrypted?: boolean;
  readonly aims: Aims;
  /** What was done before counts towards the aims. */
  readonly before?: Tally;
  readonly seed: number;
  /** No round begins later than this, milliseconds after the first. */
  readonly limit: number;
  /** How long what is missing may take to come, milliseconds: a backoff of a minute, and what it holds up, unless given. */
  readonly patience?: number;
  readonly progress: (line: string) => void;
  /** What there is after each round. */
  readonly onTally?: (tally: Tally) => void;
  /** What a round found, and the end of what the bot wrote. */
  readonly onFinding: (round: Round, output: string) => void;
  /** Ends it, with all that it started; never unless given. */
  readonly signal?: AbortSignal;
}

const PATIENCE = 150_000;
const FOUNDING = "kill: while the store is made and migrated";

/**
 * A campaign in a town of its own. The tally is clean when nothing was lost, repeated or untrue. Rejects with the signal's
 * reason once it is ended from outside, and all is gone then.
 */
export async function campaign(options: CampaignOptions): Promise<Tally> {
  const releases = new Releases();
  const { signal = new AbortController().signal } = options;
  return await interruptible(() => play(options, releases), { releases, signal });
}

async function play(options: CampaignOptions, releases: Releases): Promise<Tally> {
  const { injections, encrypted = false, aims, seed, limit, progress, onFinding } = options;
  const tally: Tally = {};
  const python = await installSynapse({ progress });
  const chance = chanceOf(seed);
  const stage = new Stage(await foundTown(python, releases, { encrypted }), chance, {
    each: aims.each,
    patience: options.patience ?? PATIENCE,
    releases,
  });
  await stage.files.background();
  // Where rooms are encrypted, `login` has made the store.
  const founding = !encrypted && injections.some(({ kind }) => kind === "kill");
  const times = founding ? await killWhileFounding(stage, aims.steps) : 0;
  if (times > 0) add(tally, { ...NOTHING, name: FOUNDING, kind: "kill", times });
  await stage.settle();
  const began = performance.now();
  for (;;) {
    const done: Tally = structuredClone(options.before ?? {});
    merge(done, tally);
    const round = still(injections, aims, done, chance);
    if (round.length === 0) return tally;
    for (const injection of round) {
      if (performance.now() - began > limit) return tally;
      const result = await playRound(stage, injection);
      add(tally, result);
      options.onTally?.(tally);
      progress(lineOf(result, performance.now() - began));
      if (result.entries.length > 0 || result.silent || result.down !== null)
        onFinding(result, stage.town.running?.output() ?? "");
      if (result.down !== null) await sleep(1000);
    }
  }
}

const NOTHING = { entries: [], silent: false, down: null, reasons: [] } as const;

function lineOf({ name, times, entries, silent, down }: Round, elapsed: number): string {
  const found = [
    ...(times === 0 && down === null ? ["came to nothing: no harm was done"] : []),
    ...(silent ? ["silent: /readyz did not name it"] : []),
    ...entries.map(({ kind, what }) => `${kind}: ${what}`),
    ...(down === null ? [] : [`down: ${down}`]),
  ];
  return `${(elapsed / 1000).toFixed(0).padStart(4)} s  ${name} × ${times}: ${found.length === 0 ? "clean" : `\n        ${found.join("\n        ")}`}`;
}
