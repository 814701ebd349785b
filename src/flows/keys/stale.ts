import type { Logger } from "pino";
import { keysStale } from "../../messages/notice.ts";
import type { Homeserver, Transaction } from "../../ports/index.ts";
import { setKeysStanding } from "../rooms/keysStanding.ts";
import type { Administrators } from "../service/administrators.ts";
import { KEYS_STALE } from "../service/remedies.ts";

export interface StaleParts {
  readonly homeserver: Pick<Homeserver, "user" | "device">;
  readonly administrators: Administrators;
  readonly log: Logger;
}

/**
 * Another copy of this store has used its keys, or other keys stand in the place of them: nothing is sealed with them from this
 * very work on. `sign`: what showed it, for the log.
 */
export async function markStale(
  tx: Pick<Transaction, "session" | "rooms" | "places" | "outbox" | "directWishes">,
  sign: string,
  { homeserver, administrators, log }: StaleParts,
): Promise<void> {
  if ((await tx.session.keys()).standing === "stale") return;
  log.error({ sign }, KEYS_STALE);
  await setKeysStanding(tx, "stale", homeserver);
  await administrators.tell(tx, `keys:${homeserver.device}`, keysStale());
}
