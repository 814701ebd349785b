import { setImmediate as breathe } from "node:timers/promises";
import type { Clock, PruneKeys, Store } from "../../ports/index.ts";
import type { BackgroundWork, Rest } from "./loop.ts";
import { WakeSignal } from "./wakeSignal.ts";

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

interface PrunerParts {
  readonly store: Pick<Store, "write">;
  readonly clock: Clock;
  readonly pruneKeys: PruneKeys;
}

/** Prunes when it is woken; what fails is tried again by itself, so that it is not red until the next time. */
export class Pruner implements BackgroundWork {
  readonly name = "prune";
  readonly trouble = "old rows of the store could not be removed";
  readonly wakeSignal = new WakeSignal();
  readonly #parts: PrunerParts;

  constructor(parts: PrunerParts) {
    this.#parts = parts;
  }

  firstRest(): Rest {
    return null;
  }

  async turn(): Promise<Rest> {
    const { store, clock, pruneKeys } = this.#parts;
    await prune(store, clock.now(), pruneKeys);
    return null;
  }
}
