import type { ClientRequest, IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { http, https } from "../nodeHttp.ts";

export interface Outgoing {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Incoming {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

interface Limits {
  /** Largest body, bytes, unpacked. */
  readonly largest: number;
  readonly signal: AbortSignal;
}

/** The body is larger than it may be. */
export class TooLarge extends Error {}

/** To connect, milliseconds. */
const CONNECTING = 10_000;
/** A connection that nobody needs is kept for so long, milliseconds; less, where the server says that it keeps it for less. */
const KEPT = 4000;

const agents = {
  "http:": new http.Agent({ keepAlive: true, timeout: KEPT }),
  "https:": new https.Agent({ keepAlive: true, timeout: KEPT }),
};

/**
 * Makes one request over HTTP (not by `fetch`: docs/decisions/033-memory-at-rest.md), once: follows no redirection and repeats nothing. Resolves with any answer that came whole;
 * rejects with `TooLarge`, with the signal's reason, or with the error of the connection.
 */
export function exchange(outgoing: Outgoing, { largest, signal }: Limits): Promise<Incoming> {
  const { promise, resolve, reject } = Promise.withResolvers<Incoming>();
  const request = begin(outgoing, (answer) => {
    readBody(answer, largest).then(
      (body) => resolve({ status: answer.statusCode ?? 0, headers: headersOf(answer), body }),
      reject,
    );
  });
  const onAbort = (): void => {
    reject(signal.reason);
    request.destroy();
  };
  promise.catch(() => request.destroy()).finally(() => signal.removeEventListener("abort", onAbort));
  request.on("error", reject);
  if (signal.aborted) onAbort();
  else signal.addEventListener("abort", onAbort, { once: true });
  return promise;
}

function begin(
  { url, method, headers, body }: Outgoing,
  onAnswer: (answer: IncomingMessage) => void,
): ClientRequest {
  const secure = url.startsWith("https:");
  const request = (secure ? https : http).request(
    url,
    {
      method,
      headers: { ...headers, Accept: "*/*", "Accept-Encoding": "gzip", "User-Agent": "crieur" },
      agent: agents[secure ? "https:" : "http:"],
    },
    onAnswer,
  );
  request.on("socket", (socket) => {
    if (!socket.connecting) return;
    const late = setTimeout(() => request.destroy(timedOut()), CONNECTING);
    const over = (): void => clearTimeout(late);
    socket.once("connect", over).once("close", over);
  });
  request.end(body);
  return request;
}

function timedOut(): Error {
  return Object.assign(new Error("no connection in time"), { code: "ETIMEDOUT" });
}

/** Rejects when the connection is cut before its end. */
function readBody(answer: IncomingMessage, largest: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const packed = answer.headers["content-encoding"] === "gzip";
  const source: Readable = packed ? answer.pipe(createGunzip()) : answer;
  const chunks: Buffer[] = [];
  let size = 0;
  source.on("data", (chunk: Buffer) => {
    size += chunk.byteLength;
    if (size > largest) reject(new TooLarge());
    else chunks.push(chunk);
  });
  source.on("end", () => resolve(new TextDecoder().decode(Buffer.concat(chunks))));
  for (const stream of new Set([answer, source])) stream.on("error", reject);
  return promise;
}

function headersOf({ headers }: IncomingMessage): Map<string, string> {
  return new Map(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}
