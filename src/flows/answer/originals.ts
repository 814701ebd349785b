import type { Command, Homeserver } from "../../ports/index.ts";
import type { EventId, UserId } from "../../rooms/identifiers.ts";
import { readRelation } from "../../rooms/relation.ts";
import type { Original } from "./original.ts";

/** Looks under way at once, over all people; a person has one. */
const AT_ONCE = 8;
/** How long a look may take, milliseconds: an answer waits for it. */
const PATIENCE = 5000;

/**
 * Looks up the messages that edits name and that were no commands themselves (a typing error, say). An edit whose look
 * would have to wait for others is not looked up at all: it is then a command of its own.
 */
export class Originals {
  readonly #onFound: () => void;
  readonly #found = new Map<EventId, Original | null>();
  readonly #underWay = new Map<EventId, UserId>();
  #homeserver: Pick<Homeserver, "event"> | null = null;

  /** `onFound`: a look has ended, whatever it found. */
  constructor(onFound: () => void) {
    this.#onFound = onFound;
  }

  /** The account is reached. */
  reach(homeserver: Pick<Homeserver, "event">): void {
    this.#homeserver = homeserver;
  }

  /** The message that an edit names; null: it is not known; `"looking"`: `onFound` will be called. */
  of({ event, sender, room, replaces }: Command): Original | "looking" | null {
    const found = this.#found.get(event);
    if (found !== undefined) return found;
    if (this.#underWay.has(event)) return "looking";
    const busy = [...this.#underWay.values()];
    if (replaces === null || this.#homeserver === null) return null;
    if (busy.length >= AT_ONCE || busy.includes(sender)) return null;
    this.#underWay.set(event, sender);
    const look = this.#homeserver.event(room, replaces, AbortSignal.timeout(PATIENCE)).then(
      (original) =>
        original && {
          ...readRelation(original.content),
          room,
          sender: original.sender,
          withdrawn: Object.keys(original.content).length === 0,
        },
      () => null,
    );
    void look.then((original) => {
      this.#underWay.delete(event);
      this.#found.set(event, original);
      this.#onFound();
    });
    return "looking";
  }

  /** The edit is answered: what was found for it is not asked for again. */
  forget({ event }: Command): void {
    this.#found.delete(event);
  }
}
