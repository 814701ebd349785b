import type { SealingRules, Vault } from "../../ports/index.ts";
import type { RoomId, UserId } from "../../rooms/identifiers.ts";
import { type Serving, servingIn, writeServing } from "./serving.ts";

/** A key ends a little before its time, milliseconds: the library ends the process when it seals with one that is over. */
const MARGIN = 60_000;

/** How far a room is looked through. It is only remembered: after a restart all of it is looked through again. */
export interface Look {
  readers: ReadonlySet<UserId>;
  visibility: SealingRules["visibility"];
  /** People for whose devices it is still to be seen whether we can write to them. */
  readonly unseen: Set<UserId>;
  /**
   * People to whom the room's key was given. Where the library shares it with some of them only, it makes a new key, as for
   * somebody who has left; so that these are named each time, and more people beside them.
   */
  given: Set<UserId>;
  /** A new key is about to be given, or is: the one in `crypto_serving` is over. */
  renewing: boolean;
  /** What is given is certainly a new key: the one before was declared over. */
  fresh: boolean;
  /** Nothing was missing, and nothing was heard since that could change it. */
  ready: boolean;
  /** When people are asked for again whom we cannot reach, milliseconds since the epoch. */
  askAgainAt: number;
}

/** How often that is, milliseconds. The library itself waits longer and longer for a homeserver that does not answer. */
const ASK_EVERY = 30_000;

/**
 * What is remembered of looks at rooms, so that in a room of a thousand people a message costs little more than sealing it.
 * How long a room's key still serves is known only where this program saw it begin; it stands in the store, with the key
 * itself. Otherwise every message is looked for.
 */
export class ReadyRooms {
  readonly #looks = new Map<RoomId, Look>();
  /** When keys of a room were first sent since it last sealed something, and by which rules. */
  readonly #begun = new Map<RoomId, Begun>();

  /** Something was heard of these people's devices or keys. */
  disturb(people: Iterable<UserId>): void {
    const some = [...people];
    for (const look of this.#looks.values())
      for (const person of some) {
        if (!look.readers.has(person)) continue;
        look.unseen.add(person);
        look.ready = false;
      }
  }

  /** We can write to more of these people's devices than before. */
  reached(people: Iterable<UserId>): void {
    const some = [...people];
    for (const look of this.#looks.values())
      if (some.some((person) => look.readers.has(person))) look.ready = false;
  }

  /** Devices of these people are gone, which must not read what is said from now on: their rooms take new keys. */
  lost(people: Iterable<UserId>): void {
    const some = [...people];
    for (const look of this.#looks.values()) if (some.some((person) => look.given.has(person))) renew(look);
  }

  /** Whether a key was given to this person in any room that is remembered. */
  hasGiven(person: UserId): boolean {
    return [...this.#looks.values()].some(({ given }) => given.has(person));
  }

  /** A work was undone: keys that it gave were not given, nor was one declared over. */
  undone(): void {
    for (const look of this.#looks.values()) {
      look.ready = false;
      if (look.renewing) renew(look);
    }
    this.#begun.clear();
  }

  /** The room's look, if nothing is missing there but, perhaps, people to be asked for again; else null. */
  ready(vault: Vault, room: RoomId, rules: SealingRules, now: number): Look | null {
    const look = this.#looks.get(room);
    if (!look?.ready || look.visibility !== rules.visibility || !isSame(look.readers, rules.readers))
      return null;
    const begun = look.fresh ? this.#begun.get(room) : undefined;
    const serving = begun ? servingFrom(begun) : servingIn(vault, room);
    return serves(serving, now) ? look : null;
  }

  /** Nothing is missing in a room, as far as people can be reached. */
  looked(look: Look, now: number): void {
    look.ready = true;
    look.askAgainAt = now + ASK_EVERY;
  }

  /** The look at a room that is under way, with what has changed since. */
  look(vault: Vault, room: RoomId, { readers, visibility }: SealingRules, now: number): Look {
    const known = this.#looks.get(room);
    const look = known ?? {
      readers: new Set(),
      visibility,
      unseen: new Set(),
      given: new Set(),
      renewing: true,
      fresh: false,
      ready: false,
      askAgainAt: 0,
    };
    if (!known) this.#looks.set(room, look);
    const present = new Set(readers);
    for (const person of present) if (!look.readers.has(person)) look.unseen.add(person);
    for (const person of look.unseen) if (!present.has(person)) look.unseen.delete(person);
    look.readers = present;
    const gone = [...look.given].some((person) => !present.has(person));
    const over = !look.renewing && !serves(servingIn(vault, room), now);
    if (gone || over || look.visibility !== visibility) renew(look);
    look.visibility = visibility;
    look.ready = false;
    return look;
  }

  /** Keys of the room are about to be sent: perhaps it has a new one. */
  begin(room: RoomId, { rotateAfter: rules }: SealingRules, now: number): void {
    if (!this.#begun.has(room)) this.#begun.set(room, { at: now, rules });
  }

  /** A message was sealed with this key. */
  sealed(vault: Vault, room: RoomId, session: string): void {
    const begun = this.#begun.get(room);
    this.#begun.delete(room);
    const look = this.#looks.get(room);
    if (look) {
      look.renewing = false;
      look.fresh = false;
    }
    const serving = servingIn(vault, room);
    if (serving?.session === session) {
      writeServing(vault, room, { ...serving, left: serving.left - 1 });
      return;
    }
    const { left, until } = begun ? servingFrom(begun) : NOT_KNOWN;
    writeServing(vault, room, { session, left: left - 1, until });
  }
}

interface Begun {
  readonly at: number;
  readonly rules: SealingRules["rotateAfter"];
}

const NOT_KNOWN = { left: 0, until: 0 };

/** How long a key serves that has begun then. */
function servingFrom({ at, rules }: Begun): Omit<Serving, "session"> {
  return { left: rules.messages, until: at + rules.milliseconds };
}

function renew(look: Look): void {
  look.given = new Set();
  look.renewing = true;
  look.fresh = false;
  look.ready = false;
}

function serves(serving: Omit<Serving, "session"> | null, now: number): boolean {
  return serving !== null && serving.left > 0 && now < serving.until - MARGIN;
}

function isSame(known: ReadonlySet<UserId>, readers: readonly UserId[]): boolean {
  return known.size === readers.length && readers.every((person) => known.has(person));
}
