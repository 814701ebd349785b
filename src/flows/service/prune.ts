import { setImmediate as breathe } from "node:timers/promises";
import type { Logger } from "pino";
import type { Clock, PruneKeys, Store } from "../../ports/index.ts";
import { messageOf } from "../../text/thrown.ts";
import type { Health } from "./health.ts";
import { remedyFor } from "./remedies.ts";

const DAY = 24 * 3_600_000;
const MONTH = 30 * DAY;
/** Rows that go in one commit: between two of them commands are answered. */
const STEP = 500;

/**
 * Commands, lists, answers and what else says nothing any more go after 30 days (docs/design.md §12), changes once every
 * digest has told of them; a few at a time.
 * `now` in milliseconds since the epoch.
 */
export async function prune(
  { write }: Pick<Store, "write">,
  now: number,
  pruneKeys: PruneKeys = () => 0,
): Promise<void> {
  const before = now - MONTH;
  for (;;) {
    const gone = await write(async ({ inbox, lists, outbox, incidents, changes, follows, vault }) => {
      const conversation = (await inbox.prune(before, STEP)) + (await lists.prune(before, STEP));
      const rows = (await outbox.prune(before, STEP)) + (await incidents.prune(before, STEP));
      const keys = pruneKeys({ vault }, before, STEP);
      // An edit of the message that ended them may give them back for a minute.
      const ended = await follows.prune(now - DAY, STEP);
      return conversation + rows + keys + ended + (await changes.prune(STEP));
    });
    if (gone === 0) return;
    await breathe();
  }
}

interface PruningParts {
  readonly store: Pick<Store, "write">;
  readonly clock: Clock;
  readonly health: Health;
  readonly log: Logger;
  readonly pruneKeys: PruneKeys;
}

/** Makes a function that prunes once, and is red while that fails; it never throws, and does not retry by itself. */
export function pruning({ store, clock, health, log, pruneKeys }: PruningParts): () => void {
  return () => {
    prune(store, clock.now(), pruneKeys).then(
      () => health.green("prune"),
      (error: unknown) => {
        log.error({ err: error }, "old rows could not be removed");
        health.red(
          "prune",
          `old rows of the store could not be removed: ${messageOf(error)}`,
          remedyFor(error),
        );
      },
    );
  };
}
