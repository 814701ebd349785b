import { afterOffer, isSaidOfOffer, typedOfOffer } from "./afterOffer.ts";
import { type BotCommand, helpText } from "./command.ts";
import type { Listed } from "./context.ts";
import type { Deed } from "./deed.ts";
import { type MisuseAnswer, misused } from "./misuse.ts";
import { offerNamed, offerRepliedTo, type UnknownOfferAnswer } from "./whichOffer.ts";

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
    if (listed.standing === "closed") return misused({ reason: "closed already" });
    const says = SAYS.get(word) ?? "open";
    return { kind: "confirmed", listed, says, deed: { deed: "confirm", offer: listed.key, says } };
  },
} as const satisfies BotCommand;
