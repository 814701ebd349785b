import type {
  KeysBackupRequest,
  KeysClaimRequest,
  KeysQueryRequest,
  KeysUploadRequest,
  OlmMachine,
  RoomMessageRequest,
  SignatureUploadRequest,
  ToDeviceRequest,
} from "@matrix-org/matrix-sdk-crypto-wasm";
import type { KeyRequest, KeyRequestKind } from "../../ports/index.ts";
import { isRoomId } from "../../rooms/identifiers.ts";

/** A request as the library makes it. */
export type LibraryRequest =
  | KeysUploadRequest
  | KeysQueryRequest
  | KeysClaimRequest
  | ToDeviceRequest
  | SignatureUploadRequest
  | RoomMessageRequest
  | KeysBackupRequest;

/** The kinds in the order of the library's `RequestType`. */
const KINDS: readonly KeyRequestKind[] = [
  "upload keys",
  "query keys",
  "claim keys",
  "send to devices",
  "upload signatures",
  "send to a room",
  "back up keys",
];

export function readRequest(request: LibraryRequest): KeyRequest {
  const kind = KINDS[request.type];
  if (kind === undefined) throw new Error(`The crypto library makes requests of a type ${request.type}.`);
  const { id = "", body } = request;
  const asked = { kind, id, body };
  if (kind === "send to devices") {
    const { event_type: type, txn_id: transactionId } = request as ToDeviceRequest;
    return { ...asked, message: { type, transactionId } };
  }
  if (kind === "send to a room") {
    const { event_type: type, txn_id: transactionId, room_id: room } = request as RoomMessageRequest;
    if (!isRoomId(room)) throw new Error("The crypto library sends to a room that is none.");
    return { ...asked, message: { type, transactionId, room } };
  }
  if (kind === "back up keys") return { ...asked, version: (request as KeysBackupRequest).version };
  return asked;
}

/** Notes the answer to a request, JSON. Rejects where it is none that can be. */
export async function noteAnswer(
  machine: OlmMachine,
  { kind, id }: KeyRequest,
  answer: string,
): Promise<void> {
  await machine.markRequestAsSent(id, KINDS.indexOf(kind), answer);
}
