import { HomeserverError } from "../../ports/index.ts";

const REDACTED = "REDACTED";

/**
 * Removes from an error the token that its request carried, in case an answer repeats it, and without anything that
 * looks like a token of Synapse or of its authentication service.
 */
export function redact(error: HomeserverError, authorization: string | undefined): HomeserverError {
  const token = authorization?.replace(/^Bearer /, "") ?? "";
  const message = redactText(token === "" ? error.message : error.message.replaceAll(token, REDACTED));
  if (message === error.message) return error;
  const { concern, status, errcode, retryAfter } = error;
  return new HomeserverError(message, { concern, status, errcode, retryAfter });
}

function redactText(text: string): string {
  return text
    .replace(/\b(?:syt|syr|mat|mct|mcr)_\w{4,1000}/g, REDACTED)
    .replace(/\b(access_token=)[^\s&”]{1,1000}/g, `$1${REDACTED}`);
}
