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

export interface HoldBackParts {
  readonly limiter: RateLimiter;
  readonly pause: SendPause;
  readonly health: Health;
  readonly log: Logger;
  readonly random: () => number;
  /** Whether the sync fails too: then the homeserver is away, and not one of its rooms. */
  readonly syncFails: () => boolean;
  /** When the request went out, and now, milliseconds of a clock that nobody sets. */
  readonly asked: number;
  readonly now: number;
}

/** Slows or pauses sending after a failed request, as far as more than its row is concerned (docs/design.md §7.6). */
export function holdBack(row: OutboxRow, room: RoomId, error: HomeserverError, parts: HoldBackParts): void {
  const { pause, health, log, now } = parts;
  const about = { row: row.id, room, reason: error.message };
  switch (error.concern) {
    case "passing":
      log.warn({ ...about, retryAfter: error.retryAfter }, "not sent yet");
      if (error.status === 429) slowDown(room, error, parts);
      else pause.passing(room, parts.syncFails(), now, parts.random);
      if (pause.isLong()) health.red("sending", `nothing gets through to any room: ${error.message}`, WAIT);
      return;
    case "account":
      pause.begin(now + PROBE_EVERY, now);
      health.red("sending", error.message, ACCOUNT_REMEDY);
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
