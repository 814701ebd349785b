import type { Surroundings } from "../../delivery/reach.ts";
import type { OutboxRow, Transaction } from "../../ports/index.ts";

/** Reads the surroundings of a row; in the transaction that acts on them, since they may change between two. */
export async function surroundingsOf(
  { outbox, places, rooms }: Pick<Transaction, "outbox" | "places" | "rooms">,
  row: OutboxRow,
): Promise<Surroundings> {
  const place = await places.get(row.place);
  const answersIn = row.class === "reply" ? (row.room ?? place?.room ?? null) : null;
  return {
    place,
    room: answersIn && (await rooms.get(answersIn)),
    edited: row.edits === null ? null : await outbox.get(row.edits),
  };
}
