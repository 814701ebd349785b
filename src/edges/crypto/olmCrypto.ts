import type { UserId as LibraryUserId, OlmMachine } from "@matrix-org/matrix-sdk-crypto-wasm";
import type {
  Crypto,
  KeyRequest,
  KeyWork,
  Opened,
  PruneKeys,
  SealingRules,
  SessionName,
  SyncedKeys,
  Vault,
} from "../../ports/index.ts";
import { isRoomId, isUserId, type RoomId, type UserId } from "../../rooms/identifiers.ts";
import type { RoomEvent } from "../../rooms/room.ts";
import { asObject } from "../../text/untrusted.ts";
import { lostDevices } from "./lostDevices.ts";
import { type Library, Machine } from "./machine.ts";
import { claims, missingFor } from "./missing.ts";
import { OlmVerifications } from "./olmVerifications.ts";
import { openEvent } from "./openEvent.ts";
import { isForeign, noteSealed, pruneSealed } from "./ownPlaces.ts";
import { ReadyRooms } from "./readyRooms.ts";
import { pruneOpenings } from "./replays.ts";
import { type LibraryRequest, noteAnswer, readRequest } from "./requests.ts";
import { peopleIn, Unreached } from "./unreached.ts";

/** The port `Crypto` by matrix-sdk-crypto, for one device. */
export class OlmCrypto implements Crypto {
  readonly machine: Machine;
  readonly verifications: OlmVerifications;
  readonly #user: UserId;
  readonly #device: string;
  readonly #now: () => number;
  readonly #rooms = new ReadyRooms();
  /** People whose devices the library follows, as far as it was told to here. */
  readonly #followed = new Set<UserId>();
  readonly #unreached = new Unreached();
  #isReplaced = false;
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
    const senders = said.toDevice.map((message) => asObject(message).sender).filter(isUserId);
    this.#unreached.heard([...said.changed, ...senders]);
    this.#rooms.disturb([...said.changed, ...senders]);
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
    const { vault } = work;
    const ready = this.#rooms.ready(vault, room, rules, now);
    if (ready && (ready.unseen.size === 0 || now < ready.askAgainAt)) return [];
    return await this.#during(work, async (machine, library) => {
      const look = ready ?? this.#rooms.look(vault, room, rules, now);
      const asked = {
        machine,
        library,
        room,
        rules,
        look,
        followed: this.#followed,
        unreached: this.#unreached,
      };
      const missing = await (ready ? claims(asked) : missingFor(asked));
      if (missing.some(({ kind }) => kind === "send to devices")) this.#rooms.begin(room, rules, now);
      if (missing.length === 0) this.#rooms.looked(look, now);
      return missing;
    });
  }

  isSilent(people: readonly UserId[]): boolean {
    return this.#unreached.isSilent(people);
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
    const session = String(ciphertext.session_id);
    this.#rooms.sealed(work.vault, room, session);
    noteSealed(work.vault, session, ciphertext.ciphertext, this.#now());
    return ciphertext;
  }

  async outgoing(work: KeyWork): Promise<KeyRequest[]> {
    return await this.#during(work, async (machine) => {
      const requests: readonly LibraryRequest[] = await machine.outgoingRequests();
      return requests.map(readRequest);
    });
  }

  async answered(work: KeyWork, request: KeyRequest, answer: string): Promise<void> {
    const people = peopleIn(request);
    await this.#during(work, async (machine, library) => {
      if (request.kind === "query keys") {
        const asked = people.filter((person) => this.#rooms.hasGiven(person));
        this.#rooms.lost(await lostDevices(machine, library, asked, answer));
        this.#lookAtOurs(machine, answer);
      }
      await noteAnswer(machine, request, answer);
    });
    this.#unreached.noteAnswer(request, answer);
    if (request.kind === "query keys") this.#rooms.disturb(people);
    if (request.kind === "claim keys") this.#rooms.reached(people);
  }

  async isForeign(work: KeyWork, room: RoomId, event: RoomEvent): Promise<boolean> {
    return await this.#during(work, (machine, library) =>
      isForeign(machine, library, work.vault, { room, event }),
    );
  }

  get isReplaced(): boolean {
    return this.#isReplaced;
  }

  /** The library keeps the keys that it knows of a device, and passes others over in silence. */
  #lookAtOurs(machine: OlmMachine, answer: string): void {
    const people = asObject(asObject(JSON.parse(answer)).device_keys);
    const shown = asObject(asObject(asObject(people[this.#user])[this.#device]).keys)[
      `curve25519:${this.#device}`
    ];
    if (shown !== undefined) this.#isReplaced = shown !== machine.identityKeys.curve25519.toBase64();
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

  async #during<T>(work: KeyWork, run: (machine: OlmMachine, library: Library) => Promise<T>): Promise<T> {
    if (this.#vault !== work.vault) {
      this.#vault = work.vault;
      work.vault.onUndo(() => {
        this.#rooms.undone();
        this.#followed.clear();
      });
    }
    return await this.machine.during(work, run);
  }
}

export const pruneKeys: PruneKeys = (work, before, limit) =>
  pruneOpenings(work, before, limit) + pruneSealed(work, before, limit);

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
