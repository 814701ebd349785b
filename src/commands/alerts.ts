import { type BotCommand, helpText } from "./command.ts";
import type { Context, PrivateRoom } from "./context.ts";
import type { Deed } from "./deed.ts";
import { endingPhrases } from "./ending.ts";
import { type Named, type NotDone, type NotDoneAnswer, notDone } from "./notDone.ts";
import { type SubscribedAnswer, subscribeCommand } from "./subscribe.ts";
import { type SubscriptionsAnswer, subscriptionsCommand } from "./subscriptions.ts";
import { type UnsubscribedAnswer, unsubscribeCommand } from "./unsubscribe.ts";

/**
 * Alerts of a person are the subscriptions of the room of theirs and the bot's alone. There these commands are `abonner`,
 * `abonnements` and `désabonner`; anywhere else the answer is short, and names nothing but what was typed there.
 */

/** The person's own room is told of these offers from now on, or was already; said in another room. */
export interface AlertedAnswer {
  readonly kind: "alerted";
  /** Where the person is told. */
  readonly told: Exclude<PrivateRoom, "here" | "closed">;
  /** Whether a room that is opened for it is encrypted. */
  readonly sealed: boolean;
  readonly alert: Pick<Named, "shown" | "schedule">;
  /** They had this alert before. */
  readonly already: boolean;
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
  also: [
    ...["alerte pour", "créer une alerte", "nouvelle alerte"],
    ...["alerte", "alertez", "préviens", "prévenez", "avertis", "avertissez", "notifie", "notifiez"].flatMap(
      (verb) => [`${verb}-moi`, `${verb} moi`],
    ),
    ...["tiens-moi au courant", "tiens moi au courant", "tenez-moi au courant", "tenez moi au courant"],
  ],
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

const STOP_ALERT = "alerte stop";

/** `!offres alerte stop [n]` */
export const stopAlertCommand = {
  name: "stopAlert",
  word: STOP_ALERT,
  also: [
    ...endingPhrases("alerte").filter((phrase) => phrase !== STOP_ALERT),
    ...[...endingPhrases("alertes"), "plus d'alerte", "plus d'alertes"],
  ],
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
  const { person } = context;
  const told = await person.privateRoom();
  if (told === "here") return subscribeCommand.run(typed, context);
  const room = (await person.room()) ?? person.newRoom();
  const answer = await subscribeCommand.run(typed, { ...context, room });
  if (answer.kind === "notDone") return saidElsewhere(answer, told);
  if (told === "closed") return notDone({ reason: "no private room", opens: false });
  const { shown, schedule } = answer.subscription;
  // What is there already begins nothing, but they may have lost the room in which they are told.
  const again = told === "elsewhere" ? null : ({ deed: "open" } as const);
  const deed = answer.deed === null ? again : { ...answer.deed, private: true };
  const said = { told, sealed: await person.isSealed(), already: answer.deed === null };
  return { kind: "alerted", ...said, alert: { shown, schedule }, open: answer.open, deed };
}

async function alerts(_: string, context: Context): Promise<SubscriptionsAnswer | NotDoneAnswer> {
  const told = await context.person.privateRoom();
  return told === "here" ? subscriptionsCommand.run("", context) : notDone(saidInPrivate(told, "alertes"));
}

async function stopAlert(
  typed: string,
  context: Context,
): Promise<UnsubscribedAnswer | AlertsEndedAnswer | NotDoneAnswer> {
  const told = await context.person.privateRoom();
  if (told === "here") return unsubscribeCommand.run(typed, context);
  const room = await context.person.room();
  if (room === null) return notDone(saidInPrivate(told, "alertes"));
  const answer = await unsubscribeCommand.run(typed, { ...context, room });
  if (answer.kind === "notDone") return saidElsewhere(answer, told);
  return { kind: "alertsEnded", ended: answer.ended.length, deed: { ...answer.deed, private: true } };
}

/** What is said in a person's own room alone, to who asks for it in another one. */
export function saidInPrivate(told: Exclude<PrivateRoom, "here">, words: "suivies" | "alertes"): NotDone {
  return told === "opens" || told === "closed"
    ? { reason: "no private room", opens: told === "opens" }
    : { reason: "said in private", words, invited: told === "invited" };
}

/** What was typed may be repeated in that room, and what the person has already may not. */
function saidElsewhere({ why }: NotDoneAnswer, told: Exclude<PrivateRoom, "here">): NotDoneAnswer {
  switch (why.reason) {
    case "filter":
    case "rhythm":
    case "cron":
    case "may not":
      return { kind: "notDone", why, alert: true };
    default:
      return notDone(saidInPrivate(told, "alertes"));
  }
}
