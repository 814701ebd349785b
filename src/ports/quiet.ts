import type { EventId, PlaceId } from "../rooms/identifiers.ts";
import type { Quiet } from "../rooms/quiet.ts";

/** What people of a room ask for. */
export type QuietWish = Pick<Quiet, "hours" | "pausedFrom" | "pausedUntil" | "person" | "at">;

export interface QuietTable {
  /** Null where nobody asked for anything. */
  get(place: PlaceId): Promise<Quiet | null>;
  all(): Promise<Quiet[]>;
  /** Exactly these places have configured hours from now on. */
  setConfigured(hours: ReadonlyMap<PlaceId, string>): Promise<void>;
  /** `cause`: the message that asked. */
  set(place: PlaceId, wish: QuietWish, cause: EventId): Promise<void>;
  /** Whether a message asked for what holds, or held, in some place. */
  isAskedBy(cause: EventId): Promise<boolean>;
  /** Undoes what a message asked for last, where nothing was asked for since; tells whether it did. */
  takeBack(place: PlaceId, cause: EventId): Promise<boolean>;
}
