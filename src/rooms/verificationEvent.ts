import { asObject, type Untrusted } from "../text/untrusted.ts";
import { isUserId, type RoomId, type UserId } from "./identifiers.ts";

/** A word of an emoji verification (Matrix specification, "Key verification framework"), over to-device messages or in a room. */
export interface VerificationWord {
  /** `cancel`: it ends it. `answer`: it goes on with it. */
  readonly kind: "request" | "cancel" | "answer";
  /** The name of the verification: a transaction id; in a room the event that asked for it. */
  readonly flow: string;
  readonly sender: UserId;
  /** The device that it says it comes from; null where it does not say. */
  readonly device: string | null;
  /** Null: it came over to-device messages. */
  readonly room: RoomId | null;
  /** When it was said, milliseconds since the epoch, as its sender claims; null where it does not say. */
  readonly saidAt: number | null;
}

/** An event as it came; one of a room has an id. */
export interface HeardEvent {
  readonly id?: string;
  readonly type: unknown;
  readonly sender: unknown;
  readonly sentAt?: number;
  readonly content: unknown;
}

const PREFIX = "m.key.verification.";

/** Reads an event as a word of a verification; null for all others. The event is hostile. */
export function readVerification(room: RoomId | null, event: HeardEvent): VerificationWord | null {
  const { type, sender } = event;
  const content = asObject(event.content);
  if (typeof type !== "string" || !isUserId(sender)) return null;
  const asks = room === null ? type === `${PREFIX}request` : isRoomRequest(type, content);
  if (!asks && !type.startsWith(PREFIX)) return null;
  const flow = flowOf(room, event, content, asks);
  if (flow === null) return null;
  const { from_device: device, timestamp } = content;
  const claimed = room === null ? timestamp : event.sentAt;
  return {
    kind: asks ? "request" : type === `${PREFIX}cancel` ? "cancel" : "answer",
    ...{ flow, sender, room },
    device: typeof device === "string" ? device : null,
    saidAt: typeof claimed === "number" ? claimed : null,
  };
}

/** In rooms a verification is asked for by a message, so that clients that know nothing of it show its text. */
export function isRoomRequest(type: string, content: Untrusted): boolean {
  return type === "m.room.message" && content.msgtype === "m.key.verification.request";
}

function flowOf(room: RoomId | null, event: HeardEvent, content: Untrusted, asks: boolean): string | null {
  const flow =
    room === null ? content.transaction_id : asks ? event.id : asObject(content["m.relates_to"]).event_id;
  return typeof flow === "string" && flow !== "" && flow.length <= 255 ? flow : null;
}
