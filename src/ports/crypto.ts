import type { RoomId, UserId } from "../rooms/identifiers.ts";
import type { RoomEvent } from "../rooms/room.ts";

/**
 * How the account's keys stand. `none`: this device has none that its owner has signed. `stale`: the store is an older copy
 * of itself, so that keys would be used twice.
 */
export type KeysStanding = "none" | "good" | "stale";

/** A statement over the connection of the store, as better-sqlite3 gives it. */
export interface VaultStatement {
  get(...parameters: readonly unknown[]): unknown;
  all(...parameters: readonly unknown[]): unknown[];
  run(...parameters: readonly unknown[]): unknown;
}

/**
 * The room for keys within one writing work of the store: what is written here commits with everything else of that work,
 * or not at all. Only `edges/crypto` knows what stands in it.
 */
export interface Vault {
  /** Throws in a work that only reads, and once the work is over. */
  prepare(sql: string): VaultStatement;
  /** Calls back should this work be undone: what was concluded from it in memory does not hold any more. */
  onUndo(callback: () => void): void;
}

/** The work in which keys change: its vault. */
export interface KeyWork {
  readonly vault: Vault;
}

/** The part of a sync answer that concerns keys. */
export interface SyncedKeys {
  /** Messages to this device, as they came. Hostile. */
  readonly toDevice: readonly unknown[];
  /** People whose devices changed, and people of whom nothing more is told. */
  readonly changed: readonly UserId[];
  readonly left: readonly UserId[];
  /** One-time keys that the homeserver still has, by algorithm; null where it does not say. */
  readonly oneTimeKeys: Readonly<Record<string, number>> | null;
  /** Algorithms of which the homeserver has an unused fallback key; null where it does not say. */
  readonly fallbackKeys: readonly string[] | null;
}

export type KeyRequestKind =
  | "upload keys"
  | "query keys"
  | "claim keys"
  | "send to devices"
  | "upload signatures"
  | "send to a room"
  | "back up keys";

/** A request to the homeserver that the keeping of keys asks for. It may be made again: it then changes nothing more. */
export interface KeyRequest {
  readonly kind: KeyRequestKind;
  /** The name under which its answer is noted. */
  readonly id: string;
  /** JSON. */
  readonly body: string;
  /** Of a message to devices or to a room. */
  readonly message?: { readonly type: string; readonly transactionId: string; readonly room?: RoomId };
  /** Of a backup. */
  readonly version?: string;
}

/** The name of a key: the messages of one sender's device in one room, until it takes another. */
export interface SessionName {
  readonly room: RoomId;
  readonly session: string;
}

/** The rules of an encrypted room, as its state says. */
export interface SealingRules {
  /** Everybody who may read: those who are in it, and those who are invited where their history begins with that. */
  readonly readers: readonly UserId[];
  readonly visibility: "invited" | "joined" | "shared" | "world_readable";
  /** A key serves for so long, milliseconds, and for so many messages. */
  readonly rotateAfter: { readonly milliseconds: number; readonly messages: number };
}

/**
 * What became of an encrypted event. `refused`: it is not what it says it is, and no key will change that; with `otherKeys`,
 * because its sender was verified, and has others since.
 */
export type Opened =
  | { readonly kind: "clear"; readonly event: RoomEvent }
  | { readonly kind: "no key"; readonly session: string }
  | { readonly kind: "refused"; readonly why: string; readonly otherKeys?: true };

/**
 * The keys of this device. Every call works within a writing work of the store, so that what it changes commits together
 * with its cause; nothing here asks the homeserver. Where such a work is undone, so is what it did to the keys.
 */
export interface Crypto {
  /** Takes in what sync said. Returns the keys that came with it. Has to be in the commit that stores the sync token. */
  receive(work: KeyWork, said: SyncedKeys): Promise<SessionName[]>;
  /** Opens an event of type `m.room.encrypted`. A message that was opened under another event id is refused. */
  open(work: KeyWork, room: RoomId, event: RoomEvent): Promise<Opened>;
  /**
   * The requests to be made before something can be sealed for all devices in a room; none when it can be. To be asked
   * until none are left, since the answers to some lead to others.
   */
  prepare(work: KeyWork, room: RoomId, rules: SealingRules): Promise<KeyRequest[]>;
  /**
   * Whether some homeserver did not answer when it was last asked for keys of any of these people: what is sealed for them
   * now stays unreadable on those of their devices that we never wrote to. Forgotten with a restart.
   */
  isSilent(people: readonly UserId[]): boolean;
  /**
   * Seals a message. `prepare` HAS TO HAVE ANSWERED "none" IN THE SAME WORK: without a key for the room, or with one that
   * has served its time, the library ends the process.
   */
  seal(
    work: KeyWork,
    room: RoomId,
    type: string,
    content: object,
  ): Promise<Readonly<Record<string, unknown>>>;
  /** Requests that wait, whatever their reason. */
  outgoing(work: KeyWork): Promise<KeyRequest[]>;
  /** Takes in the answer to a request, JSON. Rejects where it is none that can be. */
  answered(work: KeyWork, request: KeyRequest, answer: string): Promise<void>;
  /**
   * Whether an event of our own account, sealed, shows that another copy of this store has gone on from where this one is: its
   * keys are used up then. Asked before anything is sealed.
   */
  isForeign(work: KeyWork, room: RoomId, event: RoomEvent): Promise<boolean>;
  /** Whether the homeserver shows other keys under the name of this device: another store has put them there. */
  readonly isReplaced: boolean;
  /** Whether there are keys of this device in the store, without making any. */
  exists(work: KeyWork): boolean;
  /** Whether the account has signed this device, as far as the store knows. */
  isSigned(work: KeyWork): Promise<boolean>;
  /** The version of the account's backup of keys that is used; null while none is. */
  backupVersion(work: KeyWork): Promise<string | null>;
  /** A request that puts some keys into the backup; null when all are there, or there is none. */
  backUp(work: KeyWork): Promise<KeyRequest | null>;
  /** Takes in a key as it lies in the backup. False where it is none. */
  restore(work: KeyWork, name: SessionName, version: string, backedUp: unknown): Promise<boolean>;
}

/**
 * What is remembered of messages opened and sealed before then goes, `limit` of each at most. Returns how many went. No call
 * of `Crypto`: it goes also while no keys are open.
 */
export type PruneKeys = (work: KeyWork, before: number, limit: number) => number;
