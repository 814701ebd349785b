import { lastDayOf } from "../offers/ending.ts";
import type { Day } from "../offers/offer.ts";
import { afterOffer, typedOfOffer } from "./afterOffer.ts";
import { names } from "./card.ts";
import { type BotCommand, helpText } from "./command.ts";
import type { Context, Listed, PrivateRoom } from "./context.ts";
import type { Deed } from "./deed.ts";
import type { MisuseAnswer } from "./misuse.ts";
import { type NotDoneAnswer, notDone } from "./notDone.ts";
import { offerNamed, offerRepliedTo, type UnknownOfferAnswer, type WhichOffer } from "./whichOffer.ts";

/** The person is told of this offer from now on, or was already. */
export interface FollowedAnswer {
  readonly kind: "followed";
  readonly listed: Listed;
  /** Where they are told. */
  readonly told: Exclude<PrivateRoom, "closed">;
  /** Whether a room that is opened for it is encrypted. */
  readonly sealed: boolean;
  /** The last day on which the offer can be applied for; null where it names none. */
  readonly ends: Day | null;
  /** They followed it before. */
  readonly already: boolean;
  readonly deed: Deed | null;
}

/** Offers that one person follows at a time, closed ones too. */
const MOST = 50;
const WORDS = ["a suivre", "suivre", "suis", "suivez"];

/** `!offre <n ou id> suivre` */
export const followCommand = {
  name: "follow",
  word: "suivre",
  also: ["suis", "suivez"],
  after: WORDS,
  topics: ["suivi", "suivre une offre"],
  example: "2 suivre",
  typed: typedOfOffer,
  brief: (prefix) =>
    helpText`être prévenu·e, en privé, quand l'offre n° 2 change ou ferme ; ${`${prefix} alerte devops`}, quand une autre paraît`,
  help: (prefix) =>
    helpText`vous dit, dans notre salon à deux, quand l'offre n° 2 change, approche de sa date limite, ferme ou rouvre. ${typedOfOffer(prefix, "suivre")} en réponse à une annonce suit la sienne ; ${typedOfOffer(prefix, "2 oublier")} arrête.`,
  accepts: (rest, knows) => rest === "" || names(rest, knows),
  async run(typed, context): Promise<FollowedAnswer | NotDoneAnswer | UnknownOfferAnswer | MisuseAnswer> {
    const found = await offerSaid(typed, WORDS, "follow", context);
    if (!("listed" in found)) return found;
    const { listed } = found;
    const { person } = context;
    const told = await person.privateRoom();
    if (told === "closed") return notDone({ reason: "no private room", opens: false });
    const follows = await person.follows();
    const already = follows.includes(listed.key);
    if (!already && follows.length >= MOST) return notDone({ reason: "too many followed", most: MOST });
    const opens = told === "invited" || told === "opens";
    // What they follow already begins nothing, but they may have lost the room in which they are told.
    const again = opens ? ({ deed: "open" } as const) : null;
    const deed = already ? again : ({ deed: "follow", offer: listed.key, opens } as const);
    const sealed = await person.isSealed();
    return { kind: "followed", listed, told, sealed, already, ends: lastDayOf(listed.offer), deed };
  },
} as const satisfies BotCommand;

/** The offer of « 3 suivre », of « 3 » alone, which followed the word, or of the message replied to. */
export function offerSaid(
  typed: string,
  words: readonly string[],
  command: "follow" | "unfollow",
  context: Context,
): Promise<WhichOffer> {
  const which = afterOffer(typed, words)?.which ?? typed;
  return which === "" ? offerRepliedTo(context, command) : offerNamed(which, which, context);
}
