import { randomUUID } from "node:crypto";
import type { Credentials } from "./accounts.ts";
import { type NewRoom, roomCreation } from "./newRoom.ts";
import { apiPath, type JsonRecord, type Requester, requester, textField } from "./request.ts";
import {
  bodyOf,
  type ClientEvent,
  clientEvent,
  recordOf,
  type ShownMessage,
  shownMessages,
} from "./timeline.ts";

export interface TextOptions {
  readonly html?: string;
  /** The event that this one answers. */
  readonly replyTo?: string;
  /** The root of the thread in which it stands. */
  readonly thread?: string;
  /** The event whose text this one replaces. */
  readonly edits?: string;
}

/** A position in the events that a client has received; see `mark`. */
export type Mark = number & { readonly __mark: never };

const LONG_POLL_MS = 10_000;

/** The failure of `waitFor` when no such event came; says which others came instead. */
export class NothingCame extends Error {
  override readonly name = "NothingCame";
}

/**
 * A person's own Matrix client: the other side of every end-to-end test, and the agent of the demo. It follows all
 * rooms of its account from the moment it was made.
 */
export class Client {
  readonly userId: string;
  readonly session: Credentials;
  readonly request: Requester;
  readonly #received: ClientEvent[] = [];
  readonly #joined = new Set<string>();
  readonly #closed = new AbortController();
  #position: string;
  #poll: Promise<void> | undefined;

  /** Begins to follow: events from before are not received, only found by `timeline`. */
  static async open(session: Credentials): Promise<Client> {
    const request = requester(session.url, session.accessToken);
    const filter = encodeURIComponent(JSON.stringify({ room: { timeline: { limit: 1 } } }));
    const first = await request("GET", `${apiPath("sync")}?timeout=0&filter=${filter}`);
    const client = new Client(session, request, textField(first, "next_batch"));
    for (const room of Object.keys(joinedRooms(first))) client.#joined.add(room);
    return client;
  }

  private constructor(session: Credentials, request: Requester, position: string) {
    this.session = session;
    this.userId = session.userId;
    this.request = request;
    this.#position = position;
  }

  /** Ends a long poll under way; `waitFor` rejects from then on. */
  close(): void {
    this.#closed.abort();
  }

  /** @returns the room's id. The rules of `NewRoom` are Tchap's. */
  async createRoom(room: NewRoom = {}): Promise<string> {
    return textField(await this.request("POST", apiPath("createRoom"), roomCreation(room)), "room_id");
  }

  async invite(roomId: string, userId: string): Promise<void> {
    await this.request("POST", apiPath("rooms", roomId, "invite"), { user_id: userId });
  }

  /** @returns the room's id */
  async join(roomIdOrAlias: string): Promise<string> {
    return textField(await this.request("POST", apiPath("join", roomIdOrAlias), {}), "room_id");
  }

  async leave(roomId: string, reason?: string): Promise<void> {
    await this.request("POST", apiPath("rooms", roomId, "leave"), reason === undefined ? {} : { reason });
  }

  async kick(roomId: string, userId: string, reason?: string): Promise<void> {
    await this.#putOut("kick", roomId, userId, reason);
  }

  async ban(roomId: string, userId: string, reason?: string): Promise<void> {
    await this.#putOut("ban", roomId, userId, reason);
  }

  async unban(roomId: string, userId: string): Promise<void> {
    await this.#putOut("unban", roomId, userId);
  }

  /** @returns the event's id; the same for the same transaction id */
  async send(
    roomId: string,
    type: string,
    content: JsonRecord,
    transactionId: string = randomUUID(),
  ): Promise<string> {
    const path = apiPath("rooms", roomId, "send", type, transactionId);
    return textField(await this.request("PUT", path, content), "event_id");
  }

  /** Sends `m.text`. @returns the event's id */
  async say(roomId: string, body: string, options: TextOptions = {}): Promise<string> {
    return this.send(roomId, "m.room.message", messageContent(body, options));
  }

  /** @returns the id of the redaction event */
  async redact(roomId: string, eventId: string, reason?: string): Promise<string> {
    const path = apiPath("rooms", roomId, "redact", eventId, randomUUID());
    return textField(await this.request("PUT", path, reason === undefined ? {} : { reason }), "event_id");
  }

  async setState(roomId: string, type: string, content: JsonRecord, stateKey = ""): Promise<void> {
    await this.request("PUT", apiPath("rooms", roomId, "state", type, stateKey), content);
  }

  /** @throws {MatrixError} 404 where there is no such state */
  async state(roomId: string, type: string, stateKey = ""): Promise<JsonRecord> {
    return this.request("GET", apiPath("rooms", roomId, "state", type, stateKey));
  }

  /** @returns the id of the new room; nobody is invited to it */
  async upgradeRoom(roomId: string, version: string): Promise<string> {
    const answer = await this.request("POST", apiPath("rooms", roomId, "upgrade"), { new_version: version });
    return textField(answer, "replacement_room");
  }

  /** The last `limit` events of the room that this account may see, oldest first. */
  async timeline(roomId: string, limit = 500): Promise<ClientEvent[]> {
    const newestFirst: ClientEvent[] = [];
    let from = "";
    do {
      const query = `?dir=b&limit=${limit - newestFirst.length}${from && `&from=${encodeURIComponent(from)}`}`;
      const answer = await this.request("GET", apiPath("rooms", roomId, "messages") + query);
      newestFirst.push(...rawEvents(answer.chunk).map((raw) => clientEvent(roomId, raw)));
      from = typeof answer.end === "string" ? answer.end : "";
    } while (from !== "" && newestFirst.length < limit);
    return newestFirst.reverse();
  }

