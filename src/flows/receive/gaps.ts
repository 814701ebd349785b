import type { Clock, Gap, Homeserver, Store } from "../../ports/index.ts";
import type { CommandRules } from "./events.ts";
import { takeEvents } from "./timeline.ts";
import { type UnsealParts, unseal } from "./unseal.ts";

const PAGE = 100;
/** Pages of one gap before it gives its place to others: a huge room may have thousands. */
const PAGES = 20;
/** Nobody still waits for an answer to what was said longer ago, milliseconds. */
const REACH = 24 * 3_600_000;

export interface GapParts extends UnsealParts {
  readonly store: Pick<Store, "read" | "write">;
  readonly homeserver: Pick<Homeserver, "messages">;
  readonly clock: Clock;
  readonly rules: CommandRules;
  /** A page was stored: it may have brought commands, or settled what was attempted. */
  readonly onPage: () => void;
}

/**
 * Fetches what a limited sync left out, backwards, page by page; each page is stored together with how far it got, so
 * that a crash repeats at most one. Our own events and redactions are taken however old they are: what was taken back is
 * not to be edited again. A long one is left open after some pages, to go on later. Rejects with `HomeserverError`, or when the store does.
 */
export async function fillGap(gap: Gap, parts: GapParts, signal: AbortSignal): Promise<void> {
  let from: string | null = gap.from;
  for (let count = 0; from !== null && count < PAGES && !signal.aborted; count += 1) {
    const page = await parts.homeserver.messages(gap.room, from, gap.until, PAGE, signal);
    from = await parts.store.write(async (tx) => {
      const now = parts.clock.now();
      // Messages from before we came were not said to us.
      const held = await tx.rooms.get(gap.room);
      const joinedAt = held?.joinedAt ?? 0;
      const oldest = Math.max(now - REACH, joinedAt);
      // Oldest first, as in sync: our message comes before its redaction.
      const where = held ?? { id: gap.room, members: null, aliases: [] };
      const taking = { ...parts, answerFrom: oldest };
      const events = page.events.toReversed();
      const opened = held === null ? events : await unseal(tx, held, events, taking);
      await takeEvents(tx, where, opened, taking);
      const end = gap.until === null ? oldest : joinedAt;
      // Times are claims of the senders' servers: one old event among others ends nothing.
      const beyond = page.events.length > 0 && page.events.every(({ sentAt }) => sentAt < end);
      if (page.next === null || beyond) {
        await tx.gaps.close(gap.id);
        return null;
      }
      await tx.gaps.advance(gap.id, page.next);
      return page.next;
    });
    parts.onPage();
  }
}
