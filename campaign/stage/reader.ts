import type { Client } from "../../synapse/client.ts";
import { apiPath, type JsonRecord } from "../../synapse/request.ts";
import { clientEvent } from "../../synapse/timeline.ts";
import type { DatedEvent } from "../ledger/said.ts";

const PAGE = 500;

/**
 * A person who is in every room, and reads all of it from the homeserver, forwards, page by page. What was read stays
 * as it was read: a message that is redacted later keeps its text here.
 */
export class Reader {
  readonly #client: Client;
  readonly #timelines = new Map<string, DatedEvent[]>();
  readonly #seen = new Set<string>();
  readonly #positions = new Map<string, string>();

  constructor(client: Client) {
    this.#client = client;
  }

  get timelines(): ReadonlyMap<string, readonly DatedEvent[]> {
    return this.#timelines;
  }

  async read(rooms: readonly string[]): Promise<void> {
    for (const room of rooms) await this.#readRoom(room);
  }

  async #readRoom(room: string): Promise<void> {
    for (;;) {
      const from = this.#positions.get(room);
      const query = `?dir=f&limit=${PAGE}${from === undefined ? "" : `&from=${encodeURIComponent(from)}`}`;
      const answer = await this.#client.request("GET", apiPath("rooms", room, "messages") + query);
      const chunk = (Array.isArray(answer.chunk) ? answer.chunk : []) as JsonRecord[];
      const fresh = chunk.filter(({ event_id: id }) => !this.#seen.has(String(id)));
      for (const raw of fresh) {
        this.#seen.add(String(raw.event_id));
        const event = { ...clientEvent(room, raw), sentAt: Number(raw.origin_server_ts) };
        this.#timelineOf(room).push(event);
      }
      if (typeof answer.end === "string" && fresh.length > 0) this.#positions.set(room, answer.end);
      if (chunk.length < PAGE || typeof answer.end !== "string") return;
    }
  }

  #timelineOf(room: string): DatedEvent[] {
    const timeline = this.#timelines.get(room) ?? [];
    this.#timelines.set(room, timeline);
    return timeline;
  }
}
