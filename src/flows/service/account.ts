import { type Homeserver, Mendable, type Store } from "../../ports/index.ts";

/**
 * The store belongs to one account: another one's sync token and transaction ids mean nothing to it. The first that
 * comes takes it. Throws `Mendable` for any other: the configured token belongs to another store.
 */
export async function claimAccount(store: Store, { user }: Pick<Homeserver, "user">): Promise<void> {
  const owner = await store.write(async (tx) => {
    const account = await tx.session.account();
    if (account === null) await tx.session.setAccount(user);
    return account;
  });
  if (owner === null || owner === user) return;
  throw new Mendable(
    "configuration",
    `this store belongs to ${owner}, and the token to ${user}; use that account's token, or another store`,
  );
}
