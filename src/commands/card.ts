import type { OfferId } from "../offers/offer.ts";
import { type BotCommand, helpText, type KnowsOffer } from "./command.ts";
import type { Context, Listed, RecalledList } from "./context.ts";
import { type MisuseAnswer, misused } from "./misuse.ts";
import { closestIds, findOffer, looksLikeId } from "./offerName.ts";
import { singularOf } from "./typed.ts";

export interface CardAnswer {
  readonly kind: "card";
  readonly listed: Listed;
}

/** The answer where no offer has the name that was typed: the closest names, best first. */
export interface UnknownOfferAnswer {
  readonly kind: "unknownOffer";
  readonly id: string;
  readonly closest: readonly OfferId[];
}

type Answer = CardAnswer | UnknownOfferAnswer | MisuseAnswer;

/** `!offre [n ou id]` */
export const cardCommand = {
  name: "card",
  word: "carte",
  topics: ["offre"],
  example: "2",
  typed: typedCard,
  help: (prefix) =>
    helpText`le détail de l'offre n° 2 de la liste ; ${typedCard(prefix)} en réponse à une annonce donne le sien, et ${typedCard(prefix, "2022-02-10-tchap-devops")} marche aussi.`,
  accepts: (rest, knows) => rest === "" || names(rest, knows),
  async run(which, context): Promise<Answer> {
    if (which === "") return ofRepliedMessage(context);
    const number = readNumber(which);
    return number === null ? ofName(which, context) : ofNumber(number, context);
  },
} as const satisfies BotCommand;

/** `!offre` + number or id; where the prefix has no singular, `<prefix>` + number, `<prefix> carte` + id. */
export function typedCard(prefix: string, which: number | string = ""): string {
  const singular = singularOf(prefix);
  const words = singular ?? (/^\d{1,3}$/.test(`${which}`) ? prefix : `${prefix} ${cardCommand.word}`);
  return which === "" ? words : `${words} ${which}`;
}

/** Tells whether these words name one offer, so that `!offres` with them asks for its card. */
export function names(words: string, knows: KnowsOffer): boolean {
  return readNumber(words) !== null || looksLikeId(words) || knows(words);
}

function readNumber(words: string): number | null {
  const digits = /^(?:n°\s?|#)?([1-9]\d{0,2})\.?$/.exec(words)?.[1];
  return digits === undefined ? null : Number(digits);
}

function ofName(id: string, { offers }: Context): Answer {
  const listed = findOffer(id, offers);
  if (listed !== null) return cardOf(listed);
  return { kind: "unknownOffer", id, closest: closestIds(id, offers.ids()) };
}

async function ofNumber(number: number, context: Context): Promise<Answer> {
  const list = await listMeant(context);
  if (list === null) return misused({ reason: "no list" });
  const key = list.offers[number - 1];
  const listed = key === undefined ? null : context.offers.byKey(key);
  if (listed !== null) return cardOf(listed);
  return misused({ reason: "number out of range", number, last: list.offers.length });
}

/** The list that a number refers to (docs/design.md §5). */
async function listMeant({ lists, inReplyTo, thread }: Context): Promise<RecalledList | null> {
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
async function ofRepliedMessage({ offers, lists, inReplyTo, thread }: Context): Promise<Answer> {
  let several = false;
  for (const event of [inReplyTo, thread]) {
    const about = event === null ? null : await lists.offerOf(event);
    if (about === "several") several = true;
    const listed = about === null || about === "several" ? null : offers.byKey(about);
    if (listed !== null) return cardOf(listed);
  }
  return misused({ reason: several ? "several offers in that message" : "no message replied to" });
}

function cardOf(listed: Listed): Answer {
  return { kind: "card", listed };
}
