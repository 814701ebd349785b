import type { Offers } from "../../../commands/context.ts";
import { eventContent } from "../../../messages/event.ts";
import { offerMark } from "../../../messages/mark.ts";
import { trialAnnouncement } from "../../../messages/trial.ts";
import type { Wording } from "../../../messages/wording.ts";
import type { OfferKey } from "../../../offers/offer.ts";
import type { Command, Transaction } from "../../../ports/index.ts";
import type { PlaceId } from "../../../rooms/identifiers.ts";

/** Announces an offer as a test: it notifies as the room's announcements do, and is decided for nobody. */
export async function tryOut(
  tx: Pick<Transaction, "outbox" | "subscriptions">,
  place: PlaceId,
  key: OfferKey | null,
  { event }: Pick<Command, "event">,
  { offers, wording, now }: { readonly offers: Offers; readonly wording: Wording; readonly now: number },
): Promise<void> {
  const standing = await tx.subscriptions.ofPlace(place);
  const notify = standing.length === 0 || standing.some((one) => one.notify);
  const offer = key === null ? null : (offers.byKey(key)?.offer ?? null);
  const row = { key: `trial:${event}`, place, class: "notice", notify, createdAt: now } as const;
  const content = eventContent({
    message: trialAnnouncement(offer, wording),
    notify,
    key: row.key,
    offers: offer === null ? [] : [offerMark(offer, true, wording)],
  });
  await tx.outbox.add({ ...row, content });
}
