import type { OlmMachine } from "@matrix-org/matrix-sdk-crypto-wasm";
import type { KeyWork, Vault } from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";
import type { RoomEvent } from "../../rooms/room.ts";
import { libraryEvent } from "./libraryEvent.ts";
import type { Library } from "./machine.ts";
import { placeOf } from "./replays.ts";

/** Notes how far a key of a room has sealed, in the work that seals. `now`: milliseconds since the epoch. */
export function noteSealed(vault: Vault, session: string, ciphertext: unknown, now: number): void {
  const sql = `insert into crypto_sealed (session, place, at) values (?, ?, ?)
    on conflict (session) do update set place = excluded.place, at = excluded.at`;
  vault.prepare(sql).run(session, placeOf(ciphertext) ?? 0, now);
}

/**
 * Whether an event of our own account was sealed with the private keys of this very device, and not by this store: with a key
 * beyond where the store has come with it, or with one that it does not have at all. Then another copy of the store has gone on
 * from where this one is, and the keys of this one are used up. What was sealed before places were noted, or so long ago that
 * they are forgotten, is not judged.
 */
export async function isForeign(
  machine: OlmMachine,
  library: Library,
  vault: Vault,
  { room, event }: { readonly room: RoomId; readonly event: RoomEvent },
): Promise<boolean> {
  const { session_id: session, sender_key: key, ciphertext } = event.content;
  const place = placeOf(ciphertext);
  if (typeof session !== "string" || place === null) return false;
  if (key !== machine.identityKeys.curve25519.toBase64()) return false;
  const sealed = vault.prepare("select place from crypto_sealed where session = ?").get(session);
  if (sealed) return place > (sealed as { place: number }).place;
  const { DecryptionSettings, TrustRequirement, MegolmDecryptionError, DecryptionErrorCode, RoomId } =
    library;
  try {
    const settings = new DecryptionSettings(TrustRequirement.Untrusted);
    await machine.decryptRoomEvent(JSON.stringify(libraryEvent(event, room)), new RoomId(room), settings);
  } catch (error) {
    if (!(error instanceof MegolmDecryptionError)) throw error;
    // Each key that this store has sealed with is kept, to open what it sealed.
    return error.code === DecryptionErrorCode.MissingRoomKey;
  }
  return false;
}

/** Places noted before then go, `limit` at most. Returns how many went. */
export function pruneSealed({ vault }: KeyWork, before: number, limit: number): number {
  const sql = `delete from crypto_sealed where session in
    (select session from crypto_sealed where at < ? limit ?)`;
  return (vault.prepare(sql).run(before, limit) as { changes: number }).changes;
}
