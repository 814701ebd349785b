import { type BotCommand, helpText } from "./command.ts";
import { type Named, named } from "./notDone.ts";

/** What the room is told of. */
export interface SubscriptionsAnswer {
  readonly kind: "subscriptions";
  /** In the order of their numbers. */
  readonly subscriptions: readonly Named[];
}

/** `!offres abonnements` */
export const subscriptionsCommand = {
  name: "subscriptions",
  word: "abonnements",
  also: ["abonnement", "les abonnements", "mes abonnements", "nos abonnements", "liste des abonnements"],
  example: "",
  help: (prefix) =>
    helpText`les abonnements de ce salon, numérotés ; ${`${prefix} abonner devops`} en ajoute un, ${`${prefix} désabonner 1`} l'arrête ; ${`${prefix} rattrapage`} redit ici leurs dernières offres, ${`${prefix} essai`} montre comment une annonce arrive.`,
  accepts: (rest) => rest === "",
  async run(_, { room }): Promise<SubscriptionsAnswer> {
    const subscriptions = (await room.subscriptions()).map(named);
    return { kind: "subscriptions", subscriptions: subscriptions.sort((a, b) => a.number - b.number) };
  },
} as const satisfies BotCommand;
