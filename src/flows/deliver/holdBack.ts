import type { Logger } from "pino";
import type { RateLimiter } from "../../delivery/rateLimiter.ts";
import type { SendPause } from "../../delivery/sendPause.ts";
import type { HomeserverError, OutboxRow } from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";
import { PROBE_EVERY } from "../service/fate.ts";
import type { Health } from "../service/health.ts";
import { ACCOUNT_REMEDY } from "../service/remedies.ts";

const WAIT =
  "see whether the homeserver is up; one message a second at most tries it, and all go on by themselves";
const UNLIMITED =
  "ask its administrators to lift the account's rate limit; one message a minute tries whether it still holds";

/**
 * What sync meets, too, so that it is not one room's: the homeserver is away, or refuses the account. Null while it goes
 * well.
 */
export type SyncTrouble = () => "away" | "account" | null;

export interface HoldBackParts {
  readonly limiter: RateLimiter;
  readonly pause: SendPause;
  readonly health: Health;
  readonly log: Logger;
  readonly random: () => number;
  readonly syncTrouble: SyncTrouble;
  /** When the request went out, and now, milliseconds of a clock that nobody sets. */
  readonly asked: number;
  readonly now: number;
}

/** Slows or pauses sending after a failed request, as far as more than its row is concerned (docs/design.md §7.6). */
export function holdBack(row: OutboxRow, room: RoomId, error: HomeserverError, parts: HoldBackParts): void {
  const { log } = parts;
  const about = { row: row.id, room, reason: error.message };
  switch (error.concern) {
    case "passing":
      log.warn({ ...about, retryAfter: error.retryAfter }, "not sent yet");
      if (error.status === 429) slowDown(room, error, parts);
      // Sync is refused for the account's sake, too: it is more than this room.
      else if (error.status === 401 && parts.syncTrouble() === "account") waitForPeople(error, parts);
      else keepOn(room, error, parts);
      return;
    case "account":
      waitForPeople(error, parts);
      return;
    case "room":
      log.warn(about, "refused by its room");
      return;
    case "message":
      log.error(about, "refused for good");
      return;
    case "credentials":
      return;
    default:
      error.concern satisfies never;
  }
}

function keepOn(
  room: RoomId,
  error: HomeserverError,
  { pause, health, syncTrouble, now, random }: HoldBackParts,
): void {
  pause.passing(room, syncTrouble() !== null, now, random);
  if (pause.isLong()) health.red("sending", `nothing gets through to any room: ${error.message}`, WAIT);
}

function waitForPeople(
  error: HomeserverError,
  { pause, health, now }: Pick<HoldBackParts, "pause" | "health" | "now">,
): void {
  pause.begin(now + PROBE_EVERY, now);
  health.red("sending", error.message, ACCOUNT_REMEDY);
}

function slowDown(
  room: RoomId,
  error: HomeserverError,
  { limiter, health, asked, now }: Pick<HoldBackParts, "limiter" | "health" | "asked" | "now">,
): void {
  limiter.limited(asked, now, error.retryAfter, room);
  if (limiter.blocked(now) === 0) return;
  const seconds = Math.ceil((error.retryAfter ?? 0) / 1000);
  health.red("rate limit", `the homeserver asks for no message for ${seconds} s`, UNLIMITED);
}
