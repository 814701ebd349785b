import type { Announced } from "../../messages/announced.ts";
import { announcement } from "../../messages/announcement.ts";
import { asEdit, eventContent } from "../../messages/event.ts";
import { offerMark } from "../../messages/mark.ts";
import type { Wording } from "../../messages/wording.ts";
import type { KnownOffer } from "../../offers/catalogue.ts";
import { dayIn } from "../../offers/standing.ts";
import type { Decision, OutboxId, OutboxTable } from "../../ports/index.ts";
import type { Render } from "../deliver/freeze.ts";

/**
 * Renders announcements, lists of new offers and their edits from what the store knows at that moment. What answers a
 * command was put into words when it was answered.
 */
export function renderer(wording: Wording, timezone: string, now: () => number): Render {
  return async (tx, row, original) => {
    const decisions = await tx.decisions.ofMessage(row.edits ?? row.id);
    const announced: Announced[] = [];
    for (const decision of decisions) {
      const known = await tx.offers.get(decision.offer);
      if (known) announced.push(stand(decision, known));
    }
    if (announced.length === 0 || (row.class === "edit" && original === null)) return null;
    const notify = row.class === "edit" ? await notifies(tx.outbox, row.edits) : row.notify;
    const content = eventContent({
      message: announcement(announced, wording),
      notify,
      key: row.key,
      offers: announced.map(({ offer, closedOn }) => offerMark(offer, closedOn === null, wording)),
    });
    return original === null ? content : asEdit(content, original, row.revision);
  };

  /** An opening that ended stays closed in its message, even when the offer is open again in another. */
  function stand({ kind, opening, closedAt }: Decision, known: KnownOffer): Announced {
    const open = known.opening === opening && known.stood === "open" && known.status !== "removed";
    const closed = closedAt ?? known.closedAt ?? now();
    return { kind, offer: known.offer, closedOn: open ? null : dayIn(timezone, closed) };
  }
}

/** An edit keeps the message type of what it edits. */
async function notifies(outbox: OutboxTable, message: OutboxId | null): Promise<boolean> {
  return message === null ? false : ((await outbox.get(message))?.notify ?? false);
}
