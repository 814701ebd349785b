import type { OlmMachine, ShieldStateCode } from "@matrix-org/matrix-sdk-crypto-wasm";
import type { Opened, Vault } from "../../ports/index.ts";
import type { RoomId, UserId } from "../../rooms/identifiers.ts";
import type { RoomEvent } from "../../rooms/room.ts";
import { asObject } from "../../text/untrusted.ts";
import { libraryEvent } from "./libraryEvent.ts";
import type { Library } from "./machine.ts";
import { isFirstOpening, placeOf } from "./replays.ts";

interface Sealed {
  readonly room: RoomId;
  readonly event: RoomEvent;
  readonly me: UserId;
  readonly vault: Vault;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Opens an event, as far as it is certain whose it is: what a device says that its owner does not know, or does not know
 * yet, waits like what has no key; what is in another's name is refused.
 */
export async function openEvent(
  machine: OlmMachine,
  library: Library,
  { room, event, me, vault, now }: Sealed,
): Promise<Opened> {
  const session = event.content.session_id;
  if (typeof session !== "string" || event.stateKey !== null)
    return { kind: "refused", why: "it is no message sealed for a room" };
  const { DecryptionSettings, TrustRequirement, MegolmDecryptionError, RoomId } = library;
  try {
    // Whom to believe is decided below, by what the library says of the sender.
    const settings = new DecryptionSettings(TrustRequirement.Untrusted);
    const opened = await machine.decryptRoomEvent(
      JSON.stringify(libraryEvent(event, room)),
      new RoomId(room),
      settings,
    );
    const { code } = opened.shieldState(false);
    const doubt = doubtOf(library, code, event.sender === me);
    if (code === library.ShieldStateCode.VerificationViolation)
      return { kind: "refused", why: doubt ?? "", otherKeys: true };
    if (doubt === "not yet") return { kind: "no key", session };
    if (doubt !== null) return { kind: "refused", why: doubt };
    const place = placeOf(event.content.ciphertext);
    if (place === null || !isFirstOpening(vault, { session, place, event: event.id }, now))
      return { kind: "refused", why: "it was said before, as another event" };
    const { type, content } = asObject(JSON.parse(opened.event));
    if (typeof type !== "string") return { kind: "refused", why: "it has no type" };
    return { kind: "clear", event: { ...event, type, content: asObject(content) } };
  } catch (error) {
    // Rejections of the library are no `Error`s; what is one is a fault of the store, or of ours.
    if (!(error instanceof MegolmDecryptionError)) throw error;
    const { DecryptionErrorCode: codes } = library;
    return error.code === codes.MissingRoomKey || error.code === codes.UnknownMessageIndex
      ? { kind: "no key", session }
      : { kind: "refused", why: error.description };
  }
}

/** Why what an event says is not to be believed; null when it is. */
function doubtOf(
  { ShieldStateCode: codes }: Library,
  code: ShieldStateCode | undefined,
  ours: boolean,
): "not yet" | string | null {
  switch (code) {
    case undefined:
    // Most people have not verified us, nor we them, and not everybody has signed their devices.
    case codes.UnverifiedIdentity:
    case codes.UnsignedDevice:
      return null;
    // Its key came from a backup or from another device: nobody vouches for whose it is. Our own were said by a device that
    // is gone, and are only read to be said no second time.
    case codes.AuthenticityNotGuaranteed:
    case codes.UnknownDevice:
      return ours ? null : "not yet";
    case codes.VerificationViolation:
      return "its sender was verified, and has another identity since";
    case codes.MismatchedSender:
      return "it was sealed by somebody else";
    default:
      return code satisfies never;
  }
}
