import { fold } from "../text/fold.ts";
import { type BotCommand, helpText } from "./command.ts";

/** How to bring about that the bot says no more here. Nothing is changed. */
export interface StoppingAnswer {
  readonly kind: "stopping";
  /** The subscriptions of the room, and how many of them no command ends. */
  readonly subscriptions: number;
  readonly configured: number;
  /** Whether nobody is in the room but the person and the bot. */
  readonly isPrivate: boolean;
}

/** What people say they want to hear no more of; « stop alerte » is a command of its own. */
const OF_WHAT =
  /^(?:(?:n°? ?)?\d{1,3}|(?:moi |nous )?(?:de (?:m'|me |nous )?(?:envoyer|ecrire|notifier|prevenir|spammer) ?)?(?:de |d')?(?:(?:tout|tous|toutes|rien|ca|les|des|tes|vos|ces|mes|plus|aux?) ?){0,2}(?:(?:nouvelles )?(?:offres|annonces|notifications?|notifs?|messages?|alertes|mails?|abonnements?|recevoir|crieur|bot|ici))?(?: (?:d'emploi|ici))?)$/;

/** `!offres stop`: which command ends what is announced. It is one line, because whoever types it has had enough. */
export const stopCommand = {
  name: "stop",
  word: "stop",
  also: [
    ...["stoppe", "stoppez", "arrête", "arrêtes", "arrêtez", "arrêter", "supprime", "supprimez", "supprimer"],
    ...["ne plus m'envoyer", "ne plus nous envoyer", "ne plus envoyer"],
    ...["ne m'envoie plus", "ne m'envoyez plus", "n'envoie plus", "n'envoyez plus", "ne m'écris plus"],
    ...["ne plus recevoir", "ne veux plus recevoir", "je ne veux plus recevoir", "je veux plus recevoir"],
    ...[
      "je ne veux plus",
      "ne plus rien recevoir",
      "ne veux plus rien recevoir",
      "je ne veux plus rien recevoir",
    ],
    ...[
      "plus de notifications",
      "silence",
      "tais-toi",
      "taisez-vous",
      "laisse-moi tranquille",
      "quitte",
      "unsubscribe me",
    ],
    ...["comment se désabonner", "comment me désabonner", "comment je me désabonne", "comment arrêter"],
  ],
  example: "",
  help: (prefix) =>
    helpText`dit comment ne plus rien recevoir ; ${`${prefix} désabonner tout`} arrête ce qui est annoncé dans ce salon, ${`${prefix} alerte stop tout`} vos alertes, ${`${prefix} pause 3 jours`} les retient.`,
  accepts: (rest) => OF_WHAT.test(fold(rest)),
  run: async (_, { room }): Promise<StoppingAnswer> => {
    const standing = await room.subscriptions();
    return {
      kind: "stopping",
      subscriptions: standing.length,
      configured: standing.filter(({ configured }) => configured).length,
      isPrivate: await room.isPrivate(),
    };
  },
} as const satisfies BotCommand;
