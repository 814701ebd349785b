import type { Logger } from "pino";
import { type Clock, type Gap, type Homeserver, HomeserverError, type Store } from "../../ports/index.ts";
import type { CommandRules } from "./events.ts";
import { takeEvents } from "./timeline.ts";

const PAGE = 100;
/** Beyond this a gap holds nothing that anybody still waits for: an answer is due for 24 h at most. */
const REACH = 24 * 3_600_000;

export interface GapParts {
  readonly store: Store;
  readonly homeserver: Homeserver;
  readonly clock: Clock;
  readonly rules: CommandRules;
  readonly log: Logger;
}

/**
 * Fetches what limited syncs left out, backwards, page by page; each page is stored together with how far it
 * got, so that a crash repeats at most one. One that cannot be filled for a day is given up: its room's
 * commands and attempted rows wait for it. Returns false when some gap has to be tried again later.
 */
export async function fillGaps(parts: GapParts, signal: AbortSignal): Promise<boolean> {
  let whole = true;
  for (const gap of await parts.store.read((tx) => tx.gaps.all())) {
    try {
      await fillGap(gap, parts, signal);
    } catch (error) {
      if (!(error instanceof HomeserverError)) throw error;
      const hopeless = error.concern === "room" || error.concern === "message";
      if (hopeless || parts.clock.now() - gap.openedAt > REACH) {
        parts.log.warn({ room: gap.room, reason: error.message }, "a gap cannot be filled");
        await parts.store.write((tx) => tx.gaps.close(gap.id));
      } else whole = false;
    }
  }
  return whole;
}

async function fillGap(gap: Gap, parts: GapParts, signal: AbortSignal): Promise<void> {
  let from = gap.from;
  while (!signal.aborted) {
    const page = await parts.homeserver.messages(gap.room, from, gap.until, PAGE);
    const next = await parts.store.write(async (tx) => {
      const room = await tx.rooms.get(gap.room);
      // Messages from before we came were not said to us.
      const oldest = Math.max(parts.clock.now() - REACH, room?.joinedAt ?? 0);
      const fresh = page.events.filter(({ sentAt }) => sentAt >= oldest);
      // Oldest first, as in sync: our message comes before its redaction.
      await takeEvents(tx, gap.room, fresh.toReversed(), { ...parts, answering: true });
      // Times are claims of the senders' servers: one old event among others ends nothing.
      if (page.next === null || (fresh.length === 0 && page.events.length > 0)) {
        await tx.gaps.close(gap.id);
        return null;
      }
      await tx.gaps.advance(gap.id, page.next);
      return page.next;
    });
    if (next === null) return;
    from = next;
  }
}
