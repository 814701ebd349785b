import { HomeserverError } from "../../ports/index.ts";
import { codeOf } from "../../text/thrown.ts";

/** For an account that is locked, suspended, expired, or whose terms are not accepted. */
export const ACCOUNT_REMEDY =
  "mend the account as the homeserver says; it is asked about every five minutes, no restart is needed";
export const HOMESERVER_REMEDY =
  "see whether the homeserver answers; the bot goes on asking, and works through what it missed";
export const STORE_REMEDY =
  "see whether its disk is full, gone or read-only; everything waits, and goes on when the store can be read and written again; where the disk was mounted anew, restart the bot";
export const SLOW_DISK_REMEDY =
  "see what else uses that disk, or put the store on a local one; nothing is lost, but probes of /healthz need more patience than that";

/** What an operator can do about a failure of background work; undefined for one that nobody foresaw. */
export function remedyFor(error: unknown): string | undefined {
  if (error instanceof HomeserverError)
    return error.concern === "account" ? ACCOUNT_REMEDY : HOMESERVER_REMEDY;
  return /^SQLITE_|^(?:ENOSPC|EIO|EROFS)$/.test(codeOf(error) ?? "") ? STORE_REMEDY : undefined;
}

/** For a store that is an older copy of itself, or beside which another was made: its keys were used by that, or replaced. */
export const KEYS_STALE =
  "this store is an older copy of itself, or another has taken its place: its keys for encrypted rooms are used up, and nothing is read or said there";
export const KEYS_STALE_REMEDY =
  "stop the bot, run `npx crieur login` with the account's recovery code, which makes a new device, and start it again (docs/chiffrement.md)";
