import { onTestFinished } from "vitest";
import { OlmCrypto } from "../../src/edges/crypto/olmCrypto.ts";
import { openStore } from "../../src/edges/store/open.ts";
import type { KeyRequest, SealingRules, Store, SyncedKeys } from "../../src/ports/index.ts";
import type { EventId, RoomId, UserId } from "../../src/rooms/identifiers.ts";
import type { RoomEvent } from "../../src/rooms/room.ts";
import type { CrowdPerson } from "../support/crowd.ts";

/** A device of somebody: its keys, in a store of its own. */
export interface Device {
  readonly user: UserId;
  readonly name: string;
  readonly store: Store;
  readonly crypto: OlmCrypto;
}

/** `user`: the person's name, with that of their homeserver if it is another. */
export async function newDevice(user: string, name = "DEVICE", store?: Store): Promise<Device> {
  const id = `@${user}${user.includes(":") ? "" : ":example.org"}` as UserId;
  const opened = store ?? (await openStore("sqlite::memory:", { lock: true, now: 0 }));
  if (!store) onTestFinished(() => opened.close());
  return { user: id, name, store: opened, crypto: new OlmCrypto(id, name, () => 1_800_000_000_000) };
}

export const QUIET: SyncedKeys = {
  toDevice: [],
  changed: [],
  left: [],
  oneTimeKeys: null,
  fallbackKeys: null,
};
export const ROOM = "!salon:example.org" as RoomId;

export function rulesFor(...readers: readonly UserId[]): SealingRules {
  return { readers, visibility: "shared", rotateAfter: { milliseconds: 7 * 86_400_000, messages: 100 } };
}

type Json = Record<string, unknown>;

/** The least of a homeserver that keys need: it holds what is uploaded, and carries what is sent to devices. */
export class Letterbox {
  readonly #devices = new Map<string, Json>();
  readonly #oneTime = new Map<string, [string, unknown][]>();
  readonly #letters = new Map<string, unknown[]>();

  /** Holds what a person of a crowd has uploaded, in place of what it held of them. */
  hold({ userId, devices, oneTime }: Pick<CrowdPerson, "userId" | "devices" | "oneTime">): void {
    for (const key of this.#devices.keys()) if (key.startsWith(`${userId} `)) this.#devices.delete(key);
    for (const [name, keys] of Object.entries(devices)) {
      this.#devices.set(`${userId} ${name}`, keys as Json);
      this.#oneTime.set(`${userId} ${name}`, Object.entries(oneTime[name] ?? {}));
    }
  }

  /** Makes whatever requests a device has, until none are left. */
  async settle(device: Device): Promise<void> {
    for (;;) {
      const requests = await device.store.write((tx) => device.crypto.outgoing(tx));
      if (requests.length === 0) return;
      for (const request of requests) await this.carry(device, request);
    }
  }

  /** Prepares and seals a message for everybody in the room, and returns it as an event of it. */
  async say(device: Device, content: object, rules: SealingRules, id = "$said"): Promise<RoomEvent> {
    for (;;) {
      const done = await device.store.write(async (tx) => {
        const requests = await device.crypto.prepare(tx, ROOM, rules);
        if (requests.length > 0) return requests;
        return await device.crypto.seal(tx, ROOM, "m.room.message", content);
      });
      if (!Array.isArray(done)) return eventOf(device.user, done as Json, id);
      for (const request of done) await this.carry(device, request);
    }
  }

  /** Gives a device what was sent to it. */
  async deliver(device: Device, said: Partial<SyncedKeys> = {}): Promise<void> {
    const toDevice = this.letters(device);
    await device.store.write((tx) => device.crypto.receive(tx, { ...QUIET, toDevice, ...said }));
  }

  /** What lies there for a device; it is taken out. */
  letters({ user, name }: Pick<Device, "user" | "name">): unknown[] {
    return this.#letters.get(`${user} ${name}`)?.splice(0) ?? [];
  }

  /** A request as a homeserver answers it, JSON. */
  answer(device: Pick<Device, "user" | "name">, request: KeyRequest): string {
    return JSON.stringify(this.#answer(device, request, JSON.parse(request.body)));
  }

  async carry(device: Device, request: KeyRequest): Promise<void> {
    const answer = this.answer(device, request);
    await device.store.write((tx) => device.crypto.answered(tx, request, answer));
  }

  #answer({ user, name }: Pick<Device, "user" | "name">, request: KeyRequest, body: Json): Json {
    switch (request.kind) {
      case "upload keys": {
        if (body.device_keys) this.#devices.set(`${user} ${name}`, body.device_keys as Json);
        const kept = this.#oneTime.get(`${user} ${name}`) ?? [];
        kept.push(...Object.entries((body.one_time_keys ?? {}) as Json));
        this.#oneTime.set(`${user} ${name}`, kept);
        return { one_time_key_counts: { signed_curve25519: kept.length } };
      }
      case "query keys": {
        const users = Object.keys(body.device_keys as Json);
        const of = (asked: string) => [...this.#devices].filter(([key]) => key.startsWith(`${asked} `));
        const found = users.map((asked) => [
          asked,
          Object.fromEntries(of(asked).map(([key, keys]) => [key.split(" ")[1], keys])),
        ]);
        return { device_keys: Object.fromEntries(found), failures: {} };
      }
      case "claim keys": {
        const asked = Object.entries(body.one_time_keys as Record<string, Json>);
        const found = asked.map(([of, devices]) => [
          of,
          Object.fromEntries(
            Object.keys(devices).map((one) => [
              one,
              Object.fromEntries(this.#oneTime.get(`${of} ${one}`)?.splice(0, 1) ?? []),
            ]),
          ),
        ]);
        return { one_time_keys: Object.fromEntries(found), failures: {} };
      }
      case "send to devices":
        for (const [to, devices] of Object.entries(body.messages as Record<string, Json>))
          for (const [one, content] of Object.entries(devices)) {
            const letters = this.#letters.get(`${to} ${one}`) ?? [];
            letters.push({ type: request.message?.type, sender: user, content });
            this.#letters.set(`${to} ${one}`, letters);
          }
        return {};
      case "back up keys":
        return { etag: "1", count: 1 };
      default:
        return {};
    }
  }
}

export function eventOf(sender: UserId, content: Json, id: string): RoomEvent {
  return {
    id: id as EventId,
    type: "m.room.encrypted",
    sender,
    stateKey: null,
    sentAt: 1_800_000_000_000,
    age: 0,
    content,
    transactionId: null,
    redacts: null,
  };
}
