import { type Errand, errandsOf } from "../../rooms/errand.ts";
import type { RoomAlias } from "../../rooms/identifiers.ts";
import type { Place } from "../../rooms/subscription.ts";
import type { Health } from "../service/health.ts";
import type { BackgroundWork, Rest } from "../service/loop.ts";
import { WakeSignal } from "../service/wakeSignal.ts";
import { type DeedParts, deedOf } from "./deeds.ts";
import { Errands } from "./errands.ts";
import { PlaceHealth } from "./placeHealth.ts";

export interface RoomKeeperParts extends Omit<DeedParts, "onResolved" | "onChange"> {
  readonly health: Health;
  readonly invitesFrom: readonly string[];
  readonly random: () => number;
}

/** People who are invited, and do not come, are looked after so often, milliseconds. */
const LOOK = 3_600_000;

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
    const { store, invitesFrom, clock } = this.#parts;
    const { places, rooms, subscribed, wishes, followers } = await store.read(async (tx) => ({
      places: await tx.places.all(),
      rooms: await tx.rooms.all(),
      subscribed: await tx.subscriptions.places(),
      wishes: await tx.directWishes.all(),
      followers: new Set(await tx.follows.people()),
    }));
    const standing = { places, rooms, subscribed, wishes, followers, now: clock.now() };
    const resolved = this.#resolved;
    const errands = errandsOf({ ...standing, invitesFrom, resolved });
    const deeds: DeedParts = {
      ...this.#parts,
      onResolved: (alias) => this.#resolved.add(alias),
      onChange: () => this.wake(),
    };
    const rest = this.#errands.begin(
      errands.map((errand) => ({
        key: errand.key,
        run: deedOf(errand, deeds),
        quiet: errand.kind === "askMembers",
        limit: errand.kind === "createDirect" || errand.kind === "inviteDirect" ? "direct rooms" : "joins",
      })),
      signal,
    );
    const failureAt = (place: Place) => this.#failureAt(place, errands);
    this.#placeHealth.tell({ ...standing, failureAt });
    return wishes.length === 0 ? rest : Math.min(rest ?? LOOK, LOOK);
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
