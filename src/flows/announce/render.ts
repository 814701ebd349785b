import type { Announced, Digested } from "../../messages/announced.ts";
import { announcement } from "../../messages/announcement.ts";
import type { EventContent } from "../../messages/content.ts";
import { DIGEST_SIZE, type Digest, digestMessage } from "../../messages/digest.ts";
import { asEdit, eventContent } from "../../messages/event.ts";
import { offerMark, withKey } from "../../messages/mark.ts";
import { momentWords } from "../../messages/moment.ts";
import type { Wording } from "../../messages/wording.ts";
import type { KnownOffer } from "../../offers/catalogue.ts";
import { dayIn } from "../../offers/standing.ts";
import type { Decision, OutboxRow, Transaction } from "../../ports/index.ts";
import type { Render } from "../deliver/freeze.ts";

/** What each transaction has rendered, by what it depends on. */
type Rendered = Map<string, EventContent | null>;

/**
 * Renders announcements, lists of new offers, digests and their edits from what the store knows at that moment. What answers a
 * command was put into words when it was answered. An offer that goes to many rooms in one transaction is rendered once.
 */
export function renderer(wording: Wording, timezone: string, now: () => number): Render {
  const renderedIn = new WeakMap<object, Rendered>();
  return async (tx, row, original) => {
    if (row.class === "edit" && original === null) return null;
    const message = row.edits === null ? row : await tx.outbox.get(row.edits);
    if (message === null) return null;
    const decisions = await tx.decisions.ofMessage(message.id);
    const digest = message.class === "digest" ? await digestOf(tx, message, decisions) : null;
    const rendered: Rendered = renderedIn.get(tx) ?? new Map();
    renderedIn.set(tx, rendered);
    const about = decisions.map(({ offer, opening, kind, closedAt }) => [offer, opening, kind, closedAt]);
    const same = JSON.stringify([message.notify, digest, about]);
    const content = rendered.get(same) ?? (await rendering(tx, decisions, message.notify, digest));
    rendered.set(same, content);
    if (content === null) return null;
    const keyed = withKey(content, row.key);
    return original === null ? keyed : asEdit(keyed, original, row.revision);
  };

  async function rendering(
    { offers }: Pick<Transaction, "offers">,
    decisions: readonly Decision[],
    notify: boolean,
    digest: DigestHead | null,
  ): Promise<EventContent | null> {
    const entries: Digested[] = [];
    for (const decision of decisions) {
      const known = await offers.get(decision.offer);
      if (known) entries.push(stand(decision, known));
    }
    if (entries.length === 0) return null;
    const marked = digest === null ? entries : entries.slice(0, DIGEST_SIZE);
    return eventContent({
      message:
        digest === null
          ? announcement(entries.map(announced), wording)
          : digestMessage({ ...digest, entries }, wording),
      notify,
      key: "",
      offers: marked.map(({ offer, closedOn }) => offerMark(offer, closedOn === null, wording)),
    });
  }

  /** Late is what was frozen late: its edits say so too. */
  async function digestOf(
    { subscriptions }: Pick<Transaction, "subscriptions">,
    { notBefore, attemptedAt }: OutboxRow,
    decisions: readonly Decision[],
  ): Promise<DigestHead> {
    const of = decisions.find(({ subscription }) => subscription !== null)?.subscription ?? null;
    const subscription = of === null ? null : await subscriptions.get(of);
    const said = attemptedAt ?? now();
    const late = said - notBefore > LATE ? momentWords(notBefore, said, timezone) : null;
    return { filter: subscription?.shown ?? null, late };
  }

  /** An opening that ended stays closed in its message, even when the offer is open again in another. */
  function stand({ kind, opening, closedAt }: Decision, known: KnownOffer): Digested {
    const open = known.opening === opening && known.stood === "open" && known.status !== "removed";
    const closed = closedAt ?? known.closedAt ?? now();
    return { kind, offer: known.offer, closedOn: open ? null : dayIn(timezone, closed) };
  }
}

type DigestHead = Pick<Digest, "filter" | "late">;

/** A digest that comes so much later than it was meant to says so, milliseconds. */
const LATE = 15 * 60_000;

/** A message that stands for an announcement knows no other kinds. */
function announced({ kind, ...shown }: Digested): Announced {
  return { ...shown, kind: kind === "published" || kind === "reopened" ? kind : "copy" };
}
