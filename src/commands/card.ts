import { fold } from "../text/fold.ts";
import { type BotCommand, helpText, type KnowsOffer } from "./command.ts";
import type { Listed } from "./context.ts";
import type { MisuseAnswer } from "./misuse.ts";
import { numbersIn } from "./number.ts";
import { looksLikeId } from "./offerName.ts";
import { singularOf } from "./typed.ts";
import { offerNamed, offerRepliedTo, type UnknownOfferAnswer } from "./whichOffer.ts";

export interface CardAnswer {
  readonly kind: "card";
  readonly listed: Listed;
  /** Whether the whole text was asked for: `!offre 1 tout`. */
  readonly whole: boolean;
  /** How the offer was named: a number of a list, `reply` to a message about it, or `name`. */
  readonly by: number | "reply" | "name";
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
    const found = await (which === "" ? offerRepliedTo(context, "card") : offerNamed(which, words, context));
    if (!("listed" in found)) return found;
    return { kind: "card", ...found, whole, by: which === "" ? "reply" : (numbersIn(which)?.[0] ?? "name") };
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

/** What people say around a number to see its card, which holds that too: « lien 2 », « comment postuler à la 2 ». */
const BEFORE_NUMBER =
  /^(?:et|voir|montre|montrez|ouvre|affiche|details?|infos?|plus d'infos?|plus de details?|lien|contact|(?:comment )?postuler)(?:-moi)? (?:(?:de|sur|pour|a) )?/;
const AFTER_NUMBER = / (?:lien|contact|(?:comment )?postuler|infos?)$/;
/** A sentence about an offer of the list: « le salaire de la 1 », « partage la 2 ». */
const ABOUT_NUMBER = /^[\p{L}' -]{2,60} (?:la|l'offre|l'annonce|la fiche|numero|n°) ?(\d{1,3})$/u;
/** The same for the whole of it: « 1 suite », « 2 en détail ». */
const MORE_AFTER_NUMBER = / (?:(?:la )?suite|plus|(?:en )?details?|texte)$/;

/** The offer that was named, and whether the whole of it was asked for. */
function askedIn(words: string): { readonly which: string; readonly whole: boolean } {
  const folded = fold(words);
  const bare = folded.replace(BEFORE_NUMBER, "").replace(AFTER_NUMBER, "");
  const shorter = bare.replace(MORE_AFTER_NUMBER, "");
  if (shorter !== folded && numbersIn(shorter) !== null) return { which: shorter, whole: shorter !== bare };
  const about = ABOUT_NUMBER.exec(folded)?.[1];
  if (about !== undefined) return { which: about, whole: false };
  const found = /^(.*?)\s?(?<!\S)(?:tout|toute|complet|complete|en entier|entier|entiere)$/.exec(fold(words));
  const before = found?.[1];
  if (before === undefined) return { which: words, whole: false };
  return {
    which: words.slice(0, words.length - (found?.[0].length ?? 0) + before.length).trim(),
    whole: true,
  };
}
