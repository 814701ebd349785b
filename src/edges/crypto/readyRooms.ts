import type { SealingRules, Vault } from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";

/** A key ends a little before its time, milliseconds: the library ends the process when it seals with one that is over. */
const MARGIN = 60_000;

interface Serving {
  readonly session: string;
  /** How many more messages it may seal, and until when, milliseconds since the epoch. */
  readonly left: number;
  readonly until: number;
}

/**
 * Rooms for which the last look found nothing missing, and nothing was heard since that could change it: in a room of
 * thousands that look takes longer than all the rest. How long a room's key still serves is known only where this program
 * saw it begin; it stands in the store, with the key itself. Otherwise every message is looked for.
 */
export class ReadyRooms {
  readonly #ready = new Map<RoomId, string>();
  /** When keys of a room were first sent since it last sealed something, and by which rules. */
  readonly #begun = new Map<RoomId, { readonly at: number; readonly rules: SealingRules["rotateAfter"] }>();

  /** Something was heard of devices or keys, or done about them: every room is looked at again. */
  disturb(): void {
    this.#ready.clear();
  }

  /** A work was undone, with all that was concluded in it. */
  forget(): void {
    this.#ready.clear();
    this.#begun.clear();
  }

  isReady(vault: Vault, room: RoomId, rules: SealingRules, now: number): boolean {
    if (this.#ready.get(room) !== nameOf(rules)) return false;
    const serving = servingIn(vault, room);
    return serving !== null && serving.left > 0 && now < serving.until - MARGIN;
  }

  /** Nothing was missing. */
  looked(room: RoomId, rules: SealingRules): void {
    this.#ready.set(room, nameOf(rules));
  }

  /** Keys of the room are about to be sent: perhaps it has a new one. */
  begin(room: RoomId, { rotateAfter: rules }: SealingRules, now: number): void {
    if (!this.#begun.has(room)) this.#begun.set(room, { at: now, rules });
  }

  /** A message was sealed with this key. */
  sealed(vault: Vault, room: RoomId, session: string): void {
    const serving = servingIn(vault, room);
    if (serving?.session === session) {
      write(vault, room, { ...serving, left: serving.left - 1 });
      return;
    }
    const begun = this.#begun.get(room);
    this.#begun.delete(room);
    const served = begun
      ? { left: begun.rules.messages - 1, until: begun.at + begun.rules.milliseconds }
      : NOT_KNOWN;
    write(vault, room, { session, ...served });
  }
}

const NOT_KNOWN = { left: 0, until: 0 };

function nameOf({ readers, visibility }: SealingRules): string {
  return `${visibility} ${readers.join(" ")}`;
}

function servingIn(vault: Vault, room: RoomId): Serving | null {
  const sql = 'select session, messages as "left", until from crypto_serving where room = ?';
  return (vault.prepare(sql).get(room) as Serving | undefined) ?? null;
}

function write(vault: Vault, room: RoomId, { session, left, until }: Serving): void {
  const sql = `insert into crypto_serving (room, session, messages, until) values (?, ?, ?, ?)
    on conflict (room) do update set session = excluded.session, messages = excluded.messages, until = excluded.until`;
  vault.prepare(sql).run(room, session, left, until);
}
