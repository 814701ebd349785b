import { setTimeout as sleep } from "node:timers/promises";
import type { Bot } from "../../src/app.ts";
import type { Client } from "../../synapse/client.ts";
import { type ClientEvent, recordOf, type ShownMessage, shownMessages } from "../../synapse/timeline.ts";

/** Milliseconds. */
const POLL = 50;

/** Follows the rooms of the agent's client until the client closes, and answers what it has seen there. */
export class Onlooker {
  readonly #client: Client;
  readonly #events: ClientEvent[] = [];
  readonly #waiting = new Set<() => void>();
  /** Resolves when the client closes; rejects when its homeserver is lost. */
  readonly ended: Promise<void>;

  /** @param onEvent called once for each event, in order */
  constructor(client: Client, onEvent: (event: ClientEvent, events: readonly ClientEvent[]) => void) {
    this.#client = client;
    this.ended = this.#follow(onEvent);
    // Marks the rejection as handled: callers may ignore `ended`.
    this.ended.catch(() => {});
  }

  /** The messages of a room as a client shows them, oldest first. */
  messages(roomId: string): ShownMessage[] {
    return shownMessages(this.#events.filter((event) => event.roomId === roomId));
  }

  /** The first message that replies to that one. */
  replyTo(eventId: string): ClientEvent | undefined {
    return this.#events.find((event) => {
      const relation = recordOf(event.content["m.relates_to"]);
      return recordOf(relation["m.in_reply_to"]).event_id === eventId;
    });
  }

  /**
   * Waits until the condition holds; tests it now and after each event.
   *
   * @returns whether it came to hold within that time, milliseconds
   */
  async until(condition: () => boolean, timeout: number): Promise<boolean> {
    const met = Promise.withResolvers<boolean>();
    const look = (): void => {
      if (condition()) met.resolve(true);
    };
    const timer = setTimeout(() => met.resolve(false), timeout);
    this.#waiting.add(look);
    look();
    try {
      return await Promise.race([met.promise, this.ended.then(() => false)]);
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(look);
    }
  }

  /**
   * Waits until the bot has nothing more to send, and all that it sent has been seen. Rejects when aborted.
   */
  async untilQuiet(bot: Bot, roomIds: readonly string[], signal: AbortSignal): Promise<void> {
    while (!((await isReady(bot)) && (await bot.isIdle()))) {
      await sleep(POLL, undefined, { signal });
    }
    for (const roomId of roomIds) {
      const last = (await this.#client.timeline(roomId, 1)).at(-1);
      const seen = (): boolean => this.#events.some(({ eventId }) => eventId === last?.eventId);
      while (!seen()) await sleep(POLL, undefined, { signal });
    }
  }

  async #follow(onEvent: (event: ClientEvent, events: readonly ClientEvent[]) => void): Promise<void> {
    for await (const event of this.#client.events()) {
      this.#events.push(event);
      onEvent(event, this.#events);
      for (const look of this.#waiting) look();
    }
  }
}

/** Tells whether the bot is ready: before it has joined its rooms it is idle too. */
async function isReady({ address }: Bot): Promise<boolean> {
  const response = await fetch(`http://${address}/readyz`);
  await response.arrayBuffer();
  return response.ok;
}
