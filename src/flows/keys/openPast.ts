import type { Crypto, Homeserver, SessionName, Store } from "../../ports/index.ts";
import type { RoomId } from "../../rooms/identifiers.ts";
import type { RoomEvent } from "../../rooms/room.ts";

export interface PastParts {
  readonly store: Pick<Store, "write">;
  readonly homeserver: Pick<Homeserver, "backedUpKey">;
}

/**
 * Opens what we said in a room in the past, perhaps from another device or before the store was lost: a key that is not here
 * is looked for in the backup. What stays closed comes back as it is. Rejects with `HomeserverError`.
 */
export async function openPast(
  room: RoomId,
  events: readonly RoomEvent[],
  crypto: Crypto,
  { store, homeserver }: PastParts,
): Promise<RoomEvent[]> {
  const pass = async () => {
    const missing = new Set<string>();
    const opened: RoomEvent[] = [];
    await store.write(async (tx) => {
      for (const event of events) {
        const result = event.type === "m.room.encrypted" ? await crypto.open(tx, room, event) : null;
        if (result?.kind === "no key") missing.add(result.session);
        opened.push(result?.kind === "clear" ? result.event : event);
      }
    });
    return { opened, missing };
  };
  const first = await pass();
  if (first.missing.size === 0) return first.opened;
  const version = await store.write((tx) => crypto.backupVersion(tx));
  if (version === null) return first.opened;
  for (const session of first.missing)
    await fetchKey({ room, session }, version, crypto, { store, homeserver });
  return (await pass()).opened;
}

/** Takes a key over from the backup, where it lies there. */
export async function fetchKey(
  name: SessionName,
  version: string,
  crypto: Pick<Crypto, "restore">,
  { store, homeserver }: PastParts,
  signal?: AbortSignal,
): Promise<void> {
  const found = await homeserver.backedUpKey(name, version, signal);
  if (found !== null) await store.write((tx) => crypto.restore(tx, name, version, found));
}
