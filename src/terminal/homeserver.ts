import type { Homeserver, SyncBatch } from "../ports/index.ts";
import type { EventId, RoomId, UserId } from "../rooms/identifiers.ts";
import type { RoomEvent } from "../rooms/room.ts";

export const CONSOLE_ROOM = "!console:terminal" as RoomId;
export const CONSOLE_BOT = "@crieur:terminal" as UserId;
const PERSON = "@vous:terminal" as UserId;

export interface TerminalHomeserver extends Homeserver {
  /** Sends a line that was typed, as a message of the person at the terminal. */
  type(text: string): void;
  /** Tells whether the bot has fetched and stored everything typed so far: its next sync waits for more. */
  isQuiet(): boolean;
}

/**
 * A homeserver of one room with one person in it, which makes no connection. `show` is given the plain text of what the
 * bot sends, and whether it edits what was shown before.
 */
export function terminalHomeserver(
  show: (text: string, edit: boolean) => void,
  now: () => number,
  newId: () => string,
): TerminalHomeserver {
  const typed: RoomEvent[] = [];
  const sent = new Map<string, EventId>();
  let notify: (() => void) | null = null;
  let greeted = false;
  let waiting = false;

  const event = (
    type: string,
    sender: UserId,
    content: RoomEvent["content"],
    stateKey: string | null,
  ): RoomEvent => ({
    id: `$${newId()}` as EventId,
    type,
    sender,
    stateKey,
    sentAt: now(),
    age: 0,
    content,
    transactionId: null,
    redacts: null,
  });

  /** State of the room: unencrypted, with the bot and the person in it. */
  const state = (): RoomEvent[] => [
    event("m.room.create", PERSON, { room_version: "11" }, ""),
    event("m.room.member", CONSOLE_BOT, { membership: "join" }, CONSOLE_BOT),
    event("m.room.power_levels", PERSON, { users: { [PERSON]: 100 } }, ""),
  ];

  const batch = (nextToken: string): SyncBatch => ({
    nextToken,
    joined:
      greeted && typed.length === 0
        ? []
        : [
            {
              room: CONSOLE_ROOM,
              gapFrom: null,
              state: greeted ? [] : state(),
              timeline: typed.splice(0),
              memberCount: 2,
            },
          ],
    invited: [],
    left: [],
  });

  return {
    user: CONSOLE_BOT,
    device: "TERMINAL",
    type(text) {
      typed.push(event("m.room.message", PERSON, { msgtype: "m.text", body: text }, null));
      notify?.();
    },
    isQuiet: () => waiting && typed.length === 0,
    async sync(since, timeout, signal) {
      // The first sync of a store holds the room's state alone: its timeline would be taken for history, unanswered.
      if (since === null) {
        const early = typed.splice(0);
        const first = batch("console");
        greeted = true;
        typed.push(...early);
        return first;
      }
      if (greeted && typed.length === 0 && timeout > 0) {
        waiting = true;
        await arrival(signal, (wake) => (notify = wake));
        waiting = false;
      }
      const next = batch("console");
      greeted = true;
      return next;
    },
    async send(_room, transactionId, content) {
      const earlier = sent.get(transactionId);
      if (earlier) return earlier;
      const id = `$${newId()}` as EventId;
      sent.set(transactionId, id);
      const replacement = (content as Record<string, unknown>)["m.new_content"];
      const { body } = (replacement ?? content) as { body?: unknown };
      show(String(body), replacement !== undefined);
      return id;
    },
    async messages() {
      return { events: [], next: null };
    },
    async join() {
      return CONSOLE_ROOM;
    },
    async leave() {},
    async resolve() {
      return CONSOLE_ROOM;
    },
  };
}

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
