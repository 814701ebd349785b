import type { Offers } from "../../../commands/context.ts";
import type { Deed } from "../../../commands/deed.ts";
import type { Wording } from "../../../messages/wording.ts";
import type { AuditEntry, Command, Transaction } from "../../../ports/index.ts";
import type { PlaceId } from "../../../rooms/identifiers.ts";
import { ownPlace, type WantParts, wantRoom } from "../../direct/want.ts";
import { markSeen } from "../../service/incidents.ts";
import { causeOf } from "./cause.ts";
import { confirm } from "./confirm.ts";
import { follow } from "./follow.ts";
import { forget } from "./forget.ts";
import { hush } from "./hush.ts";
import { repeat } from "./repeat.ts";
import { begin, end, type SubscriptionParts, type SubscriptionTables } from "./subscriptions.ts";
import { tryOut } from "./tryOut.ts";

export interface DeedParts extends SubscriptionParts, WantParts {
  readonly offers: Offers;
  readonly wording: Wording;
  readonly timezone: string;
}

export type DeedTables = SubscriptionTables &
  Pick<
    Transaction,
    "places" | "rooms" | "directWishes" | "quiet" | "confirmations" | "incidents" | "follows" | "people"
  >;

/** What was done, before it is kept. */
export type Done = Omit<AuditEntry, "id">;

/**
 * Carries out what a command named, in the transaction that answers it and outside the command's error boundary: a deed
 * that fails takes the answer along. Returns what changed for the room, which the audit keeps.
 */
export async function carryOut(
  tx: DeedTables,
  deed: Deed,
  command: Command,
  parts: DeedParts,
): Promise<Done[]> {
  const place = await placeOf(tx, deed, command, parts);
  switch (deed.deed) {
    case "subscribe":
      return [await subscribe(tx, place.id, deed, command, parts)];
    case "unsubscribe":
      return await unsubscribe(tx, place.id, deed, command, parts);
    case "repeat":
      await repeat(tx, place.id, deed.offers, command, parts.now);
      return [];
    case "quiet":
      await hush(tx, place.id, deed, command, parts.now);
      return [];
    case "try":
      await tryOut(tx, place.id, deed.offer, command, parts);
      return [];
    case "confirm":
      await confirm(tx, deed, command, parts.now);
      return [];
    case "open":
      await wantRoom(tx, command, parts);
      return [];
    case "follow":
      if (deed.opens) await wantRoom(tx, command, parts);
      await follow(tx, deed, command, parts);
      return [];
    case "unfollow":
      await follow(tx, deed, command, parts);
      return [];
    case "forget":
      await forget(tx, command, parts);
      return [];
    case "see":
      if (deed.scope === "everywhere") await markSeen(tx, parts.now);
      else await tx.outbox.markSeen(parts.now, place.id);
      return [];
    default:
      return deed satisfies never;
  }
}

/** Where a deed is done: the place of whoever asks and the bot alone, or the room where they ask. */
async function placeOf(
  tx: DeedTables,
  deed: Deed,
  command: Command,
  parts: DeedParts,
): Promise<{ readonly id: PlaceId }> {
  const { room, sender } = command;
  if (!("private" in deed) || !deed.private)
    return (await tx.places.ofRoom(room)) ?? (await tx.places.mention({ room }, parts.now));
  const direct = (await tx.places.directWith([sender])).get(sender);
  if (direct !== undefined) return { id: direct.place };
  if (deed.deed === "subscribe") return { id: await wantRoom(tx, command, parts) };
  const own = await ownPlace(tx, sender);
  if (own === null) throw new Error("The private place of a deed is not there.");
  return own;
}

async function subscribe(
  tx: DeedTables,
  place: PlaceId,
  { filter, shown, schedule, known }: Extract<Deed, { deed: "subscribe" }>,
  command: Command,
  parts: DeedParts,
): Promise<Done> {
  const { now } = parts;
  const who = { origin: "command", author: command.sender, cause: causeOf(command) } as const;
  const wanted = { place, filter, shown, schedule, ...who, notify: true, since: now };
  const subscription = await begin(tx, wanted, known, parts);
  return { ...about(command, now), place, deed: "subscribed", subscription };
}

async function unsubscribe(
  tx: DeedTables,
  place: PlaceId,
  { subscriptions }: Extract<Deed, { deed: "unsubscribe" }>,
  command: Command,
  parts: DeedParts,
): Promise<Done[]> {
  const standing = await tx.subscriptions.ofPlace(place);
  const ending = standing.filter(({ id }) => subscriptions.includes(id));
  await end(tx, place, ending, parts);
  return ending.map((subscription) => ({
    ...about(command, parts.now),
    place,
    deed: "unsubscribed",
    subscription,
  }));
}

function about(command: Command, at: number): Pick<Done, "at" | "person" | "cause"> {
  return { at, person: command.sender, cause: causeOf(command) };
}
