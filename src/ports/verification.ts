import type { RoomId, UserId } from "../rooms/identifiers.ts";
import type { HeardEvent } from "../rooms/verificationEvent.ts";
import type { KeyRequest, KeyWork } from "./crypto.ts";

/** A verification that somebody asked for. Hostile until `Verifications.take` has taken it. */
export interface AskedVerification {
  readonly flow: string;
  readonly user: UserId;
  readonly device: string;
  /** Null: it was asked for over to-device messages. */
  readonly room: RoomId | null;
  readonly event: HeardEvent;
}

/**
 * How far a verification has come. `asked`: the other side has to accept, or we. `accepted`: neither has begun. `begun`: the
 * two exchange what the emoji follow from. `compare`: the emoji are there. `confirmed`: we have said that they match.
 * `elsewhere`: another session of the asked account plays it. `lost`: this program knows nothing of it any more.
 */
export type VerificationPhase =
  | "asked"
  | "accepted"
  | "begun"
  | "compare"
  | "confirmed"
  | "done"
  | "cancelled"
  | "elsewhere"
  | "lost";

export interface VerificationState {
  readonly phase: VerificationPhase;
  /** Seven numbers of the specification's table of emoji, while they are to be compared. */
  readonly emoji: readonly number[] | null;
  /** The specification's code of the reason, once it is cancelled. */
  readonly cancelled: { readonly code: string; readonly byUs: boolean } | null;
}

/** One verification under way. It lives in memory only. What its words return has to be carried to the homeserver, in order. */
export interface Verification {
  readonly flow: string;
  readonly user: UserId;
  readonly room: RoomId | null;
  /** The device of the other side; null while it is not known. */
  readonly device: string | null;
  state(): VerificationState;
  accept(work: KeyWork): Promise<KeyRequest[]>;
  /** Begins the comparison of emoji, or agrees to it where the other side has begun. */
  begin(work: KeyWork): Promise<KeyRequest[]>;
  /** The emoji match: once the other side says so too, each counts as verified here. */
  confirm(work: KeyWork): Promise<KeyRequest[]>;
  cancel(work: KeyWork, code: "m.user" | "m.mismatched_sas" | "m.timeout"): Promise<KeyRequest[]>;
  /** Takes in what the other side said in the room; what comes over to-device messages is taken in by `Crypto.receive`. */
  hear(work: KeyWork, event: HeardEvent): Promise<void>;
}

/**
 * How somebody stands before they are asked. `unknown`: without keys of their own there is nothing to verify. `alone`: our
 * own account has no other session.
 */
export type VerifiedStanding = "unknown" | "alone" | "open" | "verified";

/** Verifies people, and other sessions of the account, by emoji (SAS). */
export interface Verifications {
  /** The request for somebody's devices, without which nothing of them can be taken. */
  devicesOf(work: KeyWork, user: UserId): Promise<KeyRequest>;
  /** Takes up what somebody asked for. Null where it is not what it says it is, or its time is over. */
  take(work: KeyWork, asked: AskedVerification): Promise<Verification | null>;
  standing(work: KeyWork, user: UserId): Promise<VerifiedStanding>;
  /** Asks the other sessions of our own account. */
  askOwn(work: KeyWork): Promise<{ readonly verification: Verification; readonly request: KeyRequest }>;
  /** The message that asks a person; the event that comes of it is the name of the verification. */
  question(work: KeyWork, user: UserId, room: RoomId): Promise<KeyRequest>;
  asked(work: KeyWork, user: UserId, room: RoomId, event: string): Promise<Verification>;
}
