import { type BotCommand, helpText } from "./command.ts";
import type { Context } from "./context.ts";
import type { Deed } from "./deed.ts";
import { type Named, type NotDoneAnswer, notDone } from "./notDone.ts";
import { type SubscribedAnswer, subscribeCommand } from "./subscribe.ts";
import { type SubscriptionsAnswer, subscriptionsCommand } from "./subscriptions.ts";
import { type UnsubscribedAnswer, unsubscribeCommand } from "./unsubscribe.ts";

/**
 * Alerts of a person are the subscriptions of the room of theirs and the bot's alone. There these commands are `abonner`,
 * `abonnements` and `désabonner`; anywhere else the answer is short, and names nothing but what was typed there.
 */

/** The person's own room is told of these offers from now on, or was already (`deed` null); said in another room. */
export interface AlertedAnswer {
  readonly kind: "alerted";
  readonly alert: Pick<Named, "shown" | "schedule">;
  /** The number of open offers that it takes. */
  readonly open: number;
  readonly deed: Deed | null;
}

/** Some alerts of the person have ended; said in another room than their own. */
export interface AlertsEndedAnswer {
  readonly kind: "alertsEnded";
  readonly ended: number;
  readonly deed: Deed;
}

/** `!offres alerte <filtre> [rythme]` */
export const alertCommand = {
  name: "alert",
  word: "alerte",
  also: ["alerte-moi", "alertez-moi", "alerte pour", "créer une alerte", "nouvelle alerte"],
  example: "devops lyon",
  help: (prefix) =>
    helpText`vous annonce, dans notre salon à deux, les nouvelles offres qui disent tout cela, dès qu'elles paraissent ; avec un rythme (${"chaque jour à 9h"}), en un résumé. ${`${prefix} alertes`} les donne, ${`${prefix} alerte stop 1`} en arrête une.`,
  accepts: () => true,
  run: alert,
} as const satisfies BotCommand;

/** `!offres alertes` */
export const alertsCommand = {
  name: "alerts",
  word: "alertes",
  also: ["mes alertes", "les alertes"],
  example: "",
  help: (prefix) =>
    helpText`vos alertes, numérotées, dans notre salon à deux ; ${`${prefix} alerte devops`} en ajoute une, ${`${prefix} alerte stop 1`} l'arrête.`,
  accepts: (rest) => rest === "",
  run: alerts,
} as const satisfies BotCommand;

/** `!offres alerte stop [n]` */
export const stopAlertCommand = {
  name: "stopAlert",
  word: "alerte stop",
  also: ["alertes stop", "stop alerte", "stop alertes", "arrêter alerte", "arrêter l'alerte"],
  example: "1",
  help: (prefix) =>
    helpText`arrête votre alerte n° 1 de la liste que donne ${`${prefix} alertes`} ; ${`${prefix} alerte stop tout`} les arrête toutes.`,
  accepts: () => true,
  run: stopAlert,
} as const satisfies BotCommand;

async function alert(
  typed: string,
  context: Context,
): Promise<SubscribedAnswer | AlertedAnswer | SubscriptionsAnswer | NotDoneAnswer> {
  if (typed === "") return alerts("", context);
  const there = await inPrivate(context);
  if (there === null) return notDone({ reason: "no private room", typed: { words: `alerte ${typed}` } });
  const answer = await subscribeCommand.run(typed, there.context);
  if (there.isHere) return answer;
  if (answer.kind === "notDone") return saidElsewhere(answer);
  const { shown, schedule } = answer.subscription;
  const deed = answer.deed && { ...answer.deed, private: true };
  return { kind: "alerted", alert: { shown, schedule }, open: answer.open, deed };
}

async function alerts(_: string, context: Context): Promise<SubscriptionsAnswer | NotDoneAnswer> {
  const there = await inPrivate(context);
  if (there === null) return notDone({ reason: "no private room", typed: { words: "alertes" } });
  return there.isHere
    ? subscriptionsCommand.run("", context)
    : notDone({ reason: "said in private", words: "alertes" });
}

async function stopAlert(
  typed: string,
  context: Context,
): Promise<UnsubscribedAnswer | AlertsEndedAnswer | NotDoneAnswer> {
  const there = await inPrivate(context);
  if (there === null) return notDone({ reason: "no private room", typed: { words: "alertes" } });
  const answer = await unsubscribeCommand.run(typed, there.context);
  if (there.isHere) return answer;
  if (answer.kind === "notDone") return saidElsewhere(answer);
  return { kind: "alertsEnded", ended: answer.ended.length, deed: { ...answer.deed, private: true } };
}

/** The command as it would stand in the person's own room; null where there is none. */
async function inPrivate(
  context: Context,
): Promise<{ readonly context: Context; readonly isHere: boolean } | null> {
  const told = await context.person.privateRoom();
  const room = told === "here" ? context.room : await context.person.room();
  return room && { context: { ...context, room }, isHere: told === "here" };
}

/** What was typed may be repeated in that room, and what the person has already may not. */
function saidElsewhere({ why }: NotDoneAnswer): NotDoneAnswer {
  switch (why.reason) {
    case "filter":
    case "rhythm":
    case "cron":
    case "may not":
      return { kind: "notDone", why, alert: true };
    default:
      return notDone({ reason: "said in private", words: "alertes" });
  }
}
