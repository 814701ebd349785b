import type { Vault } from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";

/** The key that a room seals with. */
export interface Serving {
  readonly session: string;
  /** How many more messages it may seal, and until when, milliseconds since the epoch. */
  readonly left: number;
  readonly until: number;
}

export function servingIn(vault: Vault, room: RoomId): Serving | null {
  const sql = 'select session, messages as "left", until from crypto_serving where room = ?';
  return (vault.prepare(sql).get(room) as Serving | undefined) ?? null;
}

export function writeServing(vault: Vault, room: RoomId, { session, left, until }: Serving): void {
  const sql = `insert into crypto_serving (room, session, messages, until) values (?, ?, ?, ?)
    on conflict (room) do update set session = excluded.session, messages = excluded.messages, until = excluded.until`;
  vault.prepare(sql).run(room, session, left, until);
}
