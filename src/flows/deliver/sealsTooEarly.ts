import { mayBeOlder } from "../../delivery/choose.ts";
import type { OutboxId, Transaction } from "../../ports/index.ts";

/** Whether a reply would be sealed before the gap of its room, there since the start, is worked through (`mayBeOlder`). */
export async function sealsTooEarly(
  tx: Pick<Transaction, "gaps" | "outbox" | "places" | "rooms">,
  reply: OutboxId,
  caughtUpAt: number,
): Promise<boolean> {
  const gaps = await tx.gaps.all();
  if (gaps.length === 0) return false;
  const row = await tx.outbox.get(reply);
  const room = row?.room ?? (row && (await tx.places.get(row.place))?.room) ?? null;
  const since = gaps.flatMap((gap) => (gap.room === room ? [gap.openedAt] : []));
  if (room === null || since.length === 0) return false;
  return mayBeOlder(await tx.rooms.get(room), Math.min(...since), caughtUpAt);
}
