import type { OfferId } from "../offers/offer.ts";
import type { EventId, PlaceId, RoomId } from "../rooms/identifiers.ts";

export type OutboxId = number & { readonly __outbox: unique symbol };

/** `digest`: what a schedule gathered; `notice`: welcomes, and words to the administrators. */
export type DeliveryClass = "reply" | "announcement" | "digest" | "edit" | "notice";

type Content = Readonly<Record<string, unknown>>;

/** `queued` rows may still be dropped, merged or rendered anew; from `attempted` on the content is frozen. */
export type DeliveryState = "queued" | "attempted" | "sent" | "dropped" | "dead";

/** A row of the outbox: one message to one place. */
export interface OutboxRow {
  readonly id: OutboxId;
  /** Unique for ever; the transaction id is a hash of the store's id, this, and an edit's content. */
  readonly key: string;
  readonly place: PlaceId;
  readonly class: DeliveryClass;
  readonly state: DeliveryState;
  /** The type of its event in a room that is not encrypted; `m.room.message` of all that is sent today. */
  readonly type: string;
  /** The message that this row edits, and how many edits came before. */
  readonly edits: OutboxId | null;
  readonly revision: number;
  readonly notify: boolean;
  /** True of a first run: the row waits until its room has been looked through. */
  readonly held: boolean;
  /** Readable. Null until it is rendered, at the latest when it is frozen, and again once it is sent or dropped. */
  readonly content: Content | null;
  /** The ciphertext that goes out instead, with our key beside it; null while the room is not encrypted. */
  readonly sealed: Content | null;
  /** The count of `ReaderTable.shares` when it was sealed: who got the room's key later cannot read it. */
  readonly sealedFor: number | null;
  /** A hash of what people see, and the offers that it names: both stay when the content has gone. */
  readonly shown: string | null;
  readonly marks: readonly OfferId[] | null;
  readonly room: RoomId | null;
  readonly transactionId: string | null;
  readonly device: string | null;
  readonly event: EventId | null;
  readonly redacted: boolean;
  readonly attempts: number;
  readonly attemptedAt: number | null;
  /** Meant to be said from then on: until that moment it holds up no other row of its room. 0: at once. */
  readonly notBefore: number;
  /** When a failed attempt may be repeated; until then the row holds up those behind it. */
  readonly nextAttemptAt: number;
  readonly createdAt: number;
  readonly settledAt: number | null;
  /** Why it is dropped or dead, or why the last attempt failed. */
  readonly error: string | null;
}

export interface NewOutboxRow {
  readonly key: string;
  readonly place: PlaceId;
  readonly class: DeliveryClass;
  readonly edits?: OutboxId;
  readonly revision?: number;
  readonly notify: boolean;
  readonly held?: boolean;
  readonly type?: string;
  readonly content?: Content;
  readonly notBefore?: number;
  /** Where a reply has to go, whatever becomes of the place. */
  readonly room?: RoomId;
  readonly createdAt: number;
}

export interface Frozen {
  readonly room: RoomId;
  readonly transactionId: string;
  readonly device: string;
  readonly content: Content;
  readonly sealed?: Content;
  readonly sealedFor?: number;
  readonly shown: string;
  readonly marks: readonly OfferId[];
  readonly at: number;
}
