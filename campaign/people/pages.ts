import { apiPath, type JsonRecord, type Requester } from "../../synapse/request.ts";

const PAGE = 500;

/** Reads rooms from the homeserver, forwards, page by page, as somebody who is in all of them. */
export class Pages {
  readonly #request: Requester;
  readonly #seen = new Set<string>();
  readonly #positions = new Map<string, string>();

  constructor(request: Requester) {
    this.#request = request;
  }

  /** The events of a room that were not read yet, oldest first, as the homeserver shows them now. */
  async next(room: string): Promise<JsonRecord[]> {
    const events: JsonRecord[] = [];
    for (;;) {
      const from = this.#positions.get(room);
      const query = `?dir=f&limit=${PAGE}${from === undefined ? "" : `&from=${encodeURIComponent(from)}`}`;
      const answer = await this.#request("GET", apiPath("rooms", room, "messages") + query);
      const chunk = (Array.isArray(answer.chunk) ? answer.chunk : []) as JsonRecord[];
      const fresh = chunk.filter(({ event_id: id }) => !this.#seen.has(String(id)));
      for (const { event_id: id } of fresh) this.#seen.add(String(id));
      events.push(...fresh);
      if (typeof answer.end === "string" && fresh.length > 0) this.#positions.set(room, answer.end);
      if (chunk.length < PAGE || typeof answer.end !== "string") return events;
    }
  }
}
