import type { Kysely } from "kysely";
import type { ConfirmationTable } from "../../ports/index.ts";
import type { Schema } from "./schema.ts";

export function confirmationTable(db: Kysely<Schema>): ConfirmationTable {
  return {
    all: () => db.selectFrom("confirmations").selectAll().execute(),
    async set(confirmation) {
      const { says, person, cause, at } = confirmation;
      await db
        .insertInto("confirmations")
        .values(confirmation)
        .onConflict((conflict) =>
          conflict.columns(["offer", "opening"]).doUpdateSet({ says, person, cause, at }),
        )
        .execute();
    },
    async takeBack(cause) {
      await db.deleteFrom("confirmations").where("cause", "=", cause).execute();
    },
  };
}
