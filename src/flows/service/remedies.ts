import { HomeserverError } from "../../ports/index.ts";
import { codeOf } from "../../text/thrown.ts";

/** For an account that is locked, suspended, expired, or whose terms are not accepted. */
export const ACCOUNT_REMEDY =
  "mend the account as the homeserver says; it is asked about every five minutes, no restart is needed";
export const HOMESERVER_REMEDY =
  "see whether the homeserver answers; the bot goes on asking, and works through what it missed";
export const STORE_REMEDY =
  "see whether its disk is full, gone or read-only; everything waits, and goes on when the store can be read and written again";

/** What an operator can do about a failure of background work; undefined for one that nobody foresaw. */
export function remedyFor(error: unknown): string | undefined {
  if (error instanceof HomeserverError)
    return error.concern === "account" ? ACCOUNT_REMEDY : HOMESERVER_REMEDY;
  return /^SQLITE_|^(?:ENOSPC|EIO|EROFS)$/.test(codeOf(error) ?? "") ? STORE_REMEDY : undefined;
}
