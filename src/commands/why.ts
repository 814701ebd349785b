import type { Demand } from "../search/ranking/filter.ts";
import { names } from "./card.ts";
import { type BotCommand, helpText } from "./command.ts";
import type { Heard, Listed } from "./context.ts";
import type { MisuseAnswer } from "./misuse.ts";
import { offerNamed, offerRepliedTo, type UnknownOfferAnswer } from "./whichOffer.ts";

/** Which subscription of the room let an offer in, or why none did. */
export interface WhyAnswer {
  readonly kind: "why";
  readonly listed: Listed;
  readonly heard: Heard;
  readonly subscriptions: readonly Judged[];
}

/** A subscription, and what the offer does with it. */
export interface Judged {
  /** As people read it; empty for every offer. */
  readonly shown: string;
  readonly takes: boolean;
  readonly demands: readonly Demand[];
}

/** `!offres pourquoi [n ou id]`; alone, in reply to an announcement */
export const whyCommand = {
  name: "why",
  word: "pourquoi",
  example: "2",
  brief: (prefix) =>
    helpText`pourquoi l'offre n° 2 a été annoncée ici, ou non ; ${`${prefix} pourquoi`} en réponse à une annonce, pour celle-ci`,
  help: (prefix) =>
    helpText`dit quel abonnement de ce salon a retenu l'offre n° 2 de la liste, ou, mot par mot, pourquoi aucun ne l'a fait ; ${`${prefix} pourquoi`} en réponse à une annonce parle de celle-ci.`,
  accepts: (rest, knows) => rest === "" || names(rest, knows),
  async run(words, context): Promise<WhyAnswer | UnknownOfferAnswer | MisuseAnswer> {
    const found = await (words === "" ? offerRepliedTo(context, "why") : offerNamed(words, words, context));
    if (!("listed" in found)) return found;
    const { listed } = found;
    const { offer, key } = listed;
    const subscriptions = (await context.room.subscriptions()).map((one) => ({
      shown: one.shown,
      takes: one.matches(offer),
      demands: one.explain(offer),
    }));
    return { kind: "why", listed, heard: await context.room.heard(key), subscriptions };
  },
} as const satisfies BotCommand;
