import type { JsonRecord, Requester } from "../../synapse/request.ts";
import { clientEvent, recordOf } from "../../synapse/timeline.ts";
import type { Foreign } from "../../tests/support/foreign.ts";
import type { DatedEvent } from "../ledger/said.ts";
import type { Unread } from "../ledger/sealed.ts";
import { Pages } from "./pages.ts";
import type { RoomReader } from "./reader.ts";

/** A sealed message of the bot. */
export interface SealedEvent {
  readonly room: string;
  readonly raw: JsonRecord;
  readonly event: DatedEvent;
}

interface Closed {
  readonly sealed: SealedEvent;
  readonly reader: Foreign;
  readonly why: string;
}

/**
 * Reads what the bot says as several persons' clients open it; what the others say stays sealed. The timelines show what
 * the first of them could open.
 */
export class SealedReader implements RoomReader {
  readonly #pages: Pages;
  readonly #bot: string;
  readonly #readers: readonly Foreign[];
  readonly #timelines = new Map<string, DatedEvent[]>();
  readonly #sealed = new Map<string, SealedEvent>();
  /** Who has still to open what, and why they could not when they last tried. */
  #closed: readonly Closed[] = [];
  readonly #said: SealedEvent[] = [];

  constructor(request: Requester, bot: string, readers: readonly Foreign[]) {
    this.#pages = new Pages(request);
    this.#bot = bot;
    this.#readers = readers;
  }

  get timelines(): ReadonlyMap<string, readonly DatedEvent[]> {
    return this.#timelines;
  }

  /** What the bot has said, sealed as it came, oldest first. */
  get said(): readonly SealedEvent[] {
    return this.#said;
  }

  /** What somebody could not open when they last tried. */
  get unread(): Unread[] {
    return this.#closed.map(({ sealed: { room, event }, reader, why }) => ({
      ...{ person: reader.userId, room, event: event.eventId, at: event.sentAt, why },
    }));
  }

  /** A message as the homeserver showed it first. */
  sealed(event: string): SealedEvent | null {
    return this.#sealed.get(event) ?? null;
  }

  async read(rooms: readonly string[]): Promise<void> {
    for (const room of rooms) for (const raw of await this.#pages.next(room)) this.#take(room, raw);
    const left: Closed[] = [];
    for (const one of this.#closed) {
      const opened = await one.reader.open(one.sealed.raw);
      if (opened.failure !== null) left.push({ ...one, why: opened.failure });
      else if (one.reader === this.#readers[0]) this.#show(one.sealed, opened);
    }
    this.#closed = left;
  }

  #take(room: string, raw: JsonRecord): void {
    const event = { ...clientEvent(room, raw), sentAt: Number(raw.origin_server_ts) };
    this.#timelines.set(room, [...(this.#timelines.get(room) ?? []), event]);
    // What was deleted before it was read holds nothing to open.
    if (event.type !== "m.room.encrypted" || Object.keys(event.content).length === 0) return;
    const sealed = { room, raw: { ...raw, room_id: room }, event };
    this.#sealed.set(event.eventId, sealed);
    if (event.sender !== this.#bot) return;
    this.#said.push(sealed);
    const closed = this.#readers.map((reader) => ({ sealed, reader, why: "not tried" }));
    this.#closed = [...this.#closed, ...closed];
  }

  #show({ room, event }: SealedEvent, opened: { readonly type: string; readonly content: object }): void {
    const clear = { ...event, type: opened.type, content: recordOf(opened.content) };
    const timeline = this.#timelines.get(room) ?? [];
    this.#timelines.set(
      room,
      timeline.map((one) => (one.eventId === event.eventId ? clear : one)),
    );
  }
}
