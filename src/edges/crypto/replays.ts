import type { KeyWork, Vault } from "../../ports/index.ts";
import type { EventId } from "../../rooms/identifiers.ts";

/**
 * Notes under which event a message was opened. The library opens a message as often as it is asked, so that a homeserver
 * could show it a second time as another event; its place in its session is what tells that apart. `now`: milliseconds
 * since the epoch. Returns false for a message that was opened as another event before.
 */
export function isFirstOpening(
  vault: Vault,
  { session, place, event }: { readonly session: string; readonly place: number; readonly event: EventId },
  now: number,
): boolean {
  const known = vault
    .prepare("select event from crypto_openings where session = ? and place = ?")
    .get(session, place) as { event: EventId } | undefined;
  if (known) return known.event === event;
  vault
    .prepare("insert into crypto_openings (session, place, event, at) values (?, ?, ?, ?)")
    .run(session, place, event, now);
  return true;
}

/** Openings noted before then go, `limit` at most. Returns how many went. */
export function pruneOpenings({ vault }: KeyWork, before: number, limit: number): number {
  const sql = `delete from crypto_openings where (session, place) in
    (select session, place from crypto_openings where at < ? limit ?)`;
  return (vault.prepare(sql).run(before, limit) as { changes: number }).changes;
}

/**
 * The place of a message in its session: in what Megolm seals, after a byte for its version, the field 1, a number
 * (Olm specification, "Megolm: message format"). Null where there is none; what has been opened has one.
 */
export function placeOf(ciphertext: unknown): number | null {
  if (typeof ciphertext !== "string") return null;
  const bytes = Buffer.from(ciphertext.slice(0, 20), "base64");
  if (bytes[1] !== 0x08) return null;
  let place = 0;
  for (let at = 2; at < 7; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return null;
    place += (byte & 0x7f) * 2 ** (7 * (at - 2));
    if (byte < 0x80) return place;
  }
  return null;
}
