import type { Echoes } from "../../delivery/echoes.ts";
import type { Clock } from "../../ports/index.ts";
import type { Health, Reason } from "./health.ts";
import { HOMESERVER_REMEDY } from "./remedies.ts";

/** A sync older than this is an illness, milliseconds. */
const SYNC_TOO_OLD = 90_000;

/** The parts of a session that say how it is. */
interface WatchedSession {
  readonly echoes: Pick<Echoes, "overdue">;
  /** The moment of the last good sync on the monotonic clock; null before the first. */
  lastSync(): number | null;
}

/**
 * Why the bot is not doing its work, as far as that is known without the store; empty when it is. `session` is null
 * until the account is reached. `started`: when the process began, milliseconds since the epoch.
 */
export function reasonsOf(
  health: Health,
  session: WatchedSession | null,
  { clock, started }: { readonly clock: Clock; readonly started: number },
): Reason[] {
  const { reasons } = health;
  if (session === null) return reasons;
  const last = session.lastSync();
  if (last === null) {
    const remedy = "nothing, for a minute or two; then look at the homeserver's own health";
    return [...reasons, { name: "first sync", what: "no first sync yet", since: instant(started), remedy }];
  }
  const age = clock.monotonic() - last;
  const wallClock = (monotonic: number): string => instant(clock.now() - clock.monotonic() + monotonic);
  if (age > SYNC_TOO_OLD) {
    const what = `the last good sync was ${Math.round(age / 1000)} s ago`;
    // It may be our own store that does not take what sync brings.
    const remedy = reasons.find(({ name }) => name === "sync")?.remedy ?? HOMESERVER_REMEDY;
    reasons.push({ name: "sync age", what, since: wallClock(last), remedy });
  }
  const lost = session.echoes.overdue();
  if (lost.length > 0) {
    const what = `messages that the homeserver accepted, and that never came back in sync: ${lost.length}`;
    const remedy = "ask the homeserver's administrators whether the account is shadow-banned";
    const since = wallClock(Math.min(...lost.map(({ at }) => at)));
    reasons.push({ name: "echo", what, since, remedy });
  }
  return reasons;
}

function instant(moment: number): string {
  return new Date(moment).toISOString();
}
