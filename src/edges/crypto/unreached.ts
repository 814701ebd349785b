import type { KeyRequest } from "../../ports/index.ts";
import { isUserId, serverOf, type UserId } from "../../rooms/identifiers.ts";
import { asObject, type Untrusted } from "../../text/untrusted.ts";

/** `silent`: their homeserver did not answer for them. `no keys`: it did, and has none left for some device. */
type Why = "silent" | "no keys";

/** People to some of whose devices we cannot write, as the last answers about their keys said. They are asked for again. */
export class Unreached {
  readonly #people = new Map<UserId, Why>();

  has(person: UserId): boolean {
    return this.#people.has(person);
  }

  /** Whether some homeserver did not answer for any of these people. */
  isSilent(people: readonly UserId[]): boolean {
    return people.some((person) => this.#people.get(person) === "silent");
  }

  /** They wrote to us, or their devices changed: it is worth another look. */
  heard(people: Iterable<UserId>): void {
    for (const person of people) this.#people.delete(person);
  }

  /** Takes in the answer, JSON, to a query or a claim of keys. */
  noteAnswer(request: KeyRequest, answer: string): void {
    const { kind } = request;
    if (kind !== "query keys" && kind !== "claim keys") return;
    const devices = devicesIn(request);
    const { failures, one_time_keys: claimed } = asObject(JSON.parse(answer));
    for (const person of peopleIn(request)) {
      const silent = Object.hasOwn(asObject(failures), serverOf(person));
      const lacks = kind === "claim keys" && !isWhole(asObject(devices[person]), claimed, person);
      if (silent || lacks) this.#people.set(person, silent ? "silent" : "no keys");
      else this.#people.delete(person);
    }
  }
}

/** The people whose keys a request asks for. */
export function peopleIn(request: KeyRequest): UserId[] {
  return Object.keys(devicesIn(request)).filter(isUserId);
}

function devicesIn({ kind, body }: KeyRequest): Untrusted {
  if (kind !== "query keys" && kind !== "claim keys") return {};
  const { device_keys: queried, one_time_keys: claimed } = asObject(JSON.parse(body));
  return asObject(kind === "query keys" ? queried : claimed);
}

function isWhole(devices: Untrusted, claimed: unknown, person: UserId): boolean {
  const given = asObject(asObject(claimed)[person]);
  return Object.keys(devices).every((device) => Object.keys(asObject(given[device])).length > 0);
}
