import type { Entry } from "./entry.ts";

/** A message of the bot that somebody may read, and whose client cannot open it. */
export interface Unread {
  readonly person: string;
  readonly room: string;
  readonly event: string;
  readonly at: number;
  readonly why: string;
}

/** Something that the homeserver holds and can read, and that was said in an encrypted room. */
export interface Readable {
  readonly room: string;
  /** What tells it from everything else that was found. */
  readonly id: string;
  readonly what: string;
  readonly at: number;
}

/** A sealed message on its way to the homeserver. Repeats are others. */
export interface Sealing {
  readonly room: string;
  readonly transactionId: string;
  /** The key that sealed it, and its place in what that key seals. */
  readonly session: string;
  readonly place: number;
  readonly ciphertext: string;
  /** For whom it was sealed, as the bot counts: another number when somebody was given the room's key. Null: not known. */
  readonly readers: number | null;
  readonly at: number;
}

/** A one-time key on its way to the homeserver. */
export interface Upload {
  readonly key: string;
  /** In which life of the bot, from its start to its death. */
  readonly life: number;
  readonly at: number;
}

/** What people cannot read, what the homeserver can, and what was sealed or given out twice. Pure. */
export function auditSealed({ unread, readable, sealings, uploads }: SealedFacts): Entry[] {
  return [
    ...unread.map(({ person, room, event, at, why }): Entry => {
      const what = `${person} cannot open ${event}: ${why}`;
      return { kind: "unreadable", passing: true, room, what, at, id: `unread ${person} ${event}` };
    }),
    ...readable.map(({ room, id, what, at }): Entry => {
      return { kind: "clear", passing: false, room, what, at, id: `clear ${id}` };
    }),
    ...placesTwice(sealings),
    ...sealedTwice(sealings),
    ...uploadedAgain(uploads),
  ];
}

export interface SealedFacts {
  readonly unread: readonly Unread[];
  readonly readable: readonly Readable[];
  readonly sealings: readonly Sealing[];
  readonly uploads: readonly Upload[];
}

/** A request that fails is made again; more often than this in one life no answer was noted. */
const TRIES = 10;

/** A key that is uploaded after somebody had it is given to another, and the bot has forgotten it. */
function uploadedAgain(uploads: readonly Upload[]): Entry[] {
  const groups = Map.groupBy(uploads, ({ key, life }) => `${key} ${life}`);
  return [...groups].flatMap(([name, group]): Entry[] => {
    const last = group[TRIES];
    if (last === undefined) return [];
    const what = `the one-time key ${last.key} was uploaded ${group.length} times`;
    return [{ kind: "repeated", passing: false, room: "", what, at: last.at, id: `upload ${name}` }];
  });
}

/** Two texts under one key: whoever holds both can read both. */
function placesTwice(sealings: readonly Sealing[]): Entry[] {
  const groups = Map.groupBy(sealings, ({ session, place }) => `${session} ${place}`);
  return [...groups].flatMap(([name, group]): Entry[] => {
    const [first] = group;
    const other = group.find(({ ciphertext }) => ciphertext !== first?.ciphertext);
    if (other === undefined) return [];
    const { room, at } = other;
    const what = `two texts were sealed by one key at one place: ${name}`;
    return [{ kind: "repeated", passing: false, room, what, at, id: `place ${name}` }];
  });
}

/** What goes again is the same as before, unless somebody was given the room's key since. */
function sealedTwice(sealings: readonly Sealing[]): Entry[] {
  const groups = Map.groupBy(sealings, ({ room, transactionId }) => `${room} ${transactionId}`);
  return [...groups].flatMap(([name, group]): Entry[] => {
    const anew = group.find((one, at) => {
      const before = group[at - 1];
      if (before === undefined || before.ciphertext === one.ciphertext) return false;
      return before.readers !== null && before.readers === one.readers;
    });
    if (anew === undefined) return [];
    const { room, at } = anew;
    const what = `sealed anew for the same readers: ${name}`;
    return [{ kind: "repeated", passing: false, room, what, at, id: `anew ${name}` }];
  });
}
