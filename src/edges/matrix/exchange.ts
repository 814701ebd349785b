import type { ClientRequest, IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { urlToHttpOptions } from "node:url";
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
  readonly headers: Pick<ReadonlyMap<string, string>, "get">;
  readonly body: string;
}

interface Limits {
  /** Largest body, bytes, unpacked. */
  readonly largest: number;
  /** For the whole exchange, milliseconds. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
}

/** The body is larger than it may be. */
export class TooLarge extends Error {}

/** The exchange has taken longer than it may. */
export class TooLate extends Error {}

/** To connect, milliseconds. */
const CONNECTING = 10_000;
/** A connection that nobody needs is kept for so long, milliseconds; less, where the server says that it keeps it for less. */
const KEPT = 4000;

const agents = {
  "http:": new http.Agent({ keepAlive: true, timeout: KEPT }),
  "https:": new https.Agent({ keepAlive: true, timeout: KEPT }),
};

/**
 * Makes one request over HTTP (not by `fetch`: docs/decisions/033-memory-at-rest.md), once: follows no redirection and
 * repeats nothing. Resolves with any answer that came whole; rejects with `TooLarge` or `TooLate`, with the signal's reason, or
 * with the error of the connection.
 */
export function exchange(outgoing: Outgoing, { largest, timeout, signal }: Limits): Promise<Incoming> {
  const { promise, resolve, reject } = Promise.withResolvers<Incoming>();
  const request = begin(outgoing, (answer) => {
    const headers = { get: (name: string) => headerOf(answer, name) };
    readBody(answer, largest).then(
      (body) => resolve({ status: answer.statusCode ?? 0, headers, body }),
      fail,
    );
  });
  function fail(error: unknown): void {
    reject(error);
    request.destroy();
  }
  const onAbort = (): void => fail(signal?.reason);
  const late = setTimeout(() => fail(new TooLate()), timeout);
  request.on("error", fail);
  if (signal?.aborted) onAbort();
  else signal?.addEventListener("abort", onAbort, { once: true });
  return promise.finally(() => {
    clearTimeout(late);
    signal?.removeEventListener("abort", onAbort);
  });
}

function begin(
  { url, method, headers, body }: Outgoing,
  onAnswer: (answer: IncomingMessage) => void,
): ClientRequest {
  const { host, path, secure } = targetOf(url);
  const request = (secure ? https : http).request(
    {
      ...host,
      path,
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

/** The homeserver that was asked last; there is only one. */
let last = { origin: "", host: {} };

/** Its host is read once; what follows, which is encoded already, is passed on as it is. */
function targetOf(url: string) {
  const secure = url.startsWith("https:");
  const at = url.indexOf("/", secure ? "https://".length : "http://".length);
  const origin = url.slice(0, at);
  if (origin !== last.origin) last = { origin, host: urlToHttpOptions(new URL(origin)) };
  return { host: last.host, path: url.slice(at), secure };
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
  source.on("end", () => resolve(UTF8.decode(Buffer.concat(chunks))));
  source.on("error", reject);
  if (packed) answer.on("error", reject);
  return promise;
}

const UTF8 = new TextDecoder();

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : undefined;
}
