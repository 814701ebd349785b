import { serverForgot } from "../../messages/notice.ts";
import {
  type Clock,
  type Homeserver,
  HomeserverError,
  type OutboxRow,
  type Store,
} from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";
import type { Administrators } from "../service/administrators.ts";
import type { BackgroundWork, Rest } from "../service/loop.ts";
import { WakeSignal } from "../service/wakeSignal.ts";

export interface ServerMemoryParts {
  readonly store: Pick<Store, "read" | "write">;
  readonly homeserver: Pick<Homeserver, "event">;
  readonly clock: Clock;
  readonly administrators: Administrators;
}

/** What was sent longer ago may have gone by a rule of its room, milliseconds. */
const YOUNG = 24 * 3_600_000;
/** The newest messages, and of how many rooms one each is asked for: the history of one may have been purged. */
const LOOKED_THROUGH = 50;
const ROOMS = 3;
/** When nobody answers it is asked again after this long, milliseconds. */
const AGAIN = 60_000;

/**
 * Looks, after an outage and after a start, whether the homeserver still has what this account said last: one whose database
 * was put back from a backup has not, and says nothing of it. What is lost in rooms then is told to operators.
 */
export class ServerMemory implements BackgroundWork {
  readonly name = "server memory";
  readonly trouble = "it cannot be seen whether the homeserver still has what it accepted";
  readonly wakeSignal = new WakeSignal();
  readonly #parts: ServerMemoryParts;
  /** The newest message that was found lost: those before it are no news. */
  #lost = 0;

  constructor(parts: ServerMemoryParts) {
    this.#parts = parts;
  }

  /** Sync goes well, after a start or after it did not. */
  wake(): void {
    this.wakeSignal.wake();
  }

  firstRest(): Rest {
    return null;
  }

  async turn(signal: AbortSignal): Promise<Rest> {
    const { store, clock } = this.#parts;
    const rows = await store.read(({ outbox }) => outbox.newestSent(LOOKED_THROUGH));
    const since = clock.now() - YOUNG;
    const young = rows.filter((row) => row.id > this.#lost && (row.settledAt ?? 0) > since);
    try {
      const known = await this.#known(newestByRoom(young).slice(0, ROOMS), signal);
      if (known.length > 0 && known.every((one) => !one)) await this.#tell(young);
      return null;
    } catch (error) {
      if (error instanceof HomeserverError && error.concern !== "credentials") return AGAIN;
      throw error;
    }
  }

  /** Whether each is known; without those of rooms where we are not any more. */
  async #known(rows: readonly Said[], signal: AbortSignal): Promise<boolean[]> {
    const known: boolean[] = [];
    for (const { room, event } of rows) {
      try {
        known.push((await this.#parts.homeserver.event(room, event, signal)) !== null);
      } catch (error) {
        if (!(error instanceof HomeserverError && error.concern === "room")) throw error;
      }
    }
    return known;
  }

  async #tell(lost: readonly OutboxRow[]): Promise<void> {
    const { store, clock, administrators } = this.#parts;
    const at = clock.now();
    await store.write(async (tx) => {
      await tx.incidents.add({ kind: "server memory", about: "", cause: "", at });
      await administrators.tell(tx, `server memory:${at}`, serverForgot());
    });
    this.#lost = Math.max(...lost.map(({ id }) => id));
  }
}

type Said = Pick<OutboxRow, "id"> & {
  readonly room: RoomId;
  readonly event: NonNullable<OutboxRow["event"]>;
};

/** The newest of each room, the newest first. */
function newestByRoom(rows: readonly OutboxRow[]): Said[] {
  const newest = new Map<RoomId, Said>();
  for (const { id, room, event } of rows)
    if (room !== null && event !== null && !newest.has(room)) newest.set(room, { id, room, event });
  return [...newest.values()];
}
