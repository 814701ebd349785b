import type {
  Crypto,
  Homeserver,
  KeyRequest,
  OutboxRow,
  Reader,
  Store,
  Transaction,
} from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";
import type { Room } from "../../rooms/room.ts";
import { carryOne } from "./carryOut.ts";

/** What is left to do before something can be sealed for a room: to learn who reads there, or requests to be made. */
export type Missing = "readers" | readonly KeyRequest[];

/** How a room stands before something is sealed for it. */
export interface RoomKeys {
  readonly missing: Missing;
  /** Some homeserver did not answer for its people: what is sealed now stays unreadable for devices we never wrote to. */
  readonly silent: boolean;
}

/**
 * Looks whether a message can be sealed for everybody in a room, in the work that seals it: without that look in the same
 * work nothing may be sealed (`Crypto.seal`). Nothing is missing when it returns an empty list.
 */
export async function missingIn(
  tx: Pick<Transaction, "readers" | "vault">,
  { id, rotation, visibility }: Pick<Room, "id" | "rotation" | "visibility">,
  crypto: Pick<Crypto, "prepare" | "isSilent">,
): Promise<RoomKeys> {
  const all = await tx.readers.of(id);
  if (all === null) return { missing: "readers", silent: false };
  if (rotation === null) throw new Error(`The room ${id} is not encrypted in a way that is known here.`);
  const readers = whoReads(all, visibility);
  const missing = await crypto.prepare(tx, id, { readers, visibility, rotateAfter: rotation });
  if (missing.some(({ kind }) => kind === "send to devices")) await tx.readers.noteShare(id);
  return { missing, silent: crypto.isSilent(readers) };
}

/** Those who are invited read what is said from now on, unless the room shows them nothing from before they join. */
function whoReads(readers: readonly Reader[], visibility: Room["visibility"]): Reader["person"][] {
  return readers.filter(({ invited }) => !invited || visibility !== "joined").map(({ person }) => person);
}

/** How long what is announced waits for homeservers that do not answer, milliseconds. */
const PATIENCE = 10 * 60_000;

/** Whether a row waits while some homeserver does not answer: answers go to those who can read them. */
export function waitsForSilent(row: Pick<OutboxRow, "class" | "createdAt">, now: number): boolean {
  return row.class !== "reply" && now - row.createdAt < PATIENCE;
}

export interface PrepareParts {
  readonly store: Pick<Store, "read" | "write">;
  readonly homeserver: Pick<Homeserver, "carry" | "readers">;
}

/** The answers to some requests lead to others: to the keys of people follow those of their devices, then ours to them. */
const ROUNDS = 300;

/** Makes what is missing before something can be sealed for a room. Rejects with `HomeserverError`. */
export async function makeReady(
  id: RoomId,
  crypto: Crypto,
  { store, homeserver }: PrepareParts,
): Promise<Pick<RoomKeys, "silent">> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { missing, silent }: RoomKeys = await store.write(async (tx) => {
      const room = await tx.rooms.get(id);
      const sealed = room?.encrypted === true && room.sealable;
      return sealed ? await missingIn(tx, room, crypto) : { missing: [], silent: false };
    });
    if (missing === "readers") await learnReaders(id, store, homeserver);
    else if (missing.length === 0) return { silent };
    else for (const request of missing) await carryOne(request, { store, crypto, homeserver });
  }
  throw new Error(`The keys of the room ${id} do not settle.`);
}

/** Somebody may come or go while they are asked for: then the answer may be older than what sync said, and is not kept. */
async function learnReaders(
  room: RoomId,
  store: PrepareParts["store"],
  homeserver: Pick<Homeserver, "readers">,
): Promise<void> {
  const before = await store.read((tx) => tx.readers.changes(room));
  const readers = await homeserver.readers(room);
  await store.write(async (tx) => {
    if ((await tx.readers.changes(room)) === before) await tx.readers.know(room, readers);
  });
}
