import type {
  EncryptionSettings,
  UserId as LibraryUserId,
  OlmMachine,
} from "@matrix-org/matrix-sdk-crypto-wasm";
import type {
  Crypto,
  KeyRequest,
  KeyWork,
  Opened,
  SealingRules,
  SessionName,
  SyncedKeys,
  Vault,
} from "../../ports/index.ts";
import { isRoomId, type RoomId, type UserId } from "../../rooms/identifiers.ts";
import type { RoomEvent } from "../../rooms/room.ts";
import { asObject } from "../../text/untrusted.ts";
import { type Library, Machine } from "./machine.ts";
import { OlmVerifications } from "./olmVerifications.ts";
import { openEvent } from "./openEvent.ts";
import { ReadyRooms } from "./readyRooms.ts";
import { pruneOpenings } from "./replays.ts";
import { type LibraryRequest, noteAnswer, readRequest } from "./requests.ts";

/** People for whose devices keys are claimed at a time: the answer is worked through in one go, 1.5 ms of it a device. */
const CLAIMED = 50;

/** The port `Crypto` by matrix-sdk-crypto, for one device. */
export class OlmCrypto implements Crypto {
  readonly machine: Machine;
  readonly verifications: OlmVerifications;
  readonly #user: UserId;
  readonly #device: string;
  readonly #now: () => number;
  readonly #rooms = new ReadyRooms();
  #vault: Vault | null = null;
  /** Keys that came during the call under way. */
  #came: SessionName[] = [];

  /** `now`: milliseconds since the epoch. */
  constructor(user: UserId, device: string, now: () => number) {
    this.#user = user;
    this.#device = device;
    this.#now = now;
    this.machine = new Machine(user, device, (machine) =>
      machine.registerRoomKeyUpdatedCallback(async (keys) => {
        for (const { roomId, sessionId: session } of keys) {
          const room = roomId.toString();
          if (isRoomId(room)) this.#came.push({ room, session });
        }
      }),
    );
    this.verifications = new OlmVerifications(this.machine, user);
  }

