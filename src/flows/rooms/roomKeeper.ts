import type { Logger } from "pino";
import { upgradeWaiting } from "../../messages/notice.ts";
import { REFUSALS } from "../../messages/refusal.ts";
import { type Clock, type Homeserver, HomeserverError, type Store } from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";
import { decideInvitation } from "../../rooms/invitation.ts";
import { askedMembers, needsMembers } from "../../rooms/members.ts";
import type { Room } from "../../rooms/room.ts";
import type { Place } from "../../rooms/subscription.ts";
import type { Administrators } from "../service/administrators.ts";
import { PROBE_EVERY, RETRY_AFTER } from "../service/fate.ts";
import type { Health } from "../service/health.ts";
import type { BackgroundWork, Rest } from "../service/loop.ts";
import { WakeSignal } from "../service/wakeSignal.ts";
import { updatePlace } from "./place.ts";

export interface RoomKeeperParts {
  readonly store: Store;
  readonly homeserver: Homeserver;
  readonly clock: Clock;
  readonly health: Health;
  readonly log: Logger;
  readonly administrators: Administrators;
  readonly invitesFrom: readonly string[];
  /** A place became reachable: what waits for it may go. */
  readonly onPlace: () => void;
}

const OUT = "the account was in the room, and is not any more; it comes back when it is invited";

/** After a kick, a ban or a leave nobody is asked to let us in again: an invitation will come. */
function isOut(membership: Room["membership"] | null): boolean {
  return membership === "leave" || membership === "ban";
}

/**
 * Joins, declines and leaves rooms as docs/design.md §4 says. Whatever it does shows in sync afterwards, so
 * nothing of it is remembered but when to try again.
 */
export class RoomKeeper implements BackgroundWork {
  readonly name = "rooms";
  readonly trouble = "looking after the rooms failed";
  readonly wakeSignal = new WakeSignal();
  readonly #parts: RoomKeeperParts;
  /** When each room or place may be tried again. */
  readonly #next = new Map<string, number>();

  constructor(parts: RoomKeeperParts) {
    this.#parts = parts;
  }

  /** Some room's state or membership changed. */
  wake(): void {
    this.wakeSignal.wake();
  }

  firstRest(): Rest {
    return null;
  }

  async turn(signal: AbortSignal): Promise<Rest> {
    await this.#attend(signal);
    return this.#untilNext();
  }

  /** Until something may be tried again. */
  #untilNext(): Rest {
    const now = this.#parts.clock.now();
    for (const [key, at] of this.#next) if (at <= now) this.#next.delete(key);
    return this.#next.size === 0 ? null : Math.min(...this.#next.values()) - now;
  }

