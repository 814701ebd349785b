import type { EventId, PlaceId, RoomId } from "../rooms/identifiers.ts";

export type OutboxId = number & { readonly __outbox: unique symbol };

/** `notice`: welcomes, and words to the administrators. */
export type DeliveryClass = "reply" | "announcement" | "edit" | "notice";

/** `queued` rows may still be dropped, merged or rendered anew; from `attempted` on the content is frozen. */
export type DeliveryState = "queued" | "attempted" | "sent" | "dropped" | "dead";

/** One message to one place: a row of the outbox. */
export interface OutboxRow {
  readonly id: OutboxId;
  /** Unique for ever; the transaction id is a hash of the store's id, this, and an edit's content. */
  readonly key: string;
  readonly place: PlaceId;
  readonly class: DeliveryClass;
  readonly state: DeliveryState;
  /** The message that this row edits, and how many edits came before. */
  readonly edits: OutboxId | null;
  readonly revision: number;
  readonly notify: boolean;
  /** Of a first run: the room is looked through before it is sent. */
  readonly held: boolean;
  /** Null until it is rendered: at the latest when it is frozen. */
  readonly content: Readonly<Record<string, unknown>> | null;
  readonly room: RoomId | null;
  readonly transactionId: string | null;
  readonly device: string | null;
  readonly event: EventId | null;
  readonly redacted: boolean;
  readonly attempts: number;
  readonly attemptedAt: number | null;
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
  readonly content?: Readonly<Record<string, unknown>>;
  /** Where a reply has to go, whatever becomes of the place. */
  readonly room?: RoomId;
  readonly createdAt: number;
}

export interface Frozen {
  readonly room: RoomId;
  readonly transactionId: string;
  readonly device: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly at: number;
}
