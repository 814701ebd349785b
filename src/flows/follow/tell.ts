import { eventContent } from "../../messages/event.ts";
import { followNewsMessage } from "../../messages/followNews.ts";
import type { Wording } from "../../messages/wording.ts";
import type { KnownOffer } from "../../offers/catalogue.ts";
import { endsSoon, isOpen } from "../../offers/ending.ts";
import { type FollowNews, followNews, seenNow } from "../../offers/following.ts";
import type { OfferKey } from "../../offers/offer.ts";
import { dayIn } from "../../offers/standing.ts";
import type { DirectRoom, Follow, Transaction } from "../../ports/index.ts";
import { quietUntil } from "../../rooms/quiet.ts";

export interface TellParts {
  readonly now: number;
  readonly timezone: string;
  readonly wording: Wording;
}

export type TellTables = Pick<Transaction, "follows" | "offers" | "places" | "outbox" | "lists" | "quiet">;

export interface Told {
  /** Messages that were queued. */
  readonly queued: number;
  /** Offers of which somebody ought to be told who cannot be told now. */
  readonly untold: ReadonlySet<OfferKey>;
}

interface News {
  readonly follow: Follow;
  readonly known: KnownOffer;
  readonly news: FollowNews;
}

/**
 * Tells who follows these offers what became of them since they were told last, in one transaction with what they know
 * from then on: once, whatever dies when. Who has no room to be told in, or one that is not to be disturbed, knows nothing
 * new, and is told later, as things stand then.
 */
export async function tellFollowers(
  tx: TellTables,
  offers: readonly OfferKey[] | "all",
  parts: TellParts,
): Promise<Told> {
  const today = dayIn(parts.timezone, parts.now);
  const all = await newsOf(tx, await tx.follows.ofOffers(offers), today);
  const direct = await tx.places.directWith([...new Set(all.map(({ follow }) => follow.person))]);
  const untold = new Set<OfferKey>();
  let queued = 0;
  for (const one of all) {
    const room = direct.get(one.follow.person);
    if (room === undefined || (await isQuiet(tx, room, parts))) untold.add(one.known.key);
    else {
      await tell(tx, one, room, parts);
      queued += 1;
    }
  }
  return { queued, untold };
}

async function isQuiet(
  { quiet }: Pick<Transaction, "quiet">,
  { place }: DirectRoom,
  { now, timezone }: TellParts,
): Promise<boolean> {
  return quietUntil(await quiet.get(place), now, timezone) !== null;
}

async function newsOf(
  { offers }: Pick<Transaction, "offers">,
  follows: readonly Follow[],
  today: string,
): Promise<News[]> {
  const found: News[] = [];
  for (const [key, followers] of Map.groupBy(follows, ({ offer }) => offer)) {
    const known = await offers.get(key);
    if (known === null) continue;
    for (const follow of followers) {
      const news = followNews(follow.seen, known, today);
      if (news !== null) found.push({ follow, known, news });
    }
  }
  return found;
}

async function tell(
  tx: TellTables,
  { follow, known, news }: News,
  { place, room }: DirectRoom,
  { now, timezone, wording }: TellParts,
): Promise<void> {
  const { person, offer: key, cause, seen: before } = follow;
  const today = dayIn(timezone, now);
  const told = follow.told + 1;
  const closedOn = known.closedAt === null ? null : dayIn(timezone, known.closedAt);
  const ends = isOpen(known) ? endsSoon(today, known.offer) : null;
  const message = followNewsMessage({ news, offer: known.offer, before, closedOn, ends }, wording);
  const row = { key: `follow:${cause}:${key}:${told}`, place, class: "notice", notify: true } as const;
  // Without marks of the offer: it is no announcement, and a store that lost it must not take it for one.
  const content = eventContent({ message, notify: true, key: row.key });
  const reply = await tx.outbox.add({ ...row, content, createdAt: now });
  const seen = seenNow(known, today, before.warned);
  await tx.follows.tell({ person, offer: key, seen, told });
  if (reply === null) return;
  // Whoever answers it speaks of this offer.
  const list = { offers: [key], shown: 1, exact: 1, closed: !seen.open, thread: null };
  await tx.lists.add({ room, person, reply, ...list, at: now });
}
