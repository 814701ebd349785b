import type { OfferId } from "../offers/offer.ts";
import { fold } from "../text/fold.ts";
import { type BotCommand, helpText, type KnowsOffer } from "./command.ts";
import type { Context, Listed, RecalledList } from "./context.ts";
import { type MisuseAnswer, misused } from "./misuse.ts";
import { numbersIn } from "./number.ts";
import { closestIds, findOffer, looksLikeId } from "./offerName.ts";
import { singularOf } from "./typed.ts";

export interface CardAnswer {
  readonly kind: "card";
  readonly listed: Listed;
  /** Whether the whole text was asked for: `!offre 1 tout`. */
  readonly whole: boolean;
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
  brief: (prefix) => helpText`la fiche n° 2 ; ${typedCard(prefix)} en réponse à une annonce, la sienne`,
  help: (prefix) =>
    helpText`la fiche de l'offre n° 2 de la liste ; ${typedCard(prefix)} en réponse à une annonce donne la sienne. ${`${typedCard(prefix, 2)} tout`} la donne en entier ; ${typedCard(prefix, "2022-02-10-tchap-devops")} marche aussi.`,
  accepts: (rest, knows) => rest === "" || namesAll(rest) || names(rest, knows),
  async run(words, context): Promise<Answer> {
    const { which, whole } = askedIn(words);
    const found = await (which === "" ? ofRepliedMessage(context) : ofWords(which, words, context));
    return "listed" in found ? { kind: "card", ...found, whole } : found;
  },
} as const satisfies BotCommand;

/** `!offre` + number or id; where the prefix has no singular, `<prefix>` + number, `<prefix> carte` + id. */
export function typedCard(prefix: string, which: number | string = ""): string {
  const singular = singularOf(prefix);
  const words = singular ?? (/^\d{1,3}$/.test(`${which}`) ? prefix : `${prefix} ${cardCommand.word}`);
  return which === "" ? words : `${words} ${which}`;
}

/** Tells whether these words name offers, so that `!offres` with them asks for a card. */
export function names(words: string, knows: KnowsOffer): boolean {
  const { which } = askedIn(words);
  return numbersIn(which) !== null || looksLikeId(which) || knows(words) || knows(which);
}

/** Tells whether these words ask for the whole of a card, and name none: `!offre tout`. */
export function namesAll(words: string): boolean {
  const { which, whole } = askedIn(words);
  return whole && which === "";
}

/** The offer that was named, and whether the whole of it was asked for. */
function askedIn(words: string): { readonly which: string; readonly whole: boolean } {
  const found = /^(.*?)\s?(?<!\S)(?:tout|toute|complet|complete|en entier|entier|entiere)$/.exec(fold(words));
  const before = found?.[1];
  if (before === undefined) return { which: words, whole: false };
  return {
    which: words.slice(0, words.length - (found?.[0].length ?? 0) + before.length).trim(),
    whole: true,
  };
}

type Found = { readonly listed: Listed } | UnknownOfferAnswer | MisuseAnswer;

async function ofWords(which: string, words: string, context: Context): Promise<Found> {
  const numbers = numbersIn(which);
  if (numbers === null) return ofName(which, words, context);
  const [number = 0, ...more] = numbers;
  return more.length === 0 ? ofNumber(number, context) : misused({ reason: "several numbers", numbers });
}

function ofName(id: string, words: string, { offers }: Context): Found {
  const listed = findOffer(id, offers) ?? findOffer(words, offers);
  if (listed !== null) return { listed };
  return { kind: "unknownOffer", id, closest: closestIds(id, offers.ids()) };
}

async function ofNumber(number: number, context: Context): Promise<Found> {
  const list = await listMeant(context);
  if (list === null) return misused({ reason: "no list" });
  const key = list.offers[number - 1];
  const listed = key === undefined ? null : context.offers.byKey(key);
  if (listed !== null) return { listed };
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
async function ofRepliedMessage({ offers, lists, inReplyTo, thread }: Context): Promise<Found> {
  let several = false;
  for (const event of [inReplyTo, thread]) {
    const about = event === null ? null : await lists.offerOf(event);
    if (about === "several") several = true;
    const listed = about === null || about === "several" ? null : offers.byKey(about);
    if (listed !== null) return { listed };
  }
  return misused({ reason: several ? "several offers in that message" : "no message replied to" });
}
