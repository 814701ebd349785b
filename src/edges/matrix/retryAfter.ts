import type { HomeserverResponse } from "./response.ts";

/**
 * Longest waits that are believed, milliseconds: a slip in a proxy must not silence the bot for a day, and a server that is
 * ill does not know for how long.
 */
const LONGEST_LIMIT = 3_600_000;
const LONGEST_OUTAGE = 60_000;
/** Nothing is asked again sooner, milliseconds. */
const SHORTEST = 100;

/**
 * Reads how long the server asks us to wait, milliseconds: `retry_after_ms` of the body, which is the more precise,
 * else the `Retry-After` header in seconds or as an HTTP date (RFC 9110 §10.2.3). Null when neither says so, or names no
 * time that is still to come: who asks again at once, and again, would burden a server that is ill already.
 */
export function readRetryAfter(answer: HomeserverResponse, now: number): number | null {
  const stated = answer.json?.retry_after_ms;
  const longest = answer.status >= 500 ? LONGEST_OUTAGE : LONGEST_LIMIT;
  if (typeof stated === "number" && Number.isFinite(stated)) return bounded(stated, longest);
  const header = answer.headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(header)) return bounded(Number(header) * 1000, longest);
  const date = /^[A-Z]/.test(header) && header.length <= 40 ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? null : bounded(date - now, longest);
}

function bounded(wait: number, longest: number): number | null {
  return wait <= 0 ? null : Math.ceil(Math.min(Math.max(wait, SHORTEST), longest));
}
