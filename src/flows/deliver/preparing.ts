import { type Clock, type Crypto, HomeserverError } from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";
import { makeReady, type PrepareParts, type RoomKeys, waitsForSilent } from "../keys/prepare.ts";
import type { Health } from "../service/health.ts";
import type { Unready } from "./freeze.ts";

export interface PreparingParts extends PrepareParts {
  /** Null: there are no keys, and nothing goes to encrypted rooms. */
  readonly crypto?: Crypto | null;
  readonly clock: Clock;
  readonly health: Health;
}

export interface Wait {
  readonly why: string;
  /** How long, milliseconds; null where nobody says. */
  readonly after: number | null;
  /** What failed, where it concerns more than the room. */
  readonly failure: HomeserverError | null;
}

/** How often what waits for homeservers that do not answer is tried, milliseconds. */
const PAUSE = 30_000;
const SILENT = "some homeservers do not answer for the keys of their people";
const REMEDY =
  "nothing, unless it lasts: it is tried again; then see whether the homeservers of the people in the room are up";

/** Makes what is missing before rows can be sealed for their rooms; rows of one room share that. */
export class Preparing {
  readonly #parts: PreparingParts;
  readonly #underWay = new Map<RoomId, Promise<Pick<RoomKeys, "silent">>>();

  constructor(parts: PreparingParts) {
    this.#parts = parts;
  }

  /**
   * Returns why the row has to wait; null when it can be sealed. While some homeserver does not answer for its people's
   * keys, what is announced waits a while for it; answers go to those who can read them.
   */
  async prepare({ row, room }: Unready): Promise<Wait | null> {
    const { clock, health } = this.#parts;
    try {
      const { silent } = await this.#readied(room);
      if (silent && waitsForSilent(row, clock.now())) return this.#waits(room, SILENT, PAUSE);
      health.green(troubleOf(room));
      return null;
    } catch (error) {
      if (!(error instanceof HomeserverError)) throw error;
      const { concern, message, retryAfter } = error;
      const wait = this.#waits(room, message, retryAfter);
      // Nothing was said of the message itself, nor of others, where what is refused are keys of the room.
      return concern === "message" || concern === "room" ? wait : { ...wait, failure: error };
    }
  }

  #waits(room: RoomId, why: string, after: number | null): Wait {
    this.#parts.health.note(troubleOf(room), `its keys are not ready: ${why}`, REMEDY);
    return { why, after, failure: null };
  }

  #readied(room: RoomId): Promise<Pick<RoomKeys, "silent">> {
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
