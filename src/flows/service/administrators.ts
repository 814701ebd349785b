import type { Message } from "../../messages/content.ts";
import { eventContent } from "../../messages/event.ts";
import type { Clock, Transaction } from "../../ports/index.ts";
import { nameOf, type RoomAlias, type RoomId } from "../../rooms/identifiers.ts";

/** A word to the people who run the bot, in the room that they named; without one it stays in `/readyz` and the log. */
export class Administrators {
  readonly #room: RoomAlias | RoomId | null;
  readonly #clock: Clock;
  readonly #onWord: () => void;

  /** `onWord`: a word is queued, in a transaction that is still to be committed. */
  constructor(room: RoomAlias | RoomId | null, clock: Clock, onWord: () => void = () => {}) {
    this.#room = room;
    this.#clock = clock;
    this.#onWord = onWord;
  }

  /** Queues a word, in the transaction of what it is about. `key` keeps it from being said twice. */
  async tell(
    { places, outbox }: Pick<Transaction, "places" | "outbox">,
    key: string,
    message: Message,
  ): Promise<void> {
    if (this.#room === null) return;
    const now = this.#clock.now();
    const place = await places.mention(nameOf(this.#room), now);
    const content = eventContent({ message, notify: true, key: `notice:${key}` });
    await outbox.add({
      key: `notice:${key}`,
      place: place.id,
      class: "notice",
      notify: true,
      content,
      createdAt: now,
    });
    this.#onWord();
  }
}
