import type { Kysely, Updateable } from "kysely";
import type { SessionTable } from "../../ports/index.ts";
import { prepared } from "./prepared.ts";
import { ACCOUNT, type Schema } from "./schema.ts";

const moveOn = prepared((db, { token }: { token: string }) =>
  db.updateTable("accounts").set({ token }).where("id", "=", ACCOUNT),
);

/** The session of the one account, in the row that the first migration made; the first scan is the store's. */
export function sessionTable(db: Kysely<Schema>): SessionTable {
  const account = () =>
    db.selectFrom("accounts").selectAll().where("id", "=", ACCOUNT).executeTakeFirstOrThrow();
  const set = async (change: Updateable<Schema["accounts"]>) => {
    await db.updateTable("accounts").set(change).where("id", "=", ACCOUNT).execute();
  };
  return {
    token: async () => (await account()).token,
    async setToken(token) {
      await moveOn(db, { token });
    },
    account: async () => (await account()).userId,
    setAccount: (userId) => set({ userId }),
    async keys() {
      const { keysStanding: standing, keysDevice: device } = await account();
      return { standing, device };
    },
    setKeys: (keysStanding, keysDevice) => set({ keysStanding, keysDevice }),
    async scanned() {
      const { scanned } = await db.selectFrom("store").select("scanned").executeTakeFirstOrThrow();
      return scanned;
    },
    async emptyFolder() {
      const { emptyFolder } = await db.selectFrom("store").select("emptyFolder").executeTakeFirstOrThrow();
      return emptyFolder;
    },
    async conventions() {
      const { conventions } = await db.selectFrom("store").select("conventions").executeTakeFirstOrThrow();
      return conventions;
    },
    async reminded() {
      const { reminded } = await db.selectFrom("store").select("reminded").executeTakeFirstOrThrow();
      return reminded;
    },
    async setReminded(reminded) {
      await db.updateTable("store").set({ reminded }).execute();
    },
    async setScanned({ emptyFolder, conventions }) {
      await db.updateTable("store").set({ scanned: true, emptyFolder, conventions }).execute();
    },
  };
}
