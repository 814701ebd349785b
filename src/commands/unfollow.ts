import { typedOfOffer } from "./afterOffer.ts";
import { names } from "./card.ts";
import { type BotCommand, helpText } from "./command.ts";
import type { Listed } from "./context.ts";
import type { Deed } from "./deed.ts";
import { offerSaid } from "./follow.ts";
import type { MisuseAnswer } from "./misuse.ts";
import type { UnknownOfferAnswer } from "./whichOffer.ts";

/** The person is told of this offer no more, or was not (`deed` null). */
export interface UnfollowedAnswer {
  readonly kind: "unfollowed";
  readonly listed: Listed;
  readonly deed: Deed | null;
}

const WORDS = ["oublier", "oublie", "oubliez", "ne plus suivre", "arreter de suivre"];

/** `!offre <n ou id> oublier` */
export const unfollowCommand = {
  name: "unfollow",
  word: "oublier",
  also: ["oublie", "oubliez", "ne plus suivre", "arrêter de suivre"],
  after: WORDS,
  example: "2 oublier",
  typed: typedOfOffer,
  help: (prefix) =>
    helpText`ne vous parle plus de l'offre n° 2 ; ${`${prefix} suivies`} donne la liste de celles que vous suivez.`,
  accepts: (rest, knows) => rest === "" || names(rest, knows),
  async run(typed, context): Promise<UnfollowedAnswer | UnknownOfferAnswer | MisuseAnswer> {
    const found = await offerSaid(typed, WORDS, "unfollow", context);
    if (!("listed" in found)) return found;
    const { listed } = found;
    const follows = await context.person.follows();
    const deed = follows.includes(listed.key) ? ({ deed: "unfollow", offer: listed.key } as const) : null;
    return { kind: "unfollowed", listed, deed };
  },
} as const satisfies BotCommand;
