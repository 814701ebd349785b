import type { Kysely, Updateable } from "kysely";
import type { SessionTable } from "../../ports/index.ts";
import type { Schema } from "./schema.ts";

/** One row, which the first migration made. */
export function sessionTable(db: Kysely<Schema>): SessionTable {
  const session = () => db.selectFrom("session").selectAll().executeTakeFirstOrThrow();
  const set = async (change: Updateable<Schema["session"]>) => {
    await db.updateTable("session").set(change).execute();
  };
  return {
    token: async () => (await session()).token,
    setToken: (token) => set({ token }),
    account: async () => (await session()).account,
    setAccount: (account) => set({ account }),
    scanned: async () => (await session()).scanned === 1,
    setScanned: () => set({ scanned: 1 }),
  };
}
