import type { Echoes } from "../../delivery/echoes.ts";
import type { Health } from "./health.ts";

/** A sync older than this is an illness, milliseconds. */
const SYNC_TOO_OLD = 90_000;

/** Why the bot is not doing its work, for `/readyz`; empty when it is. `session` is null until the account is reached. */
export function reasonsOf(
  health: Health,
  session: { readonly echoes: Echoes; lastSync(): number | null } | null,
  now: number,
): { name: string; reason: string }[] {
  const { reasons } = health;
  if (session === null) return reasons;
  const last = session.lastSync();
  if (last === null) return [...reasons, { name: "sync", reason: "no first sync yet" }];
  if (now - last > SYNC_TOO_OLD) {
    reasons.push({ name: "sync", reason: `the last good sync was ${Math.round((now - last) / 1000)} s ago` });
  }
  const lost = session.echoes.overdue(last);
  if (lost > 0) {
    const reason = `${lost} messages that the homeserver accepted never came back in sync: is the account shadow-banned?`;
    reasons.push({ name: "echo", reason });
  }
  return reasons;
}
