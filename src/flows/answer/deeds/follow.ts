import type { Deed } from "../../../commands/deed.ts";
import { seenNow } from "../../../offers/following.ts";
import { dayIn } from "../../../offers/standing.ts";
import type { Command, Transaction } from "../../../ports/index.ts";
import { causeOf } from "./cause.ts";

/** Whoever asks follows an offer from now on, knowing it as it stands, or follows it no more. */
export async function follow(
  tx: Pick<Transaction, "follows" | "offers">,
  { deed, offer }: Extract<Deed, { deed: "follow" | "unfollow" }>,
  command: Command,
  { now, timezone }: { readonly now: number; readonly timezone: string },
): Promise<void> {
  const person = command.sender;
  const cause = causeOf(command);
  if (deed === "unfollow") return tx.follows.end(person, offer, cause, now);
  const known = await tx.offers.get(offer);
  if (known === null) return;
  const seen = seenNow(known, dayIn(timezone, now));
  await tx.follows.begin({ person, offer, cause, at: now, seen, told: 0 });
}
