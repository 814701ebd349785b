import type { EventId, RoomId } from "../rooms/identifiers.ts";
import type { Approach } from "./approach.ts";
import type { ErrorConcern } from "./failure.ts";
import type { Reach } from "./reach.ts";
import type { Frozen, OutboxRow } from "./row.ts";
import type { RowChange } from "./rowChange.ts";

/** News about a row: the input of `step`. */
export type Seen =
  /**
   * Its turn has come. `placeRoom`: where its place stands; `device`: ours. `quietUntil`: until when its place is not to be
   * disturbed, milliseconds since the epoch; null or absent while it may be.
   */
  | {
      readonly kind: "turn";
      readonly quietUntil?: number | null;
      readonly reach: Reach;
      readonly placeRoom: RoomId | null;
      readonly device: string;
    }
  /**
   * The row was put into words, after a turn that asked for it. `frozen`: null when nothing is left to say. `alreadyShown`:
   * it edits a message that looks like this already. `original`: the event of the message that it edits.
   */
  | {
      readonly kind: "rendered";
      readonly frozen: Frozen | null;
      readonly alreadyShown: boolean;
      readonly original: EventId | null;
    }
  /** Its event is in the room: by the answer to its request, by its echo in sync, or by a look through the room. */
  | { readonly kind: "arrived"; readonly event: EventId }
  /** A look through the room of its first attempt did not find it. */
  | { readonly kind: "missing"; readonly reach: Reach; readonly device: string }
  /** A request about it failed. `after`: when it may be repeated, milliseconds from now. */
  | {
      readonly kind: "failed";
      readonly concern: Exclude<ErrorConcern, "room" | "credentials">;
      readonly error: string;
      readonly after: number;
    }
  /** It could not be put into words: a fault of ours, or of what it is about. */
  | { readonly kind: "unsayable"; readonly error: string }
  /** What it is about is gone, purged perhaps: there is nothing left to say, and nothing is lost. */
  | { readonly kind: "pointless"; readonly reason: string }
  /** Its room refused a request. `final`: sync has had the time to say why, and saw nothing wrong. */
  | {
      readonly kind: "refused";
      readonly error: string;
      readonly after: number;
      readonly reach: Reach;
      readonly final: boolean;
    };

/** The work that is left once the change is committed. */
export type Deed =
  | "nothing"
  | "render"
  | "send"
  | Extract<Approach, "look through" | "look up" | "look up before">
  /** The message is lost: administrators hear of it. */
  | "tell administrators";

/** The consequence of news about a row: the result of `step`. */
export interface Step {
  /** The row afterwards. */
  readonly row: OutboxRow;
  readonly change: RowChange | null;
  /** The new told state of the offers that an announcement or a digest is about; null when it stays, and for other messages. */
  readonly told: "told" | "failed" | null;
  readonly deed: Deed;
}
