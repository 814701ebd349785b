import type { Crypto, Homeserver, KeyRequest, Reader, Store, Transaction } from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";
import type { Room } from "../../rooms/room.ts";
import { asObject } from "../../text/untrusted.ts";
import { carryOne } from "./carryOut.ts";

/** What is left to do before something can be sealed for a room: to learn who reads there, or requests to be made. */
export type Missing = "readers" | readonly KeyRequest[];

/**
 * Looks whether a message can be sealed for everybody in a room, in the work that seals it: without that look in the same
 * work nothing may be sealed (`Crypto.seal`). Nothing is missing when it returns an empty list.
 */
export async function missingIn(
  tx: Pick<Transaction, "readers" | "vault">,
  room: Room,
  crypto: Pick<Crypto, "prepare">,
): Promise<Missing> {
  const { id, rotation, visibility } = room;
  const readers = await tx.readers.of(id);
  if (readers === null) return "readers";
  if (rotation === null) throw new Error(`The room ${id} is not encrypted in a way that is known here.`);
  const rules = { readers: whoReads(readers, visibility), visibility, rotateAfter: rotation };
  const requests = await crypto.prepare(tx, id, rules);
  if (requests.some(({ kind }) => kind === "send to devices")) await tx.readers.noteShare(id);
  return requests;
}

/** Those who are invited read what is said from now on, unless the room shows them nothing from before they join. */
function whoReads(readers: readonly Reader[], visibility: Room["visibility"]): Reader["person"][] {
  return readers.filter(({ invited }) => !invited || visibility !== "joined").map(({ person }) => person);
}

export interface PrepareParts {
  readonly store: Pick<Store, "read" | "write">;
  readonly homeserver: Pick<Homeserver, "carry" | "readers">;
}

/** The answers to some requests lead to others: to the keys of people follow those of their devices, then ours to them. */
const ROUNDS = 300;

/**
 * Makes what is missing before something can be sealed for a room. Returns whether some homeserver did not answer for its
 * people: what is sealed then stays unreadable for those of their devices that we never wrote to. Rejects with
 * `HomeserverError`.
 */
export async function makeReady(
  id: RoomId,
  crypto: Crypto,
  { store, homeserver }: PrepareParts,
): Promise<{ readonly unanswered: boolean }> {
  let unanswered = false;
  for (let round = 0; round < ROUNDS; round += 1) {
    const missing = await store.write(async (tx) => {
      const room = await tx.rooms.get(id);
      return room?.encrypted === true && room.sealable ? await missingIn(tx, room, crypto) : [];
    });
    if (missing === "readers") {
      await learnReaders(id, store, homeserver);
      continue;
    }
    if (missing.length === 0) return { unanswered };
    for (const request of missing) {
      const answer = await carryOne(request, { store, crypto, homeserver });
      if (request.kind === "claim keys") unanswered ||= isIncomplete(answer);
    }
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

function isIncomplete(answer: string): boolean {
  return Object.keys(asObject(asObject(JSON.parse(answer)).failures)).length > 0;
}
