import type { Injection } from "./injections/injection.ts";
import type { Entry } from "./ledger/entry.ts";
import { watchReadiness } from "./report/readinessWatch.ts";
import type { Round } from "./report/tally.ts";
import type { Stage } from "./stage/stage.ts";

/** Plays one injection, lets everything come to rest, and looks into the ledger. */
export async function playRound(stage: Stage, injection: Injection): Promise<Round> {
  const { name, kind, named } = injection;
  const watch = watchReadiness(stage.town);
  let times = 0;
  let entries: readonly Entry[] = [];
  let down: string | null = null;
  try {
    times = await injection.play(stage, () => stage.act());
    entries = await stage.settle();
  } catch (error) {
    down = error instanceof Error ? error.message : String(error);
    // What came of it is judged by the next round.
    await stage.town.running?.seen();
    await stage.town.kill();
  }
  const reasons = await watch.end();
  // A round that came to no harm gave nothing to name.
  const silent = times > 0 && named !== undefined && !reasons.some((reason) => named.test(reason.name));
  return { name, kind, times, entries, silent, down, reasons: reasons.map((reason) => reason.name) };
}
