import type { CaughtUpAnswer } from "../commands/catchUp.ts";
import type { Named } from "../commands/notDone.ts";
import { subscribeCommand } from "../commands/subscribe.ts";
import type { SubscriptionsAnswer } from "../commands/subscriptions.ts";
import { typed } from "../commands/typed.ts";
import { type UnsubscribedAnswer, unsubscribeCommand } from "../commands/unsubscribe.ts";
import type { Message } from "./content.ts";
import { code, items, lines, say } from "./fragment.ts";
import { entryOf, numberedOf } from "./subscriptionWords.ts";
import { s } from "./typography.ts";
import type { Wording } from "./wording.ts";

/** Subscriptions of a room that one message lists: as many as people may ask for, or some would have no number. */
const MOST_SHOWN = 50;

/** The subscriptions of the room by their numbers. */
export function subscriptionsMessage({ subscriptions }: SubscriptionsAnswer, { prefix }: Wording): Message {
  const subscribe = code(typed(subscribeCommand, prefix, "devops"));
  const count = subscriptions.length;
  if (count === 0)
    return say`Ce salon n'a aucun abonnement : je n'y annonce rien. Pour commencer : ${subscribe}`;
  const own = subscriptions.find(({ configured }) => !configured);
  const more = count - MOST_SHOWN;
  return items(
    say`${count} abonnement${s(count)} dans ce salon`,
    ...subscriptions.slice(0, MOST_SHOWN).map((one) => say`${one.number}. ${entryOf(one)}`),
    more > 0 ? say`… et ${more} de plus` : null,
    lines(
      say`${subscribe} pour en ajouter${
        own
          ? say`, ${code(typed(unsubscribeCommand, prefix, String(own.number)))} pour arrêter le n° ${own.number}`
          : say``
      }`,
      subscriptions.some(({ configured }) => configured)
        ? say`Ceux de la configuration se règlent avec les personnes qui m'administrent.`
        : null,
    ),
  );
}

export function unsubscribedMessage({ ended, left }: UnsubscribedAnswer): Message {
  const [only, ...others] = ended;
  const list = (all: readonly Named[]) =>
    all.slice(0, MOST_SHOWN).map((one) => say`${one.number}. ${entryOf(one)}`);
  const end =
    only !== undefined && others.length === 0
      ? [say`C'est noté : l'abonnement ${numberedOf(only)}, est arrêté.`]
      : [say`C'est noté : ${ended.length} abonnements sont arrêtés.`, ...list(ended)];
  return left.length === 0
    ? items(...end, say`Je n'annonce plus rien ici.`)
    : items(
        ...end,
        left.length === 1 ? say`Il en reste un :` : say`Il en reste ${left.length} :`,
        ...list(left),
      );
}

export function caughtUpMessage({ said, all }: CaughtUpAnswer): Message {
  if (said === all)
    return all === 1
      ? say`Une offre ouverte répond aux abonnements de ce salon : la voici.`
      : say`${all} offres ouvertes répondent aux abonnements de ce salon : les voici.`;
  return said === 1
    ? say`Voici la dernière des ${all} offres ouvertes qui répondent aux abonnements de ce salon.`
    : say`Voici les ${said} dernières des ${all} offres ouvertes qui répondent aux abonnements de ce salon.`;
}
