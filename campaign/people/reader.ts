import type { Requester } from "../../synapse/request.ts";
import { clientEvent } from "../../synapse/timeline.ts";
import type { DatedEvent } from "../ledger/said.ts";
import { Pages } from "./pages.ts";

/** Reads what rooms show. */
export interface RoomReader {
  /** What was read so far, oldest first. */
  readonly timelines: ReadonlyMap<string, readonly DatedEvent[]>;
  read(rooms: readonly string[]): Promise<void>;
}

/**
 * A person who is in every room, and reads all of it from the homeserver. What was read stays as it was read: a message
 * that is redacted later keeps its text here.
 */
export class Reader implements RoomReader {
  readonly #pages: Pages;
  readonly #timelines = new Map<string, DatedEvent[]>();

  constructor(request: Requester) {
    this.#pages = new Pages(request);
  }

  get timelines(): ReadonlyMap<string, readonly DatedEvent[]> {
    return this.#timelines;
  }

  async read(rooms: readonly string[]): Promise<void> {
    for (const room of rooms) {
      const fresh = (await this.#pages.next(room)).map((raw) => ({
        ...clientEvent(room, raw),
        sentAt: Number(raw.origin_server_ts),
      }));
      this.#timelines.set(room, [...(this.#timelines.get(room) ?? []), ...fresh]);
    }
  }
}
