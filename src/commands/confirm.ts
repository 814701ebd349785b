import { afterOffer, isSaidOfOffer, typedOfOffer } from "./afterOffer.ts";
import { type BotCommand, helpText } from "./command.ts";
import type { Context, Listed, RecalledList } from "./context.ts";
import type { Deed } from "./deed.ts";
import { type MisuseAnswer, misused } from "./misuse.ts";
import { numbersIn } from "./number.ts";
import { listMeant, offerNamed, offerRepliedTo, type UnknownOfferAnswer } from "./whichOffer.ts";

/** It is noted that an offer is still open, or that its job is filled. */
export interface ConfirmedAnswer {
  readonly kind: "confirmed";
  readonly listed: Listed;
  readonly says: "open" | "filled";
  readonly deed: Deed;
}

const SAYS: ReadonlyMap<string, ConfirmedAnswer["says"]> = new Map([
  ["ouverte", "open"],
  ["ouvert", "open"],
  ["a pourvoir", "open"],
  ["pourvue", "filled"],
  ["pourvu", "filled"],
]);
const WORDS = [...SAYS.keys()];

/** `!offre <n ou id> ouverte` and `pourvue`, in the room of the administrators: the answer to a reminder */
export const confirmCommand = {
  name: "confirm",
  word: null,
  after: WORDS,
  topics: ["pourvue", "ouverte"],
  example: "2 pourvue",
  typed: typedOfOffer,
  help: (prefix) =>
    helpText`dans le salon d'administration, en réponse à un rappel : note que l'offre n° 2 est pourvue, ou, avec ${typedOfOffer(prefix, "2 ouverte")}, qu'elle est toujours ouverte.`,
  accepts: (rest, knows) => isSaidOfOffer(rest, WORDS, knows),
  async run(typed, context): Promise<ConfirmedAnswer | UnknownOfferAnswer | MisuseAnswer> {
    const { which = "", word = "" } = afterOffer(typed, WORDS) ?? {};
    const found = await (which === ""
      ? offerRepliedTo(context, "confirm")
      : offerNamed(which, which, context));
    if (!("listed" in found)) return found;
    const { listed } = found;
    if (!(await context.room.isAdministration()))
      return misused({ reason: "for administrators", id: listed.id });
    const list = await listReadBy(which, context);
    if (list === "gone") return misused({ reason: "list is gone" });
    if (listed.standing === "closed") return misused({ reason: "closed already" });
    // What was shown then was another opening, of which nothing is left to say.
    if (list !== null && listed.openedAt !== null && listed.openedAt > list.at)
      return misused({ reason: "reopened since", id: listed.id });
    const says = SAYS.get(word) ?? "open";
    return { kind: "confirmed", listed, says, deed: { deed: "confirm", offer: listed.key, says } };
  },
} as const satisfies BotCommand;

/**
 * The list in which somebody has read of the offer; null where they named it, or replied to a message of one offer. `gone`: they
 * gave a number in reply to a message that is not known any more: no other list is meant by that.
 */
async function listReadBy(which: string, context: Context): Promise<RecalledList | null | "gone"> {
  const { lists, inReplyTo, thread } = context;
  if (which === "") return inReplyTo === null ? null : lists.ofEvent(inReplyTo);
  if (numbersIn(which) === null) return null;
  const isGone =
    inReplyTo !== null &&
    thread === null &&
    (await lists.ofEvent(inReplyTo)) === null &&
    !(await lists.isOurs(inReplyTo));
  return isGone ? "gone" : listMeant(context);
}
