import type { Crypto, Homeserver, KeysStanding, Store, Transaction } from "../../ports/index.ts";
import { updatePlace } from "./place.ts";

type Ours = Pick<Homeserver, "user" | "device">;

/** How the account's keys stand, with what follows for the places in encrypted rooms. */
export async function setKeysStanding(
  tx: Pick<Transaction, "session" | "rooms" | "places" | "directWishes">,
  standing: KeysStanding,
  { user, device }: Ours,
): Promise<void> {
  await tx.session.setKeys(standing, device);
  for (const room of await tx.rooms.all()) if (room.encrypted === true) await updatePlace(tx, room.id, user);
}

/**
 * Looks at a start how the keys of this device stand. Without keys that the account has signed, nothing is read or said in
 * encrypted rooms: people's clients would not talk with us, nor show what we said (docs/decisions/091-trust.md). Keys that
 * were found stale stay so: only another device has fresh ones.
 */
export async function lookAtKeys(
  store: Pick<Store, "write">,
  crypto: Crypto,
  ours: Ours,
): Promise<KeysStanding> {
  return await store.write(async (tx) => {
    const { standing, device } = await tx.session.keys();
    const stale = standing === "stale" && device === ours.device;
    const signed = !stale && crypto.exists(tx) && (await crypto.isSigned(tx));
    const found = stale ? "stale" : signed ? "good" : "none";
    // What another copy of this store has announced meanwhile is found in its rooms before they are told it again.
    if (found === "good" && standing === "stale") await tx.outbox.holdAll();
    if (found !== standing || device !== ours.device) await setKeysStanding(tx, found, ours);
    return found;
  });
}
