import type { Logger } from "pino";
import type { RateLimiter } from "../../delivery/rateLimiter.ts";
import type { SendPause } from "../../delivery/sendPause.ts";
import type { HomeserverError, OutboxRow } from "../../ports/index.ts";
import { PROBE_EVERY } from "../service/fate.ts";
import type { Health } from "../service/health.ts";

export interface HoldBackParts {
  readonly limiter: RateLimiter;
  readonly pause: SendPause;
  readonly health: Health;
  readonly log: Logger;
  readonly random: () => number;
  /** When the request went out, and now, milliseconds. */
  readonly asked: number;
  readonly now: number;
}

/** Slows or pauses all sending after a failed request, whatever becomes of its row (docs/design.md §7.6). */
export function holdBack(row: OutboxRow, error: HomeserverError, parts: HoldBackParts): void {
  const { limiter, pause, health, log, random, asked, now } = parts;
  const about = { row: row.id, room: row.room, reason: error.message };
  switch (error.concern) {
    case "passing":
      log.warn({ ...about, retryAfter: error.retryAfter }, "not sent yet");
      if (error.status === 429) limiter.limited(asked, now, error.retryAfter);
      else if (pause.passing(error.retryAfter, now, random)) health.red("sending", error.message);
      return;
    case "account":
      pause.begin(now + PROBE_EVERY);
      health.red("sending", error.message);
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
