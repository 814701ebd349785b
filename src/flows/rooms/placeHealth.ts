import { type DirectStanding, directTrouble } from "../../rooms/directTrouble.ts";
import type { UserId } from "../../rooms/identifiers.ts";
import { troubleOf } from "../../rooms/placeTrouble.ts";
import type { Room } from "../../rooms/room.ts";
import type { Place } from "../../rooms/subscription.ts";
import type { Health } from "../service/health.ts";

/** Rooms that subscribed by command and are named one by one; of more only the number is told. */
const MOST_NOTED = 20;
const MORE = "rooms, more";
/** People without a room in which they hear us, all of them under one name. */
const DIRECT = "direct rooms";

/** The rooms as they stand, and what is tried there. */
export interface Standing extends DirectStanding {
  readonly rooms: readonly Room[];
  /** Why we could not go where a place stands, or is to stand. */
  readonly failureAt: (place: Place) => string | null;
}

/**
 * Tells of places to which nothing flows though it should: configured ones turn the bot red, those that subscribed by
 * command are noted, because their people may have put us out on purpose. A reason is kept by the place's number, because
 * its alias and room change, and goes with the place.
 */
export class PlaceHealth {
  readonly #health: Health;
  readonly #account: UserId;
  #told = new Set<string>();

  /** `account`: the bot's. */
  constructor(health: Health, account: UserId) {
    this.#health = health;
    this.#account = account;
  }

  tell(standing: Standing): void {
    const { places, rooms: all, subscribed, failureAt } = standing;
    const rooms = new Map(all.map((room) => [room.id, room]));
    const told = new Set<string>();
    let noted = 0;
    for (const place of places) {
      if (!place.configured && (place.person !== null || !subscribed.has(place.id))) continue;
      const room = (place.room && rooms.get(place.room)) || null;
      const successor = (room?.successor && rooms.get(room.successor)) || null;
      const trouble = troubleOf(place, {
        room,
        successor,
        failure: failureAt(place),
        account: this.#account,
      });
      if (trouble === null) continue;
      if (!place.configured && (trouble.starting || ++noted > MOST_NOTED)) continue;
      const name = `room ${place.id}`;
      if (!place.configured) this.#health.note(name, trouble.what, trouble.remedy);
      else if (trouble.starting) this.#health.starting(name, trouble.what);
      else this.#health.red(name, trouble.what, trouble.remedy);
      told.add(name);
    }
    if (noted > MOST_NOTED) {
      const rest = `${noted - MOST_NOTED} more rooms that subscribed by command are not served`;
      this.#health.note(MORE, rest, "see `state` and `reason` of `places` in the store");
      told.add(MORE);
    }
    const direct = directTrouble(standing);
    if (direct) {
      this.#health.note(DIRECT, direct.what, direct.remedy);
      told.add(DIRECT);
    }
    for (const name of this.#told) if (!told.has(name)) this.#health.green(name);
    this.#told = told;
  }
}
