import type { Crypto, Homeserver, KeyRequest, Store } from "../../ports/index.ts";

export interface CarryParts {
  readonly store: Pick<Store, "write">;
  readonly crypto: Pick<Crypto, "outgoing" | "answered">;
  readonly homeserver: Pick<Homeserver, "carry">;
}

/** Answers lead to further requests; a library that never ends asking is not followed for ever. */
const ROUNDS = 20;

/** Makes every request that waits, and those to which their answers lead. Rejects with `HomeserverError`. */
export async function carryWaiting(parts: CarryParts, signal?: AbortSignal): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const requests = await parts.store.write((tx) => parts.crypto.outgoing(tx));
    if (requests.length === 0) return;
    for (const request of requests) await carryOne(request, parts, signal);
  }
}

/** Makes a request and notes its answer. A crash between the two has it made again, which changes nothing more. */
export async function carryOne(
  request: KeyRequest,
  { store, crypto, homeserver }: CarryParts,
  signal?: AbortSignal,
): Promise<string> {
  const answer = await homeserver.carry(request, signal);
  // A request that the library does not wait for has no name.
  if (request.id !== "") await store.write((tx) => crypto.answered(tx, request, answer));
  return answer;
}
