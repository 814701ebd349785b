import type { UserId } from "../../rooms/identifiers.ts";
import { troubleOf } from "../../rooms/placeTrouble.ts";
import type { Room } from "../../rooms/room.ts";
import type { Place } from "../../rooms/subscription.ts";
import type { Health } from "../service/health.ts";

/**
 * Tells of configured places to which nothing flows. A reason is kept by the place's number, because its alias and room
 * change, and goes with the place.
 */
export class PlaceHealth {
  readonly #health: Health;
  readonly #account: UserId;
  #red = new Set<string>();

  /** `account`: the bot's. */
  constructor(health: Health, account: UserId) {
    this.#health = health;
    this.#account = account;
  }

  /** `failureAt`: why we could not go where a place stands, or is to stand. */
  tell(places: readonly Place[], all: readonly Room[], failureAt: (place: Place) => string | null): void {
    const rooms = new Map(all.map((room) => [room.id, room]));
    const red = new Set<string>();
    for (const place of places) {
      if (!place.configured) continue;
      const room = (place.room && rooms.get(place.room)) || null;
      const successor = (room?.successor && rooms.get(room.successor)) || null;
      const trouble = troubleOf(place, {
        room,
        successor,
        failure: failureAt(place),
        account: this.#account,
      });
      if (trouble === null) continue;
      const name = `room ${place.id}`;
      if (trouble.starting) this.#health.starting(name, trouble.what);
      else this.#health.red(name, trouble.what, trouble.remedy);
      red.add(name);
    }
    for (const name of this.#red) if (!red.has(name)) this.#health.green(name);
    this.#red = red;
  }
}
