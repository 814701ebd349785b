import type { DeliveryClass, Frozen, NewOutboxRow, OutboxId, Transaction } from "../../src/ports/index.ts";
import type { PlaceId } from "../../src/rooms/identifiers.ts";
import { event, room } from "./identifiers.ts";

/** An active place in a room of its own. */
export async function activePlace(tx: Transaction, name: string): Promise<PlaceId> {
  const { id } = await tx.places.mention({ room: room(name) }, 1);
  await tx.places.setState(id, "active", null);
  return id;
}

/** Queues a row under a key that nothing else has. */
export async function queue(
  tx: Transaction,
  place: PlaceId,
  key: string,
  of: DeliveryClass = "announcement",
  change: Partial<NewOutboxRow> = {},
): Promise<OutboxId> {
  const id = await tx.outbox.add({ key, place, class: of, notify: true, createdAt: 10, ...change });
  if (id === null) throw new Error(`The key ${key} is taken.`);
  return id;
}

/** The message of a row, as it is frozen before its first attempt. */
export function frozen(id: OutboxId, change: Partial<Frozen> = {}): Frozen {
  const content = { msgtype: "m.text", body: `message ${id}` };
  return {
    room: room("salon"),
    transactionId: `txn${id}`,
    device: "DEVICE",
    content,
    shown: String(change.content?.body ?? content.body),
    marks: [],
    at: 20,
    ...change,
  };
}

/** Freezes and sends a row; its event is `$e<id>`. */
export async function send(tx: Transaction, id: OutboxId, content?: Frozen["content"]): Promise<void> {
  await tx.outbox.freeze(id, frozen(id, content ? { content } : {}));
  await tx.outbox.sent(id, event(`e${id}`), 30);
}
