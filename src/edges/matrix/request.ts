import { AsyncLocalStorage } from "node:async_hooks";
import { LogService } from "matrix-bot-sdk/lib/logging/LogService.js";
import { setRequestFn } from "matrix-bot-sdk/lib/request.js";
import { HomeserverError } from "../../ports/index.ts";
import { type Asked, failureOf } from "./errors.ts";
import { networkFailure } from "./networkFailure.ts";
import { redact } from "./redact.ts";
import { readResponse } from "./response.ts";

/** Largest answer that is read unless its question says otherwise, bytes. */
const LARGEST = 64 * 1024 * 1024;

/** The parameters that matrix-bot-sdk passes to its request function (its `http.js`), as far as they are used. */
interface SdkRequest {
  readonly uri: string;
  readonly method: string;
  readonly qs?: Readonly<Record<string, unknown>> | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds, for the whole exchange. Connecting takes 10 s at most: the built-in limit of Node's `fetch`. */
  readonly timeout: number;
}

interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

type SdkCallback = (error: unknown, response?: SdkResponse, body?: object) => void;

export interface RequestContext extends Asked {
  /** Largest answer that is read, bytes. */
  readonly largest?: number;
  readonly signal?: AbortSignal;
}

const UNNAMED: RequestContext = { what: "ask the homeserver", refusal: "account" };

/** Carries a request's signal and meaning past matrix-bot-sdk, which has no parameter for them. */
const current = new AsyncLocalStorage<RequestContext>();

/** Runs `work`; whatever matrix-bot-sdk requests within it has the signal and the meaning of `request`. */
export function asking<T>(request: RequestContext, work: () => Promise<T>): Promise<T> {
  return current.run(request, work);
}

/**
 * Makes matrix-bot-sdk send its requests with `fetch`, one try each, because the caller decides what follows a failure.
 * A request rejects with `HomeserverError` or, when the caller's signal aborts, with that signal's reason.
 */
export function installRequestFunction(): void {
  setRequestFn(answerSdk);
  // The SDK would print requests, and failures that the caller is told of anyway.
  LogService.setLogger({ info: silence, warn: silence, error: silence, debug: silence, trace: silence });
}

function silence(): void {}

function answerSdk(params: SdkRequest, callback: SdkCallback): void {
  exchange(params, current.getStore() ?? UNNAMED).then(
    (body) => callback(null, { statusCode: 200, headers: {}, body }, body),
    (error: unknown) => callback(error),
  );
}

async function exchange(params: SdkRequest, request: RequestContext): Promise<object> {
  const { signal } = request;
  signal?.throwIfAborted();
  const stop = new AbortController();
  const onAbort = (): void => stop.abort();
  signal?.addEventListener("abort", onAbort, { once: true });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop.abort();
  }, params.timeout);
  try {
    const response = await fetch(address(params), {
      method: params.method,
      headers: params.headers,
      ...(params.body === undefined ? {} : { body: params.body }),
      // Never follow: fetch drops Authorization across origins, and the 401 would look like a dead token.
      redirect: "manual",
      signal: stop.signal,
    });
    const answer = readResponse(response.status, response.headers, await readBody(response, request));
    const failure = failureOf(answer, request, Date.now());
    if (failure !== null) throw failure;
    return answer.json ?? {};
  } catch (error) {
    signal?.throwIfAborted();
    const failure =
      error instanceof HomeserverError ? error : networkFailure(error, request, late ? params.timeout : null);
    throw redact(failure, params.headers.Authorization);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}

function address(params: SdkRequest): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params.qs ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  return query.size === 0 ? params.uri : `${params.uri}?${query}`;
}

async function readBody(response: Response, asked: RequestContext): Promise<string> {
  const { largest = LARGEST } = asked;
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > largest) {
      throw new HomeserverError(
        `cannot ${asked.what}: the answer is larger than ${largest / 1024 ** 2} MiB`,
        {
          concern: "passing",
          status: response.status,
          excess: "size",
        },
      );
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
