import { hoursEnd, readHours } from "../schedule/quietHours.ts";
import type { PlaceId, UserId } from "./identifiers.ts";

/** When a place is not to be disturbed. Hours are texts of `schedule/quietHours.ts`, moments milliseconds since the epoch. */
export interface Quiet {
  readonly place: PlaceId;
  /** `rooms[].quiet`. */
  readonly configured: string | null;
  /** What people of the room asked for, which counts instead; empty: no hours. Null: they asked for nothing. */
  readonly hours: string | null;
  /** A pause, past or present: what waited in it comes as one list. */
  readonly pausedFrom: number | null;
  readonly pausedUntil: number | null;
  /** Who asked last, and when. */
  readonly person: UserId | null;
  readonly at: number | null;
}

/** The hours that count; null for none. */
export function hoursOf({ configured, hours }: Pick<Quiet, "configured" | "hours">): string | null {
  return (hours ?? configured) || null;
}

/** Whether a pause holds, which people may end. */
export function isPaused(quiet: Quiet | null, now: number): boolean {
  return quiet?.pausedUntil != null && now < quiet.pausedUntil;
}

/**
 * Until when announcements, lists and digests wait that are due at a moment; null when they may go. A pause that ends in
 * quiet hours goes on until these end.
 */
export function quietUntil(quiet: Quiet | null, moment: number, timezone: string): number | null {
  if (quiet === null) return null;
  const { pausedFrom, pausedUntil } = quiet;
  const text = hoursOf(quiet);
  const hours = text === null ? null : readHours(text);
  const paused =
    pausedFrom !== null && pausedUntil !== null && pausedFrom <= moment && moment < pausedUntil
      ? pausedUntil
      : null;
  const until = hours && hoursEnd(hours, paused ?? moment, timezone);
  return until ?? paused;
}
