import type { Surroundings } from "../../delivery/reach.ts";
import type { OutboxRow, Tables } from "../../ports/index.ts";

/** What the store knows around a row, read in the transaction that acts on it. */
export async function surroundingsOf(
  { outbox, places, rooms }: Tables<"outbox" | "places" | "rooms">,
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
