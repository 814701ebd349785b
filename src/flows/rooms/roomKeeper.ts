import type { Logger } from "pino";
import type { Clock, Homeserver, Store } from "../../ports/index.ts";
import { type Errand, errandsOf } from "../../rooms/errand.ts";
import type { RoomAlias } from "../../rooms/identifiers.ts";
import type { Place } from "../../rooms/subscription.ts";
import type { Administrators } from "../service/administrators.ts";
import type { Health } from "../service/health.ts";
import type { BackgroundWork, Rest } from "../service/loop.ts";
import { WakeSignal } from "../service/wakeSignal.ts";
import { type DeedParts, deedOf } from "./deeds.ts";
import { Errands } from "./errands.ts";
import { PlaceHealth } from "./placeHealth.ts";

export interface RoomKeeperParts {
  readonly store: Store;
  readonly homeserver: Homeserver;
  readonly clock: Clock;
  readonly health: Health;
  readonly log: Logger;
  readonly administrators: Administrators;
  readonly invitesFrom: readonly string[];
  readonly random: () => number;
  /** A place became reachable: what waits for it may go. */
  readonly onPlace: () => void;
}

/**
 * Joins, declines and leaves rooms as docs/design.md §4 says. Each turn decides anew from the store what there is to do
 * (`rooms/errand.ts`); whatever is done shows in sync, so nothing of it is remembered but when to try again.
 */
export class RoomKeeper implements BackgroundWork {
  readonly name = "rooms";
  readonly trouble = "looking after the rooms failed";
  readonly wakeSignal = new WakeSignal();
  readonly #parts: RoomKeeperParts;
  readonly #errands: Errands;
  readonly #placeHealth: PlaceHealth;
  /** Aliases that were answered for since the start, or asked about where they led somewhere before. */
  readonly #resolved = new Set<RoomAlias>();

  constructor(parts: RoomKeeperParts) {
    this.#parts = parts;
    this.#errands = new Errands({ ...parts, onEnd: () => this.wake() });
    this.#placeHealth = new PlaceHealth(parts.health, parts.homeserver.user);
  }

  /** Some room's state or membership changed. */
  wake(): void {
    this.wakeSignal.wake();
  }

  firstRest(): Rest {
    return null;
  }

  async turn(signal: AbortSignal): Promise<Rest> {
    const { store, invitesFrom } = this.#parts;
    const { places, rooms, subscribed } = await store.read(async (tx) => ({
      places: await tx.places.all(),
      rooms: await tx.rooms.all(),
      subscribed: await tx.subscriptions.places(),
    }));
    const errands = errandsOf({ places, rooms, invitesFrom, resolved: this.#resolved });
    const deeds: DeedParts = { ...this.#parts, onResolved: (alias) => this.#resolved.add(alias) };
    const rest = this.#errands.begin(
      errands.map((errand) => ({
        key: errand.key,
        run: deedOf(errand, deeds),
        quiet: errand.kind === "askMembers",
      })),
      signal,
    );
    const failureAt = (place: Place) => this.#failureAt(place, errands);
    this.#placeHealth.tell({ places, rooms, subscribed, failureAt });
    return rest;
  }

  finish(): Promise<void> {
    return this.#errands.finish();
  }

  /** Why we are not in the room of a place, or in the one that replaced it, as far as something was tried. */
  #failureAt(place: Place, errands: readonly Errand[]): string | null {
    const about = errands.filter((errand) =>
      errand.kind === "resolve"
        ? errand.place.id === place.id
        : errand.kind === "join" && (errand.room === place.room || errand.from?.id === place.room),
    );
    return (
      about.map(({ key }) => this.#errands.failureOf(key)).findLast((failure) => failure !== null) ?? null
    );
  }
}
