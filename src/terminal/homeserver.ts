import {
  type Homeserver,
  HomeserverError,
  type MessagesPage,
  type Reader,
  type ResolvedAlias,
  type SyncBatch,
} from "../ports/index.ts";
import type { EventId, RoomId, UserId } from "../rooms/identifiers.ts";
import type { RoomEvent } from "../rooms/room.ts";
import { asObject } from "../text/untrusted.ts";

export const CONSOLE_ROOM = "!console:terminal" as RoomId;
export const CONSOLE_BOT = "@crieur:terminal" as UserId;
const PERSON = "@vous:terminal" as UserId;

/** A message in both of its forms, which say the same. */
export interface ShownText {
  readonly text: string;
  readonly html: string | null;
}

/** The surroundings of the console's homeserver. */
export interface TerminalHomeserverParts {
  /** Given each message of the bot, and whether it edits a message that was shown before. */
  readonly show: (message: ShownText, edit: boolean) => void;
  readonly now: () => number;
  readonly newId: () => string;
}

/** A homeserver of one room with one person in it, which makes no connection and keeps nothing. */
export class TerminalHomeserver implements Homeserver {
  readonly user = CONSOLE_BOT;
  readonly device = "TERMINAL";
  readonly displayName = "Crieur";
  readonly #parts: TerminalHomeserverParts;
  readonly #typed: RoomEvent[] = [];
  readonly #sent = new Map<string, EventId>();
  #notify: (() => void) | null = null;
  /** Whether a sync has given the state of the room. */
  #greeted = false;
  #waiting = false;

  constructor(parts: TerminalHomeserverParts) {
    this.#parts = parts;
  }

  /** Sends a line that was typed, as a message of the person at the terminal. */
  type(text: string): void {
    this.#typed.push(this.#event("m.room.message", PERSON, { msgtype: "m.text", body: text }, null));
    this.#notify?.();
  }

  /** Tells whether the bot has fetched and stored everything typed so far: its next sync waits for more. */
  isQuiet(): boolean {
    return this.#waiting && this.#typed.length === 0;
  }

  async answersSync(): Promise<void> {}

  async sync(since: string | null, timeout: number, signal: AbortSignal): Promise<SyncBatch> {
    // The first sync of a store holds the room's state alone: its timeline would be taken for history, unanswered.
    if (since === null) {
      const early = this.#typed.splice(0);
      const first = this.#batch();
      this.#typed.push(...early);
      return first;
    }
    if (this.#greeted && this.#typed.length === 0 && timeout > 0) {
      this.#waiting = true;
      await arrival(signal, (wake) => (this.#notify = wake));
      this.#waiting = false;
    }
    return this.#batch();
  }

  async send(_room: RoomId, transactionId: string, content: object): Promise<EventId> {
    const earlier = this.#sent.get(transactionId);
    if (earlier) return earlier;
    const id = this.#newEventId();
    this.#sent.set(transactionId, id);
    const message = asObject(content);
    const replacement = message["m.new_content"];
    const { body, formatted_body: html } = asObject(replacement ?? message);
    this.#parts.show(
      { text: String(body), html: typeof html === "string" ? html : null },
      replacement !== undefined,
    );
    return id;
  }

  async messages(): Promise<MessagesPage> {
    return { events: [], next: null };
  }

  async members(): Promise<readonly UserId[]> {
    return [PERSON, CONSOLE_BOT];
  }

  async joinedRooms(): Promise<readonly RoomId[]> {
    return [CONSOLE_ROOM];
  }

  /** What was shown is not kept. */
  async event(): Promise<never> {
    throw new HomeserverError("the terminal keeps no messages", { concern: "room" });
  }

  async join(): Promise<void> {}

  async leave(): Promise<void> {}

  createDirect(): Promise<RoomId> {
    throw new Error("A terminal has one room only.");
  }

  async membership(): Promise<null> {
    return null;
  }

  async inviteDirect(): Promise<void> {}

  async putOut(): Promise<void> {}

  async directList(): Promise<object> {
    return {};
  }

  async setDirectList(): Promise<void> {}

  carry(): Promise<string> {
    throw new Error("Nothing is encrypted at a terminal.");
  }

  async readers(): Promise<readonly Reader[]> {
    return [];
  }

  async backedUpKey(): Promise<object | null> {
    return null;
  }

  async resolve(): Promise<ResolvedAlias> {
    return { room: CONSOLE_ROOM, servers: [] };
  }

  /** The room with everything typed since the batch before; the first batch has its state. */
  #batch(): SyncBatch {
    const state = this.#greeted ? [] : this.#state();
    const timeline = this.#typed.splice(0);
    this.#greeted = true;
    const room = { room: CONSOLE_ROOM, gapFrom: null, state, timeline, memberCount: 2 };
    const isNews = state.length + timeline.length > 0;
    return { nextToken: "console", joined: isNews ? [room] : [], invited: [], left: [] };
  }

  /** State of the room: unencrypted, with the bot and the person in it. */
  #state(): RoomEvent[] {
    return [
      this.#event("m.room.create", PERSON, { room_version: "11" }, ""),
      this.#event("m.room.member", CONSOLE_BOT, { membership: "join" }, CONSOLE_BOT),
      this.#event("m.room.power_levels", PERSON, { users: { [PERSON]: 100 } }, ""),
    ];
  }

  #event(type: string, sender: UserId, content: RoomEvent["content"], stateKey: string | null): RoomEvent {
    return {
      id: this.#newEventId(),
      type,
      sender,
      stateKey,
      sentAt: this.#parts.now(),
      age: 0,
      content,
      transactionId: null,
      redacts: null,
    };
  }

  #newEventId(): EventId {
    return `$${this.#parts.newId()}` as EventId;
  }
}

/** Waits for a call of the function given to `listen`. Rejects with the signal's reason. */
function arrival(signal: AbortSignal, listen: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    listen(() => {
      signal.removeEventListener("abort", abort);
      resolve();
    });
  });
}
