import type { RoomId } from "../rooms/identifiers.ts";
import type { OutboxId } from "./row.ts";

/** A row whose failures go on for longer is told to operators, milliseconds. */
const LONG = 60_000;
/** Failures between which others of the same room arrived: the room is well, and the message perhaps is not. */
const BESIDE_ITS_ROOM = 3;
/**
 * For so long they may be chance, milliseconds: of a line that drops every second request, three in a row come soon, and
 * what waits behind is worth less than an announcement that is lost. An answer is worth no more than a short wait.
 */
const CHANCE = 10 * 60_000;
const CHANCE_OF_FLEETING = 2 * 60_000;
/** Failures between which others arrived elsewhere only: the room may be ill, and get well. With a minute between two, half an hour. */
const BESIDE_OTHERS = 30;
/** Answers by something before the homeserver that refuses this message and no other: a firewall that dislikes its words. */
const ASTRAY = 5;

interface Failing {
  readonly room: RoomId;
  readonly since: number;
  failures: number;
  besideRoom: number;
  besideOthers: number;
  /** How many messages had arrived anywhere when it failed last. */
  seen: number;
}

interface Failure {
  readonly now: number;
  /** Its room takes nothing for a while, whatever it says. */
  readonly limited: boolean;
  /** Not the homeserver refused it, but something before it. */
  readonly astray: boolean;
  /**
   * Nothing else fails, sync neither, and the row's time is over soon: without anything that arrives beside it,
   * nobody can tell whether it is the message.
   */
  readonly alone: boolean;
  /** Its time is over soon: an answer, or a word to administrators. */
  readonly fleeting: boolean;
}

/** A failure of one row, beside what became of others. */
export interface Verdict {
  /** It is this message that fails: it is given up. */
  readonly final: boolean;
  /** It has failed for so long that an operator should hear of it. */
  readonly long: boolean;
}

/**
 * Remembers which rows fail in passing, to tell a message that never gets through from a room or a homeserver that is
 * ill (docs/design.md §7.6). Times in milliseconds, of a clock that nobody sets.
 */
export class Failures {
  readonly #rows = new Map<OutboxId, Failing>();
  readonly #lastIn = new Map<RoomId, number>();
  #arrived = 0;

  get rows(): readonly OutboxId[] {
    return [...this.#rows.keys()];
  }

  /** A message arrived in this room. */
  arrived(room: RoomId): void {
    this.#arrived += 1;
    this.#lastIn.set(room, this.#arrived);
  }

  failed(row: OutboxId, room: RoomId, { now, limited, astray, alone, fleeting }: Failure): Verdict {
    const known = this.#rows.get(row);
    const failing = known ?? {
      room,
      since: now,
      failures: 0,
      besideRoom: 0,
      besideOthers: 0,
      seen: this.#arrived,
    };
    this.#rows.set(row, failing);
    const long = now - failing.since > LONG;
    if (limited) return { final: false, long };
    failing.failures += 1;
    if (this.#arrived > failing.seen) failing.besideOthers += 1;
    if ((this.#lastIn.get(room) ?? 0) > failing.seen) failing.besideRoom += 1;
    failing.seen = this.#arrived;
    const chance = now - failing.since < (fleeting ? CHANCE_OF_FLEETING : CHANCE);
    const besideRoom = failing.besideRoom >= BESIDE_ITS_ROOM && !chance;
    const refusedAlone = astray && failing.failures >= ASTRAY && (alone || failing.besideOthers > 0);
    return {
      final: besideRoom || failing.besideOthers >= BESIDE_OTHERS || refusedAlone,
      long,
    };
  }

  /** Forgets a row that was settled. Returns its room when nothing fails there any more. */
  forget(row: OutboxId): RoomId | null {
    const failing = this.#rows.get(row);
    if (!failing || !this.#rows.delete(row)) return null;
    for (const { room } of this.#rows.values()) if (room === failing.room) return null;
    return failing.room;
  }
}