  async #attend(signal: AbortSignal): Promise<void> {
    const { places, rooms } = await this.#parts.store.read(async (tx) => ({
      places: await tx.places.all(),
      rooms: await tx.rooms.all(),
    }));
    for (const place of places) if (place.configured && !signal.aborted) await this.#arrive(place);
    for (const room of rooms) {
      if (signal.aborted) return;
      if (room.membership === "invite") await this.#answerInvitation(room, rooms);
      else if (room.membership === "join") await this.#lookAfter(room);
    }
  }

  /** A configured place: its alias is resolved, its room joined. */
  async #arrive(place: Place): Promise<void> {
    const { homeserver, health } = this.#parts;
    const name = place.alias ?? place.room ?? String(place.id);
    const known = place.room === null ? null : await this.#membership(place.room);
    if (known === "join" || isOut(known)) {
      if (place.state === "active") health.green(`room ${name}`);
      else if (place.state === "suspended") health.red(`room ${name}`, `${name}: ${place.reason}`);
      return;
    }
    await this.#try(`place ${place.id}`, `room ${name}`, async () => {
      const room = place.room ?? (place.alias && (await homeserver.resolve(place.alias)));
      if (room === null) return;
      if (place.room === null) await this.#settle(place, room);
      const membership = await this.#membership(room);
      if (membership === "join") return;
      if (isOut(membership)) throw new HomeserverError(OUT, { concern: "room" });
      await homeserver.join(place.alias ?? room);
    });
  }

  #settle(place: Place, room: RoomId): Promise<void> {
    return this.#parts.store.write(async (tx) => {
      await tx.places.settle(place.id, room);
      await updatePlace(tx, room, this.#parts.homeserver.user);
    });
  }

  async #membership(room: RoomId): Promise<Room["membership"] | null> {
    return (await this.#parts.store.read((tx) => tx.rooms.get(room)))?.membership ?? null;
  }

  async #answerInvitation(room: Room, rooms: readonly Room[]): Promise<void> {
    const { store, homeserver, log, invitesFrom } = this.#parts;
    const places = await store.read((tx) => tx.places.all());
    const configured = new Set(
      places.flatMap((place) => (place.configured && place.room ? [place.room] : [])),
    );
    const successors = new Map(
      rooms.flatMap(({ id, successor }) => (successor ? [[id, successor] as const] : [])),
    );
    const decision = decideInvitation(
      {
        room: room.id,
        inviter: room.inviter,
        encrypted: room.encrypted === true,
        predecessor: room.predecessor,
      },
      { invitesFrom, configured, successors },
    );
    await this.#try(`invitation ${room.id} ${room.inviter}`, null, async () => {
      if (decision.accept) await homeserver.join(room.id);
      else await homeserver.leave(room.id, REFUSALS[decision.reason]);
      log.info({ room: room.id, inviter: room.inviter, accepted: decision.accept }, "invitation answered");
    });
  }

  async #lookAfter(room: Room): Promise<void> {
    if (needsMembers(room)) await this.#try(`members ${room.id}`, null, () => this.#count(room));
    const { store, homeserver, log } = this.#parts;
    if (room.encrypted === true) {
      const place = await store.read((tx) => tx.places.ofRoom(room.id));
      if (place?.configured) return;
      await this.#try(`leave ${room.id}`, null, async () => {
        await homeserver.leave(room.id, REFUSALS.becameEncrypted);
        log.warn({ room: room.id }, "left a room that became encrypted");
      });
    } else if (room.successor !== null && (await this.#membership(room.successor)) !== "join") {
      const { successor } = room;
      await this.#try(`upgrade ${room.id}`, null, async () => {
        try {
          await homeserver.join(successor);
        } catch (error) {
          await this.#tellOfUpgrade(room, error);
          throw error;
        }
      });
    }
  }

  async #count(asked: Room): Promise<void> {
    const { store, homeserver } = this.#parts;
    const members = await homeserver.members(asked.id);
    await store.write(async (tx) => {
      const room = await tx.rooms.get(asked.id);
      // Somebody may have come or gone meanwhile: then the answer may be older than what sync said.
      if (!room || room.memberCount !== asked.memberCount || !needsMembers(room)) return;
      await tx.rooms.save(askedMembers(room, members));
      await updatePlace(tx, room.id, homeserver.user);
    });
  }

  async #tellOfUpgrade(room: Room, error: unknown): Promise<void> {
    if (!(error instanceof HomeserverError) || error.concern !== "room") return;
    const { store, administrators } = this.#parts;
    const message = upgradeWaiting(room.aliases[0] ?? room.name ?? room.id, error.message);
    await store.write((tx) => administrators.tell(tx, `upgrade:${room.id}`, message));
  }

  /** The error boundary of a room: what fails is tried again later, and holds up no other room. */
  async #try(key: string, healthName: string | null, work: () => Promise<void>): Promise<void> {
    const { clock, health, log, onPlace } = this.#parts;
    if (clock.now() < (this.#next.get(key) ?? 0)) return;
    try {
      await work();
      // Sync is about to confirm it; asking again before would be noise.
      this.#next.set(key, clock.now() + 30_000);
      if (healthName) health.green(healthName);
      onPlace();
    } catch (error) {
      if (!(error instanceof HomeserverError) || error.concern === "credentials") throw error;
      const pause = error.concern === "passing" ? (error.retryAfter ?? RETRY_AFTER) : PROBE_EVERY;
      this.#next.set(key, clock.now() + pause);
      if (healthName) health.red(healthName, error.message);
      log.warn({ key, reason: error.message }, "a room could not be looked after");
    }
  }
}
