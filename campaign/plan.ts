import type { Injection } from "./injections/injection.ts";
import { type Tally, timesOf } from "./report/tally.ts";
import type { Chance } from "./stage/chance.ts";

export interface Aims {
  /** SIGKILLs in all, and at each named step. */
  readonly kills: number;
  readonly steps: number;
  /** Kills in a round. */
  readonly each: number;
  /** Faults of the way to the homeserver. */
  readonly faults: number;
  /** Rounds of each other trouble. */
  readonly troubles: number;
}

/** After so many rounds that did not come to their step, it is left. */
const VAIN = 3;

/** What is still to be done, in an order of chance; empty when the aims are reached. */
export function still(
  injections: readonly Injection[],
  { kills, steps, faults, troubles }: Aims,
  tally: Tally,
  chance: Chance,
): Injection[] {
  const wanting = injections.filter(({ name, kind }) => {
    const { times = 0, rounds = 0 } = tally[name] ?? {};
    if (kind === "trouble") return rounds < troubles;
    if (kind === "fault") return timesOf(tally, "fault") < faults && times <= fairShare(injections, faults);
    if (name === RANDOM) return timesOf(tally, "kill") < kills;
    return times < steps && !(times === 0 && rounds >= VAIN);
  });
  return chance.shuffled(wanting);
}

/** Of the faults in all, what one kind has to bring. */
function fairShare(injections: readonly Injection[], faults: number): number {
  return faults / Math.max(1, injections.filter(({ kind }) => kind === "fault").length);
}

export const RANDOM = "kill: at a random instant";
