import type { HomeserverResponse } from "./response.ts";

/** Longest wait that is believed, milliseconds: a slip in a proxy must not silence the bot for a day. */
const LONGEST = 3_600_000;

/**
 * Reads how long the server asks us to wait, milliseconds: `retry_after_ms` of the body, which is the more precise,
 * else the `Retry-After` header in seconds or as an HTTP date (RFC 9110 §10.2.3). Null when neither says so.
 */
export function readRetryAfter(answer: HomeserverResponse, now: number): number | null {
  const stated = answer.json?.retry_after_ms;
  if (typeof stated === "number" && Number.isFinite(stated)) return bounded(stated);
  const header = answer.headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(header)) return bounded(Number(header) * 1000);
  const date = /^[A-Z]/.test(header) && header.length <= 40 ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? null : bounded(date - now);
}

function bounded(wait: number): number {
  return Math.ceil(Math.min(Math.max(wait, 0), LONGEST));
}