  /** The messages of the room as a client shows them, oldest first, edits folded in. */
  async messages(roomId: string, limit?: number): Promise<ShownMessage[]> {
    return shownMessages(await this.timeline(roomId, limit));
  }

  /** Returns the present position: with it, `waitFor` passes over the events that came before. */
  mark(): Mark {
    return this.#received.length as Mark;
  }

  /**
   * Waits for an event that fulfils the predicate, received after `since` (by default, after `open`).
   * Events from before this account joined a room may come too.
   *
   * @throws {NothingCame} after `timeoutMs` (45,000 by default), listing what came instead
   */
  async waitFor(
    predicate: (event: ClientEvent) => boolean,
    { timeoutMs = 45_000, since = 0 as Mark }: { readonly timeoutMs?: number; readonly since?: Mark } = {},
  ): Promise<ClientEvent> {
    const { promise: late, resolve } = Promise.withResolvers<"late">();
    const timer = setTimeout(() => resolve("late"), timeoutMs);
    try {
      for (let looked: number = since; ; ) {
        const found = this.#received.slice(looked).find(predicate);
        if (found !== undefined) return found;
        looked = this.#received.length;
        if ((await Promise.race([this.#receive(), late])) === "late") break;
      }
    } finally {
      clearTimeout(timer);
    }
    const seen = this.#received.slice(since).map(describe);
    throw new NothingCame(
      `${this.userId} did not see it in ${timeoutMs} ms, but ${seen.length} other events:\n${seen.slice(-20).join("\n")}`,
    );
  }

  /** `waitFor` for a message or edit in one room whose text a reader sees contains `part`. */
  waitForText(
    roomId: string,
    part: string,
    options?: { readonly timeoutMs?: number; readonly since?: Mark },
  ): Promise<ClientEvent> {
    return this.waitFor((event) => event.roomId === roomId && bodyOf(event).includes(part), options);
  }

  /** Every event received since `open`, and those to come, until `close`. */
  async *events(): AsyncGenerator<ClientEvent> {
    for (let next = 0; ; ) {
      for (; next < this.#received.length; next += 1) {
        const event = this.#received[next];
        if (event !== undefined) yield event;
      }
      try {
        await this.#receive();
      } catch (error) {
        if (this.#closed.signal.aborted) return;
        throw error;
      }
    }
  }

  async #putOut(action: string, roomId: string, userId: string, reason?: string): Promise<void> {
    const body = { user_id: userId, ...(reason === undefined ? {} : { reason }) };
    await this.request("POST", apiPath("rooms", roomId, action), body);
  }

  /** Makes a long poll, which all callers that wait share. */
  #receive(): Promise<void> {
    this.#poll ??= this.#sync().finally(() => {
      this.#poll = undefined;
    });
    return this.#poll;
  }

  async #sync(): Promise<void> {
    const filter = encodeURIComponent(JSON.stringify({ room: { timeline: { limit: 1000 } } }));
    const path = `${apiPath("sync")}?timeout=${LONG_POLL_MS}&since=${encodeURIComponent(this.#position)}&filter=${filter}`;
    const answer = await this.request("GET", path, undefined, this.#closed.signal);
    for (const [roomId, room] of Object.entries(joinedRooms(answer))) {
      const timeline = recordOf(recordOf(room).timeline);
      // A gap is natural in a room just joined; elsewhere it would make a wait fail for no reason.
      if (timeline.limited === true && this.#joined.has(roomId)) {
        throw new Error(`${this.userId} missed events in ${roomId}: over 1,000 came at once`);
      }
      this.#joined.add(roomId);
      this.#received.push(...rawEvents(timeline.events).map((raw) => clientEvent(roomId, raw)));
    }
    this.#position = textField(answer, "next_batch");
  }
}

function joinedRooms(sync: JsonRecord): JsonRecord {
  return recordOf(recordOf(sync.rooms).join);
}

function rawEvents(value: unknown): JsonRecord[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}

/** The content of a message, or with `edits` of what puts it in the place of another. */
export function messageContent(body: string, { html, replyTo, thread, edits }: TextOptions): JsonRecord {
  const formatted = html === undefined ? {} : { format: "org.matrix.custom.html", formatted_body: html };
  const content = { msgtype: "m.text", body, ...formatted };
  if (edits !== undefined) {
    const relation = { rel_type: "m.replace", event_id: edits };
    return { ...content, body: `* ${body}`, "m.new_content": content, "m.relates_to": relation };
  }
  const relation = {
    ...(thread === undefined ? {} : { rel_type: "m.thread", event_id: thread }),
    ...(replyTo === undefined ? {} : { "m.in_reply_to": { event_id: replyTo } }),
  };
  return Object.keys(relation).length === 0 ? content : { ...content, "m.relates_to": relation };
}

function describe(event: ClientEvent): string {
  const what = event.type === "m.room.message" ? bodyOf(event) : JSON.stringify(event.content);
  return `  ${event.roomId} ${event.type} ${event.sender}: ${what.slice(0, 200).replaceAll("\n", " ⏎ ")}`;
}
