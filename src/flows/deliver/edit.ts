import type { OutboxId, OutboxRow, Store, Transaction } from "../../ports/index.ts";

/**
 * Asks for messages to be rendered again, each at a new revision. One that was never attempted is rendered late anyway;
 * waiting edits of one message coalesce; a message that a moderator redacted, or that never went, is left alone.
 */
export async function requestEdits(
  tx: Pick<Transaction, "outbox">,
  messages: readonly OutboxRow[],
  now: number,
): Promise<void> {
  const inRooms = new Map(messages.filter(standsInRoom).map((row) => [row.id, row]));
  const edits = await tx.outbox.editsOf([...inRooms.keys()]);
  const wanting = [...inRooms.values()].filter(({ id }) => edits.get(id)?.waiting !== true);
  await tx.outbox.addAll(wanting.map((row) => editOf(row, (edits.get(row.id)?.last ?? 0) + 1, now)));
}

/** Once a start: rooms that show something older, because an edit was given up, are shown what is true now. */
export async function catchUpEdits(store: Pick<Store, "read" | "write">, now: number): Promise<void> {
  const behind = await store.read(({ outbox }) => outbox.leftBehind());
  if (behind.length > 0) await store.write((tx) => requestEdits(tx, behind, now));
}

function standsInRoom({ redacted, state }: OutboxRow): boolean {
  return !redacted && (state === "attempted" || state === "sent");
}

function editOf({ id, place }: { id: OutboxId; place: OutboxRow["place"] }, revision: number, now: number) {
  return {
    key: `edit:${id}:${revision}`,
    place,
    class: "edit",
    edits: id,
    revision,
    notify: false,
    createdAt: now,
  } as const;
}
