import type {
  EncryptionSettings,
  UserId as LibraryUserId,
  OlmMachine,
} from "@matrix-org/matrix-sdk-crypto-wasm";
import type { KeyRequest, SealingRules } from "../../ports/index.ts";
import type { RoomId, UserId } from "../../rooms/identifiers.ts";
import type { Library } from "./machine.ts";
import type { Look } from "./readyRooms.ts";
import { readRequest } from "./requests.ts";
import type { Unreached } from "./unreached.ts";

/**
 * People whose devices are asked for, to whom keys are claimed, and with whom a room's key is shared, at a time. The library
 * works through each in one go, which has to stay well under a quarter of a second (`npm run bench -- crypto`).
 */
const ASKED = 50;
const CLAIMED = 50;
const SHARED = 125;

export interface Asked {
  readonly machine: OlmMachine;
  readonly library: Library;
  readonly room: RoomId;
  readonly rules: SealingRules;
  readonly look: Look;
  /** People whose devices the library follows, as far as this program told it to. */
  readonly followed: Set<UserId>;
  readonly unreached: Unreached;
}

/**
 * The next requests before something can be sealed for a room: for the devices of its people, for keys of those to which we
 * cannot write yet, and the room's key itself. A large room takes many, a few people at a time. Empty: nothing is missing.
 */
export async function missingFor(asked: Asked): Promise<KeyRequest[]> {
  for (const step of [devices, claims, shares]) {
    const requests = await step(asked);
    if (requests.length > 0) return requests;
  }
  return [];
}

async function devices({ machine, library, rules, followed }: Asked): Promise<KeyRequest[]> {
  const fresh = rules.readers.filter((person) => !followed.has(person));
  for (let from = 0; from === 0 || from < fresh.length; from += ASKED) {
    const people = fresh.slice(from, from + ASKED);
    if (people.length > 0) await machine.updateTrackedUsers(named(library, people));
    for (const person of people) followed.add(person);
    const waiting = await machine.outgoingRequests();
    const queries = waiting.filter(({ type }) => type === library.RequestType.KeysQuery);
    if (queries.length > 0) return queries.map(readRequest);
  }
  return [];
}

/** For those whom nobody has looked at yet, and again for those whom we could not reach. */
export async function claims({
  machine,
  library,
  look,
  unreached,
}: Pick<Asked, "machine" | "library" | "look" | "unreached">): Promise<KeyRequest[]> {
  const people = [...look.unseen];
  for (let from = 0; from < people.length; from += CLAIMED) {
    const some = people.slice(from, from + CLAIMED);
    const claim = await machine.getMissingSessions(named(library, some));
    if (claim) return [readRequest(claim)];
    for (const person of some) if (!unreached.has(person)) look.unseen.delete(person);
  }
  return [];
}

async function shares({ machine, library, room, rules, look }: Asked): Promise<KeyRequest[]> {
  const others = rules.readers.filter((person) => !look.given.has(person));
  if (look.renewing && look.given.size === 0 && others.length > SHARED) {
    // Some of them would be taken for all, and the key before, which the others may have, for one that serves.
    await machine.invalidateGroupSession(new library.RoomId(room));
    look.fresh = true;
  }
  // At least one call with everybody: it is the library that knows whether something is missing.
  for (let from = 0; from === 0 || from < others.length; from += SHARED) {
    for (const person of others.slice(from, from + SHARED)) look.given.add(person);
    // The library takes lists and settings over with each call, and empties them.
    const requests = await machine.shareRoomKey(
      new library.RoomId(room),
      named(library, [...look.given]),
      settingsOf(library, rules),
    );
    if (requests.length > 0) return requests.map(readRequest);
  }
  return [];
}

function named({ UserId }: Library, people: readonly UserId[]): LibraryUserId[] {
  return people.map((person) => new UserId(person));
}

const MICROSECONDS = 1000n;

function settingsOf(library: Library, { visibility, rotateAfter }: SealingRules): EncryptionSettings {
  const { EncryptionSettings, EncryptionAlgorithm, CollectStrategy, HistoryVisibility } = library;
  const settings = new EncryptionSettings();
  settings.algorithm = EncryptionAlgorithm.MegolmV1AesSha2;
  settings.rotationPeriod = BigInt(rotateAfter.milliseconds) * MICROSECONDS;
  settings.rotationPeriodMessages = BigInt(rotateAfter.messages);
  settings.historyVisibility = {
    invited: HistoryVisibility.Invited,
    joined: HistoryVisibility.Joined,
    shared: HistoryVisibility.Shared,
    world_readable: HistoryVisibility.WorldReadable,
  }[visibility];
  // Everybody in the room, also those who have not signed their devices: who reads is the room's to decide.
  settings.sharingStrategy = CollectStrategy.allDevices();
  return settings;
}
