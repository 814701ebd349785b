import { type BotCommand, helpText } from "./command.ts";
import type { Context, RoomSubscription } from "./context.ts";
import type { Deed } from "./deed.ts";
import { endingPhrases } from "./ending.ts";
import { type Named, type NotDoneAnswer, named, notDone } from "./notDone.ts";
import { numbersIn } from "./number.ts";
import { ofFilter } from "./subscribe.ts";

/** These subscriptions have ended. */
export interface UnsubscribedAnswer {
  readonly kind: "unsubscribed";
  readonly ended: readonly Named[];
  readonly left: readonly Named[];
  readonly deed: Extract<Deed, { deed: "unsubscribe" }>;
}

/** `!offres désabonner [n/tout]` */
export const unsubscribeCommand = {
  name: "unsubscribe",
  word: "désabonner",
  also: [
    ...["se désabonner", "désabonne", "désabonnez", "désabonnement", "désinscrire", "unsubscribe"],
    ...[...endingPhrases("abonnement"), ...endingPhrases("abonnements")],
  ],
  example: "2",
  help: (prefix) =>
    helpText`arrête l'abonnement n° 2 de la liste que donne ${`${prefix} abonnements`} ; ${`${prefix} désabonner tout`} les arrête tous. Ceux de la configuration restent.`,
  accepts: () => true,
  run: unsubscribe,
} as const satisfies BotCommand;

const ALL = /^(?:tout|tous|toutes|tous les abonnements|de tout)$/i;

async function unsubscribe(typed: string, context: Context): Promise<UnsubscribedAnswer | NotDoneAnswer> {
  const permission = await context.room.permission();
  if (!permission.may) return notDone({ reason: "may not", permission });
  const standing = await context.room.subscriptions();
  if (standing.length === 0) return notDone({ reason: "no subscription" });
  const meant = meantBy(typed, standing, context);
  if ("kind" in meant) return meant;
  const ending = meant.filter(({ configured }) => !configured);
  if (ending.length === 0) return notDone({ reason: "configured", subscriptions: meant.map(named) });
  return {
    kind: "unsubscribed",
    ended: ending.map(named),
    left: standing.filter((one) => !ending.includes(one)).map(named),
    deed: { deed: "unsubscribe", subscriptions: ending.map(({ id }) => id) },
  };
}

function meantBy(
  typed: string,
  standing: readonly RoomSubscription[],
  context: Context,
): readonly RoomSubscription[] | NotDoneAnswer {
  if (ALL.test(typed)) return standing;
  if (typed === "") {
    const own = standing.filter(({ configured }) => !configured);
    return own.length > 1
      ? notDone({ reason: "which one", subscriptions: own.map(named) })
      : own.length === 1
        ? own
        : standing;
  }
  const numbers = numbersIn(typed);
  if (numbers === null) {
    const found = ofFilter(typed, standing, context);
    return found.length > 0 ? found : notDone({ reason: "none of that filter", text: typed });
  }
  const missing = numbers.find((number) => !standing.some((one) => one.number === number));
  if (missing !== undefined)
    return notDone({
      reason: "none of that number",
      number: missing,
      numbers: standing.map(({ number }) => number),
    });
  return standing.filter(({ number }) => numbers.includes(number));
}
