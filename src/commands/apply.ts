import { fold } from "../text/fold.ts";
import { type CardAnswer, cardCommand } from "./card.ts";
import { type BotCommand, helpText } from "./command.ts";
import type { Context } from "./context.ts";
import type { MisuseAnswer } from "./misuse.ts";
import { listMeant, offerRepliedTo, type UnknownOfferAnswer } from "./whichOffer.ts";

/** Where it is said how to apply: on the card of an offer, of the last list or of one that is yet to be asked for. */
export interface ApplyingAnswer {
  readonly kind: "applying";
  /** The last number of the list that is meant; null without a list. */
  readonly last: number | null;
}

/** « comment postuler à cette offre ? » names none; one that is numbered is a card (`card.ts`). */
const OF_NONE =
  /^(?:(?:a|pour|sur) (?:cette|l'|une|la|ces|les|des|un|ce) ?(?:offres?|annonces?|postes?|missions?))?$/;

/** `!offres postuler`: the card of the offer that is meant, which says how; else where to find it. */
export const applyCommand = {
  name: "apply",
  word: "postuler",
  also: [
    ...[
      "comment postuler",
      "comment on postule",
      "on postule comment",
      "comment je postule",
      "je postule comment",
    ],
    ...[
      "comment puis-je postuler",
      "comment candidater",
      "candidater",
      "où postuler",
      "pour postuler",
      "je postule",
    ],
    ...["je veux postuler", "je voudrais postuler", "j'aimerais postuler", "je souhaite postuler"],
    ...["comment faire pour postuler", "comment fait-on pour postuler", "comment faire pour candidater"],
    ...["où envoyer mon cv", "à qui envoyer mon cv", "j'envoie mon cv où", "how to apply", "apply"],
  ],
  example: "",
  help: () => helpText`comment répondre à une offre : sa fiche le dit.`,
  accepts: (rest, knows) => namesNone(rest) || knows(rest),
  run: apply,
} as const satisfies BotCommand;

function namesNone(rest: string): boolean {
  return OF_NONE.test(fold(rest));
}

async function apply(
  which: string,
  context: Context,
): Promise<ApplyingAnswer | CardAnswer | UnknownOfferAnswer | MisuseAnswer> {
  if (!namesNone(which)) return cardCommand.run(which, context);
  const about = await offerRepliedTo(context, "card");
  if ("listed" in about) return { kind: "card", ...about, whole: false, by: "reply" };
  const list = await listMeant(context);
  return list?.offers.length === 1
    ? cardCommand.run("1", context)
    : { kind: "applying", last: list?.offers.length ?? null };
}
