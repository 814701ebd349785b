import type { KeyRequest } from "../../ports/index.ts";
import type { Ask } from "./ask.ts";

const API = "/_matrix/client/v3";
/** A homeserver asks others for the keys of their people, milliseconds. */
const TIMEOUT = 120_000;

/** Makes a request for keys, once. Resolves with the answer, JSON; rejects as `Ask` does. */
export async function carry(ask: Ask, request: KeyRequest, signal?: AbortSignal): Promise<string> {
  const { method, path, query } = wayOf(request);
  const answer = await ask(method, API + path, {
    what: WHAT[request.kind],
    refusal: "message",
    body: JSON.parse(request.body) as object,
    timeout: TIMEOUT,
    ...(query === undefined ? {} : { query }),
    ...(signal === undefined ? {} : { signal }),
  });
  return JSON.stringify(answer);
}

const WHAT: Readonly<Record<KeyRequest["kind"], string>> = {
  "upload keys": "upload the keys of this device",
  "query keys": "ask for the keys of people",
  "claim keys": "ask for keys of devices to write to",
  "send to devices": "send keys to devices",
  "upload signatures": "upload signatures",
  "send to a room": "send a message of a verification",
  "back up keys": "back up keys",
};

interface Way {
  readonly method: "POST" | "PUT";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
}

function wayOf({ kind, message, version = "" }: KeyRequest): Way {
  const part = encodeURIComponent;
  switch (kind) {
    case "upload keys":
      return { method: "POST", path: "/keys/upload" };
    case "query keys":
      return { method: "POST", path: "/keys/query" };
    case "claim keys":
      return { method: "POST", path: "/keys/claim" };
    case "upload signatures":
      return { method: "POST", path: "/keys/signatures/upload" };
    case "back up keys":
      return { method: "PUT", path: "/room_keys/keys", query: { version } };
    case "send to devices":
      if (message === undefined) break;
      return { method: "PUT", path: `/sendToDevice/${part(message.type)}/${part(message.transactionId)}` };
    case "send to a room":
      if (message?.room === undefined) break;
      return {
        method: "PUT",
        path: `/rooms/${part(message.room)}/send/${part(message.type)}/${part(message.transactionId)}`,
      };
    default:
      return kind satisfies never;
  }
  throw new Error(`A request to ${kind} says not where.`);
}
