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

/** What people cannot read, and what the homeserver can. Pure. */
export function auditSealed(
  unread: readonly Unread[],
  readable: readonly Readable[],
  sealings: readonly Sealing[],
): Entry[] {
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
  ];
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