  async receive(work: KeyWork, said: SyncedKeys): Promise<SessionName[]> {
    this.#rooms.disturb();
    return await this.#during(work, async (machine, library) => {
      this.#came = [];
      await receiveIn(machine, library, said);
      return this.#came.splice(0);
    });
  }

  async open(work: KeyWork, room: RoomId, event: RoomEvent): Promise<Opened> {
    const { vault } = work;
    const sealed = { room, event, me: this.#user, vault, now: this.#now() };
    return await this.#during(work, (machine, library) => openEvent(machine, library, sealed));
  }

  async prepare(work: KeyWork, room: RoomId, rules: SealingRules): Promise<KeyRequest[]> {
    const now = this.#now();
    if (this.#rooms.isReady(work.vault, room, rules, now)) return [];
    const missing = await this.#missing(work, room, rules);
    if (missing.some(({ kind }) => kind === "send to devices")) this.#rooms.begin(room, rules, now);
    if (missing.length === 0) this.#rooms.looked(room, rules);
    return missing;
  }

  async #missing(work: KeyWork, room: RoomId, rules: SealingRules): Promise<KeyRequest[]> {
    return await this.#during(work, async (machine, library) => {
      // The library takes the list over with each call, and empties it.
      const readers = (from = 0, to?: number): LibraryUserId[] =>
        rules.readers.slice(from, to).map((user) => new library.UserId(user));
      await machine.updateTrackedUsers(readers());
      const waiting = await machine.outgoingRequests();
      const queries = waiting.filter(({ type }) => type === library.RequestType.KeysQuery);
      if (queries.length > 0) return queries.map(readRequest);
      for (let from = 0; from < rules.readers.length; from += CLAIMED) {
        const claim = await machine.getMissingSessions(readers(from, from + CLAIMED));
        if (claim) return [readRequest(claim)];
      }
      const shares = await machine.shareRoomKey(
        new library.RoomId(room),
        readers(),
        settingsOf(library, rules),
      );
      return shares.map(readRequest);
    });
  }

  async seal(
    work: KeyWork,
    room: RoomId,
    type: string,
    content: object,
  ): Promise<Readonly<Record<string, unknown>>> {
    const ciphertext = await this.#during(work, async (machine, { RoomId }) =>
      asObject(JSON.parse(await machine.encryptRoomEvent(new RoomId(room), type, JSON.stringify(content)))),
    );
    this.#rooms.sealed(work.vault, room, String(ciphertext.session_id));
    return ciphertext;
  }

  async outgoing(work: KeyWork): Promise<KeyRequest[]> {
    return await this.#during(work, async (machine) => {
      const requests: readonly LibraryRequest[] = await machine.outgoingRequests();
      return requests.map(readRequest);
    });
  }

  async answered(work: KeyWork, request: KeyRequest, answer: string): Promise<void> {
    this.#rooms.disturb();
    await this.#during(work, (machine) => noteAnswer(machine, request, answer));
  }

  exists({ vault }: KeyWork): boolean {
    return this.machine.exists(vault);
  }

  async isSigned(work: KeyWork): Promise<boolean> {
    return await this.#during(work, async (machine, { UserId, DeviceId }) => {
      const device = await machine.getDevice(new UserId(this.#user), new DeviceId(this.#device));
      return device?.isCrossSignedByOwner() === true && (await machine.crossSigningStatus()).hasSelfSigning;
    });
  }

  async backupVersion(work: KeyWork): Promise<string | null> {
    return await this.#during(work, async (machine) => (await machine.getBackupKeys()).backupVersion ?? null);
  }

  async backUp(work: KeyWork): Promise<KeyRequest | null> {
    return await this.#during(work, async (machine) => {
      const request = (await machine.isBackupEnabled()) ? await machine.backupRoomKeys() : undefined;
      return request === undefined ? null : readRequest(request);
    });
  }

  async restore(work: KeyWork, name: SessionName, version: string, backedUp: unknown): Promise<boolean> {
    return await this.#during(work, async (machine, { RoomId }) => {
      const key = (await machine.getBackupKeys()).decryptionKey;
      const { ephemeral, mac, ciphertext } = asObject(asObject(backedUp).session_data);
      if (!key || typeof ephemeral !== "string" || typeof mac !== "string" || typeof ciphertext !== "string")
        return false;
      let opened: unknown;
      try {
        opened = JSON.parse(key.decryptV1(ephemeral, mac, ciphertext));
      } catch {
        return false;
      }
      const keys = new Map([[name.session, opened]]);
      const result = await machine.importBackedUpRoomKeys(
        new Map([[new RoomId(name.room), keys]]),
        () => {},
        version,
      );
      return result.importedCount > 0;
    });
  }

  prune(work: KeyWork, before: number, limit: number): number {
    return pruneOpenings(work, before, limit);
  }

  async #during<T>(work: KeyWork, run: (machine: OlmMachine, library: Library) => Promise<T>): Promise<T> {
    if (this.#vault !== work.vault) {
      this.#vault = work.vault;
      work.vault.onUndo(() => this.#rooms.forget());
    }
    return await this.machine.during(work, run);
  }
}

/** So many messages to a device at once are a backlog, which is taken in faster all together. */
const BACKLOG = 100;

/**
 * One message after the other: of two keys for one session in one call the library keeps the later one, which opens less
 * (seen: a key that was sent again, after its receiver had written to its sender).
 */
async function receiveIn(machine: OlmMachine, library: Library, said: SyncedKeys): Promise<void> {
  const { toDevice } = said;
  if (toDevice.length < 2 || toDevice.length > BACKLOG) return await receiveAll(machine, library, said);
  await receiveAll(machine, library, { ...said, toDevice: [] });
  const nothing = { changed: [], left: [], oneTimeKeys: null, fallbackKeys: null };
  for (const message of toDevice) await receiveAll(machine, library, { ...nothing, toDevice: [message] });
}

async function receiveAll(
  machine: OlmMachine,
  { DeviceLists, UserId }: Library,
  { toDevice, changed, left, oneTimeKeys, fallbackKeys }: SyncedKeys,
): Promise<void> {
  const users = (ids: readonly UserId[]): LibraryUserId[] => ids.map((id) => new UserId(id));
  const lists = new DeviceLists(users(changed), users(left));
  const counts = new Map(Object.entries(oneTimeKeys ?? {}));
  const fallback = fallbackKeys === null ? undefined : new Set(fallbackKeys);
  const messages = JSON.stringify(toDevice);
  // Where the homeserver counts nothing, it is not to be taken for zero.
  if (oneTimeKeys === null) await machine.receiveSyncChangesMsc4186(messages, lists, counts, fallback);
  else await machine.receiveSyncChanges(messages, lists, counts, fallback);
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
