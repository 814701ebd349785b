import type { Sas, VerificationRequest } from "@matrix-org/matrix-sdk-crypto-wasm";
import type { KeyRequest, KeyWork, Verification, VerificationState } from "../../ports/index.ts";
import type { RoomId, UserId } from "../../rooms/identifiers.ts";
import type { HeardEvent } from "../../rooms/verificationEvent.ts";
import { libraryEvent } from "./libraryEvent.ts";
import type { Library, Machine } from "./machine.ts";
import { type LibraryRequest, readRequest } from "./requests.ts";

/** One verification by emoji, which lives as long as the machine that it was taken from. */
export class OlmVerification implements Verification {
  readonly flow: string;
  readonly user: UserId;
  readonly room: RoomId | null;
  readonly #request: VerificationRequest;
  readonly #library: Library;
  readonly #machine: Machine;
  readonly #opening: number;
  /** Held, because the library gives it out no more once it is over. */
  #sas: Sas | null = null;

  constructor(request: VerificationRequest, library: Library, machine: Machine) {
    this.flow = request.flowId;
    this.user = request.otherUserId.toString() as UserId;
    this.room = (request.roomId?.toString() as RoomId | undefined) ?? null;
    this.#request = request;
    this.#library = library;
    this.#machine = machine;
    this.#opening = machine.openings;
  }

  get device(): string | null {
    return this.#request.otherDeviceId?.toString() ?? null;
  }

  state(): VerificationState {
    const state = { emoji: null, cancelled: null };
    if (this.#machine.openings !== this.#opening) return { ...state, phase: "lost" };
    const sas = this.#comparison();
    // The request itself is done as soon as the other side says so, whatever we said.
    if (sas?.isDone()) return { ...state, phase: "done" };
    if (this.#request.isCancelled() || sas?.isCancelled()) {
      const why = sas?.cancelInfo() ?? this.#request.cancelInfo;
      const cancelled = { code: why?.cancelCode() ?? "m.unknown", byUs: why?.cancelledbyUs() === true };
      return { ...state, phase: "cancelled", cancelled };
    }
    if (this.#request.isPassive()) return { ...state, phase: "elsewhere" };
    if (this.#request.timedOut() || sas?.timedOut())
      return { ...state, phase: "cancelled", cancelled: { code: "m.timeout", byUs: true } };
    if (sas === null) return { ...state, phase: this.#request.isReady() ? "accepted" : "asked" };
    const emoji = sas.emojiIndex();
    if (sas.haveWeConfirmed()) return { ...state, phase: "confirmed" };
    return emoji === undefined
      ? { ...state, phase: "begun" }
      : { ...state, phase: "compare", emoji: [...emoji] };
  }

  accept(work: KeyWork): Promise<KeyRequest[]> {
    const { SasV1 } = this.#library.VerificationMethod;
    return this.#during(work, async () => [this.#request.acceptWithMethods([SasV1])]);
  }

  begin(work: KeyWork): Promise<KeyRequest[]> {
    return this.#during(work, async () => {
      const sas = this.#comparison();
      if (sas !== null) return [sas.accept()];
      return [(await this.#request.startSas())?.[1]];
    });
  }

  confirm(work: KeyWork): Promise<KeyRequest[]> {
    return this.#during(work, async () => (await this.#comparison()?.confirm()) ?? []);
  }

  cancel(work: KeyWork, code: Parameters<Verification["cancel"]>[1]): Promise<KeyRequest[]> {
    return this.#during(work, async () => [
      this.#comparison()?.cancelWithCode(code) ?? this.#request.cancel(),
    ]);
  }

  async hear(work: KeyWork, event: HeardEvent): Promise<void> {
    const { room } = this;
    if (room === null) return;
    await this.#machine.during(work, async (machine, { RoomId }) =>
      machine.receiveVerificationEvent(JSON.stringify(libraryEvent(event)), new RoomId(room)),
    );
  }

  /** Where both sides began at once, the library puts the one comparison in the place of the other. */
  #comparison(): Sas | null {
    const now = this.#request.getVerification();
    if (now instanceof this.#library.Sas) this.#sas = now;
    return this.#sas;
  }

  async #during(work: KeyWork, say: () => Promise<readonly (object | undefined)[]>): Promise<KeyRequest[]> {
    return await this.#machine.during(work, async () => {
      if (this.#machine.openings !== this.#opening) return [];
      const requests = await say();
      return requests.flatMap((request) => (request ? [readRequest(request as LibraryRequest)] : []));
    });
  }
}
