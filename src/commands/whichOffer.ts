import type { OfferId } from "../offers/offer.ts";
import type { Context, Listed, RecalledList } from "./context.ts";
import { type AboutOffer, type MisuseAnswer, misused } from "./misuse.ts";
import { numbersIn } from "./number.ts";
import { closestIds, findOffer } from "./offerName.ts";

/** The answer where no offer has the name that was typed: the closest names, best first. */
export interface UnknownOfferAnswer {
  readonly kind: "unknownOffer";
  readonly id: string;
  readonly closest: readonly OfferId[];
}

/** The offer that a command is about, or the answer that says why there is none. */
export type WhichOffer = { readonly listed: Listed } | UnknownOfferAnswer | MisuseAnswer;

/**
 * The offer of these words: a number of a list that was shown, or a name. `whole`: what was typed, where `which` is what
 * it means without words that belong to the command.
 */
export async function offerNamed(which: string, whole: string, context: Context): Promise<WhichOffer> {
  const numbers = numbersIn(which);
  if (numbers === null) return ofName(which, whole, context);
  const [number = 0, ...more] = numbers;
  return more.length === 0 ? ofNumber(number, context) : misused({ reason: "several numbers", numbers });
}

function ofName(id: string, words: string, { offers }: Context): WhichOffer {
  const listed = findOffer(id, offers) ?? findOffer(words, offers);
  if (listed !== null) return { listed };
  return { kind: "unknownOffer", id, closest: closestIds(id, offers.ids()) };
}

async function ofNumber(number: number, context: Context): Promise<WhichOffer> {
  const list = await listMeant(context);
  if (list === null) return misused({ reason: "no list" });
  const key = list.offers[number - 1];
  const listed = key === undefined ? null : context.offers.byKey(key);
  if (listed !== null) return { listed };
  return misused({ reason: "number out of range", number, last: list.offers.length });
}

/** The list that a number refers to (docs/design.md §5). */
export async function listMeant({ lists, inReplyTo, thread }: Context): Promise<RecalledList | null> {
  return (
    (inReplyTo === null ? null : await lists.ofEvent(inReplyTo)) ??
    (thread === null ? null : ((await lists.ofThread(thread)) ?? (await lists.ofEvent(thread)))) ??
    (await lists.lastOfPerson()) ??
    (await lists.lastInRoom())
  );
}

/**
 * The offer of the message that the command replies to. In a thread, clients also name the last message as replied to:
 * where that one is about no offer, the root of the thread counts.
 */
export async function offerRepliedTo(
  { offers, lists, inReplyTo, thread }: Context,
  command: AboutOffer,
): Promise<WhichOffer> {
  let several = false;
  for (const event of [inReplyTo, thread]) {
    const about = event === null ? null : await lists.offerOf(event);
    if (about === "several") several = true;
    const listed = about === null || about === "several" ? null : offers.byKey(about);
    if (listed !== null) return { listed };
  }
  return misused({ reason: several ? "several offers in that message" : "no message replied to", command });
}
