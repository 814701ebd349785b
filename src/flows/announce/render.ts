import type { Announced } from "../../messages/announced.ts";
import { announcement } from "../../messages/announcement.ts";
import type { EventContent } from "../../messages/content.ts";
import { asEdit, eventContent } from "../../messages/event.ts";
import { offerMark, withKey } from "../../messages/mark.ts";
import type { Wording } from "../../messages/wording.ts";
import type { KnownOffer } from "../../offers/catalogue.ts";
import { dayIn } from "../../offers/standing.ts";
import type { Decision, OutboxId, OutboxTable, Transaction } from "../../ports/index.ts";
import type { Render } from "../deliver/freeze.ts";

/** What each transaction has rendered, by what it depends on. */
type Rendered = Map<string, EventContent | null>;

/**
 * Renders announcements, lists of new offers and their edits from what the store knows at that moment. What answers a
 * command was put into words when it was answered. An offer that goes to many rooms in one transaction is rendered once.
 */
export function renderer(wording: Wording, timezone: string, now: () => number): Render {
  const renderedIn = new WeakMap<object, Rendered>();
  return async (tx, row, original) => {
    if (row.class === "edit" && original === null) return null;
    const decisions = await tx.decisions.ofMessage(row.edits ?? row.id);
    const notify = row.class === "edit" ? await notifies(tx.outbox, row.edits) : row.notify;
    const rendered: Rendered = renderedIn.get(tx) ?? new Map();
    renderedIn.set(tx, rendered);
    const about = decisions.map(({ offer, opening, kind, closedAt }) => [offer, opening, kind, closedAt]);
    const same = JSON.stringify([notify, about]);
    const content = rendered.get(same) ?? (await rendering(tx, decisions, notify));
    rendered.set(same, content);
    if (content === null) return null;
    const keyed = withKey(content, row.key);
    return original === null ? keyed : asEdit(keyed, original, row.revision);
  };

  async function rendering(
    { offers }: Pick<Transaction, "offers">,
    decisions: readonly Decision[],
    notify: boolean,
  ): Promise<EventContent | null> {
    const announced: Announced[] = [];
    for (const decision of decisions) {
      const known = await offers.get(decision.offer);
      if (known) announced.push(stand(decision, known));
    }
    if (announced.length === 0) return null;
    return eventContent({
      message: announcement(announced, wording),
      notify,
      key: "",
      offers: announced.map(({ offer, closedOn }) => offerMark(offer, closedOn === null, wording)),
    });
  }

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
