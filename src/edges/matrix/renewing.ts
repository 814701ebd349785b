import { HomeserverError } from "../../ports/index.ts";
import { type Ask, askWith } from "./ask.ts";
import type { TokenSource } from "./token.ts";

/**
 * Renewals for one request: a token refused right after it was renewed may have been short-lived, so there is a second.
 */
const RENEWALS = 2;

/** Returns a function that asks with the current token, and again with a renewed one when the homeserver refuses it. */
export function askRenewing(url: string, tokens: TokenSource): Ask {
  let token = tokens.current();
  let ask = askWith(url, token);
  return async (method, endpoint, question) => {
    for (let renewals = 0; ; renewals += 1) {
      if (token !== tokens.current()) {
        token = tokens.current();
        ask = askWith(url, token);
      }
      const used = token;
      try {
        return await ask(method, endpoint, question);
      } catch (error) {
        if (renewals === RENEWALS || !isUnknownToken(error)) throw error;
        await unlessAborted(tokens.renew(used), question.signal);
      }
    }
  };
}

function isUnknownToken(error: unknown): boolean {
  return error instanceof HomeserverError && error.errcode === "M_UNKNOWN_TOKEN";
}

/** Waits for a renewal that all requests share: one that is aborted stops waiting, and leaves it to the others. */
async function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return work;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  signal.throwIfAborted();
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
