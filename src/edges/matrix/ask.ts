// Not from the index: that loads express, lodash and a hundred more modules that nothing here uses, 30 MB of them.
import { doHttpRequest } from "matrix-bot-sdk/lib/http.js";
import { asking, installRequestFunction, type RequestContext } from "./request.ts";

export interface Question extends RequestContext {
  readonly query?: Readonly<Record<string, string | number | readonly string[]>>;
  readonly body?: object;
  /** Milliseconds for the whole exchange. */
  readonly timeout?: number;
}

/**
 * Makes one request, tried once, through matrix-bot-sdk. Resolves to the JSON object of a good answer; rejects with
 * `HomeserverError`, or with the signal's reason.
 */
export type Ask = (
  method: "GET" | "POST" | "PUT",
  endpoint: string,
  question: Question,
) => Promise<Readonly<Record<string, unknown>>>;

const USUAL_TIMEOUT = 60_000;

/** Returns a function that asks a homeserver with this access token; null: without any. */
export function askWith(url: string, token: string | null): Ask {
  installRequestFunction();
  const headers = token === null ? {} : { Authorization: `Bearer ${token}` };
  return (method, endpoint, question) =>
    asking(question, () =>
      doHttpRequest(
        url,
        method,
        endpoint,
        question.query ?? null,
        question.body ?? null,
        // doHttpRequest changes `headers`: pass a copy.
        { ...headers },
        question.timeout ?? USUAL_TIMEOUT,
      ),
    );
}
