import type { KeysQueryRequest, OlmMachine } from "@matrix-org/matrix-sdk-crypto-wasm";
import type { LibraryRequest } from "./requests.ts";

/** So many answered queries are remembered. */
const REMEMBERED = 100;

/**
 * Makes the library hand out the same queries for the keys of people until they are answered; what else waits comes then.
 * BY ITSELF IT KNOWS ONLY THE QUERIES OF THE LAST CALL: where several rooms ask at a time what they miss, each answer comes
 * when others were handed out already, and counts for nothing (seen: ten queries a second for half a minute, and nothing
 * sealed meanwhile). A second answer to one query is passed over: it may be older than what was learnt since.
 */
export function keepQueries(
  machine: OlmMachine,
  { RequestType }: Pick<typeof import("@matrix-org/matrix-sdk-crypto-wasm"), "RequestType">,
): void {
  const outgoing = machine.outgoingRequests.bind(machine);
  const mark = machine.markRequestAsSent.bind(machine);
  let open: KeysQueryRequest[] = [];
  const answered = new Set<string>();
  machine.outgoingRequests = async () => {
    if (open.length > 0) return [...open];
    const requests: readonly LibraryRequest[] = await outgoing();
    open = requests.filter((request) => request.type === RequestType.KeysQuery) as KeysQueryRequest[];
    return [...requests];
  };
  machine.markRequestAsSent = async (id, type, answer) => {
    if (answered.has(id)) return true;
    const done = await mark(id, type, answer);
    if (!open.some((query) => query.id === id)) return done;
    open = open.filter((query) => query.id !== id);
    answered.add(id);
    const [oldest] = answered;
    if (answered.size > REMEMBERED && oldest !== undefined) answered.delete(oldest);
    return done;
  };
}
