import { AsyncLocalStorage } from "node:async_hooks";
import { LogService } from "matrix-bot-sdk/lib/logging/LogService.js";
import { setRequestFn } from "matrix-bot-sdk/lib/request.js";
import { HomeserverError } from "../../ports/index.ts";
import { type Asked, failureOf } from "./errors.ts";
import { exchange, TooLarge, TooLate } from "./exchange.ts";
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
  /** Milliseconds, for the whole exchange. */
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
 * Makes matrix-bot-sdk send its requests over `exchange.ts`, one try each, because the caller decides what follows a failure.
 * A request rejects with `HomeserverError` or, when the caller's signal aborts, with that signal's reason.
 */
export function installRequestFunction(): void {
  setRequestFn(answerSdk);
  // The SDK would print requests, and failures that the caller is told of anyway.
  LogService.setLogger({ info: silence, warn: silence, error: silence, debug: silence, trace: silence });
}

function silence(): void {}

function answerSdk(params: SdkRequest, callback: SdkCallback): void {
  answerTo(params, current.getStore() ?? UNNAMED).then(
    (body) => callback(null, { statusCode: 200, headers: {}, body }, body),
    (error: unknown) => callback(error),
  );
}

async function answerTo(params: SdkRequest, asked: RequestContext): Promise<object> {
  const { signal, largest = LARGEST } = asked;
  signal?.throwIfAborted();
  const { method, headers, body, timeout } = params;
  try {
    const outgoing = { url: address(params), method, headers, ...(body === undefined ? {} : { body }) };
    const limits = { largest, timeout, ...(signal === undefined ? {} : { signal }) };
    const { status, headers: said, body: text } = await exchange(outgoing, limits);
    const answer = readResponse(status, said, text);
    const failure = failureOf(answer, asked, Date.now());
    if (failure !== null) throw failure;
    return answer.json ?? {};
  } catch (error) {
    signal?.throwIfAborted();
    throw redact(failureFrom(error, asked, timeout), headers.Authorization);
  }
}

function failureFrom(error: unknown, asked: RequestContext, timeout: number): HomeserverError {
  if (error instanceof HomeserverError) return error;
  if (!(error instanceof TooLarge))
    return networkFailure(error, asked, error instanceof TooLate ? timeout : null);
  const { what, largest = LARGEST } = asked;
  return new HomeserverError(`cannot ${what}: the answer is larger than ${largest / 1024 ** 2} MiB`, {
    concern: "passing",
    excess: "size",
  });
}

function address(params: SdkRequest): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params.qs ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  return query.size === 0 ? params.uri : `${params.uri}?${query}`;
}
