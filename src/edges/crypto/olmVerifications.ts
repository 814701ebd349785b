import type { OlmMachine, VerificationRequest } from "@matrix-org/matrix-sdk-crypto-wasm";
import type {
  AskedVerification,
  KeyRequest,
  KeyWork,
  Verification,
  Verifications,
  VerifiedStanding,
} from "../../ports/index.ts";
import type { RoomId, UserId } from "../../rooms/identifiers.ts";
import { libraryEvent } from "./libraryEvent.ts";
import type { Library, Machine } from "./machine.ts";
import { OlmVerification } from "./olmVerification.ts";
import { type LibraryRequest, readRequest } from "./requests.ts";

/** The port `Verifications` by matrix-sdk-crypto. */
export class OlmVerifications implements Verifications {
  readonly #machine: Machine;
  readonly #me: UserId;

  constructor(machine: Machine, me: UserId) {
    this.#machine = machine;
    this.#me = me;
  }

  async devicesOf(work: KeyWork, user: UserId): Promise<KeyRequest> {
    return await this.#machine.during(work, async (machine, { UserId }) =>
      readRequest(machine.queryKeysForUsers([new UserId(user)])),
    );
  }

  async take(work: KeyWork, { user, flow, room, event }: AskedVerification): Promise<Verification | null> {
    return await this.#machine.during(work, async (machine, library) => {
      const known = () => machine.getVerificationRequest(new library.UserId(user), flow);
      if (!known()) {
        // The library took to-device requests in by itself, but for those of devices that it did not know then.
        const letters = room === null ? [libraryEvent(event)] : [];
        await forgetWhatIsOver(machine, library, letters);
        if (room !== null)
          await machine.receiveVerificationEvent(
            JSON.stringify(libraryEvent(event)),
            new library.RoomId(room),
          );
      }
      const request = known();
      return request === undefined ? null : this.#verification(request, library);
    });
  }

  async standing(work: KeyWork, user: UserId): Promise<VerifiedStanding> {
    return await this.#machine.during(work, async (machine, { UserId }) => {
      const identity = await machine.getIdentity(new UserId(user));
      if (identity === undefined) return "unknown";
      if (user !== this.#me) return identity.isVerified() ? "verified" : "open";
      const devices = (await machine.getUserDevices(new UserId(user))).devices();
      const others = devices.filter(({ deviceId }) => deviceId.toString() !== machine.deviceId.toString());
      if (others.length === 0) return "alone";
      return others.every((device) => device.isCrossSignedByOwner()) ? "verified" : "open";
    });
  }

  async askOwn(work: KeyWork): Promise<{ verification: Verification; request: KeyRequest }> {
    return await this.#machine.during(work, async (machine, library) => {
      await forgetWhatIsOver(machine, library);
      const identity = await machine.getIdentity(new library.UserId(this.#me));
      if (!(identity instanceof library.OwnUserIdentity)) throw new Error("The account has no keys.");
      const [request, message] = await identity.requestVerification([library.VerificationMethod.SasV1]);
      return {
        verification: this.#verification(request, library),
        request: readRequest(message as LibraryRequest),
      };
    });
  }

  async question(work: KeyWork, user: UserId, room: RoomId): Promise<KeyRequest> {
    return await this.#machine.during(work, async (machine, library) => {
      const content = (await this.#identity(machine, library, user)).verificationRequestContent([
        library.VerificationMethod.SasV1,
      ]);
      // The library leaves the kind of message out.
      const body = JSON.stringify({ ...JSON.parse(content), msgtype: "m.key.verification.request" });
      const message = { type: "m.room.message", transactionId: crypto.randomUUID(), room };
      return { kind: "send to a room", id: "", body, message };
    });
  }

  async asked(work: KeyWork, user: UserId, room: RoomId, event: string): Promise<Verification> {
    return await this.#machine.during(work, async (machine, library) => {
      await forgetWhatIsOver(machine, library);
      const { RoomId, EventId, VerificationMethod } = library;
      const identity = await this.#identity(machine, library, user);
      const methods = [VerificationMethod.SasV1];
      const request = identity.requestVerification(new RoomId(room), new EventId(event), methods);
      return this.#verification(request, library);
    });
  }

  async #identity(machine: OlmMachine, { UserId, OtherUserIdentity }: Library, user: UserId) {
    const identity = await machine.getIdentity(new UserId(user));
    if (!(identity instanceof OtherUserIdentity)) throw new Error("That person has no keys of their own.");
    return identity;
  }

  #verification(request: VerificationRequest, library: Library): Verification {
    return new OlmVerification(request, library, this.#machine);
  }
}

/**
 * The library drops verifications that are over only when it is given to-device messages, and until then takes a new one
 * of the same person for an attack, and cancels it.
 */
async function forgetWhatIsOver(
  machine: OlmMachine,
  { DeviceLists }: Library,
  letters: readonly object[] = [],
): Promise<void> {
  // This way of calling it takes no number of one-time keys for zero.
  await machine.receiveSyncChangesMsc4186(JSON.stringify(letters), new DeviceLists(), new Map());
}
