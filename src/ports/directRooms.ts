import type { DirectWish } from "../rooms/directRoom.ts";
import type { PlaceId, RoomId, UserId } from "../rooms/identifiers.ts";

/** A room in which a person and the bot are alone, as the bot may write there. */
export interface DirectRoom {
  readonly person: UserId;
  readonly place: PlaceId;
  readonly room: RoomId;
}

/** The rooms that the bot opens for people; one a place at most. */
export interface DirectWishTable {
  all(): Promise<DirectWish[]>;
  ofPlace(place: PlaceId): Promise<DirectWish | null>;
  ofMark(mark: string): Promise<DirectWish | null>;
  /** The one whose room this is, whether or not the person has come. */
  ofRoom(room: RoomId): Promise<DirectWish | null>;
  add(wish: Omit<DirectWish, "id">): Promise<void>;
  change(id: number, change: Partial<Omit<DirectWish, "id" | "place" | "mark">>): Promise<void>;
  remove(id: number): Promise<void>;
}
