import type { Echoes } from "../../delivery/echoes.ts";
import type { Health, Reason } from "./health.ts";

/** A sync older than this is an illness, milliseconds. */
const SYNC_TOO_OLD = 90_000;

/** The parts of a session that say how it is. */
interface WatchedSession {
  readonly echoes: Echoes;
  /** The moment of the last good sync; null before the first. */
  lastSync(): number | null;
}

/**
 * Why the bot is not doing its work, for `/readyz`, `/metrics` and `crieur status`; empty when it is. `session` is null
 * until the account is reached. `started`: when the process began, by the same clock as `now`.
 */
export function reasonsOf(
  health: Health,
  session: WatchedSession | null,
  { now, started }: { readonly now: number; readonly started: number },
): Reason[] {
  const { reasons } = health;
  if (session === null) return reasons;
  const last = session.lastSync();
  const at = (moment: number): string => new Date(moment).toISOString();
  if (last === null) {
    const remedy = "nothing, for a minute or two; then look at the homeserver's own health";
    return [...reasons, { name: "sync", what: "no first sync yet", since: at(started), remedy }];
  }
  if (now - last > SYNC_TOO_OLD) {
    const what = `the last good sync was ${Math.round((now - last) / 1000)} s ago`;
    const remedy =
      "see whether the homeserver answers; the bot goes on asking, and works through what it missed";
    reasons.push({ name: "sync", what, since: at(last), remedy });
  }
  const lost = session.echoes.overdue().length;
  if (lost > 0) {
    const what = `${lost} messages that the homeserver accepted never came back in sync`;
    const remedy = "ask the homeserver's administrators whether the account is shadow-banned";
    reasons.push({ name: "echo", what, since: at(last), remedy });
  }
  return reasons;
}
