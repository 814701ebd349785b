import { type Clock, type Crypto, HomeserverError } from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";
import { makeReady, type PrepareParts } from "../keys/prepare.ts";
import type { Health } from "../service/health.ts";
import type { Unready } from "./freeze.ts";

export interface PreparingParts extends PrepareParts {
  /** Null: there are no keys, and nothing goes to encrypted rooms. */
  readonly crypto?: Crypto | null;
  readonly clock: Clock;
  readonly health: Health;
}

/** How long what is announced waits for homeservers that do not answer, and how often it is tried, milliseconds. */
const PATIENCE = 10 * 60_000;
const PAUSE = 30_000;
const REMEDY =
  "nothing, unless it lasts: it is tried again; then see whether the homeservers of the people in the room are up";

/** Makes what is missing before rows can be sealed for their rooms; rows of one room share that. */
export class Preparing {
  readonly #parts: PreparingParts;
  readonly #underWay = new Map<RoomId, Promise<{ readonly unanswered: boolean }>>();

  constructor(parts: PreparingParts) {
    this.#parts = parts;
  }

  /**
   * Returns why the row has to wait; null when it can be sealed. While some homeserver does not answer for its people's
   * keys, what is announced waits a while for it; answers go to those who can read them.
   */
  async prepare({ row, room }: Unready): Promise<HomeserverError | null> {
    const { clock, health } = this.#parts;
    try {
      const { unanswered } = await this.#readied(room);
      if (unanswered && row.class !== "reply" && clock.now() - row.createdAt < PATIENCE)
        throw new HomeserverError("some homeservers do not answer for the keys of their people", {
          concern: "passing",
          retryAfter: PAUSE,
        });
      health.green(troubleOf(room));
      return null;
    } catch (error) {
      if (!(error instanceof HomeserverError)) throw error;
      const { concern, message, status, errcode, retryAfter } = error;
      health.note(troubleOf(room), `its keys are not ready: ${message}`, REMEDY);
      // Nothing was said of the message itself, whatever was refused.
      return concern === "message" || concern === "room"
        ? new HomeserverError(message, { concern: "passing", status, errcode, retryAfter })
        : error;
    }
  }

  #readied(room: RoomId): Promise<{ readonly unanswered: boolean }> {
    const { crypto } = this.#parts;
    if (!crypto) throw new Error("Keys were to be made ready where there are none.");
    const underWay = this.#underWay.get(room);
    if (underWay) return underWay;
    const work = makeReady(room, crypto, this.#parts).finally(() => this.#underWay.delete(room));
    this.#underWay.set(room, work);
    return work;
  }
}

/** Stands in `/readyz` while nothing can be sealed for a room. */
function troubleOf(room: RoomId): string {
  return `keys of ${room}`;
}
