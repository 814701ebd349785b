import type { OlmMachine } from "@matrix-org/matrix-sdk-crypto-wasm";
import type { UserId } from "../../rooms/identifiers.ts";
import { asObject } from "../../text/untrusted.ts";
import type { Library } from "./machine.ts";

/** Those of these people who have fewer devices in the answer to a query, JSON, than were known of them. */
export async function lostDevices(
  machine: OlmMachine,
  { UserId }: Library,
  people: readonly UserId[],
  answer: string,
): Promise<UserId[]> {
  if (people.length === 0) return [];
  const answered = asObject(asObject(JSON.parse(answer)).device_keys);
  const lost: UserId[] = [];
  for (const person of people) {
    if (!Object.hasOwn(answered, person)) continue;
    const left = asObject(answered[person]);
    const known = await machine.getUserDevices(new UserId(person));
    if (known.devices().some(({ deviceId }) => !Object.hasOwn(left, deviceId.toString()))) lost.push(person);
  }
  return lost;
}
