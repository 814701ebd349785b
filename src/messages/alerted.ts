import type { AlertedAnswer, AlertsEndedAnswer } from "../commands/alerts.ts";
import type { Message } from "./content.ts";
import { say } from "./fragment.ts";
import { subscribedTo } from "./subscriptionWords.ts";

/** What a person is alerted of from now on, as it is said in another room than their own. */
export function alertedMessage({ alert, open, deed }: AlertedAnswer): Message {
  if (deed === null) return say`Vous avez déjà cette alerte : je continue dans notre salon à deux.`;
  const today =
    open === 0
      ? say`Aucune offre ouverte n'y répond aujourd'hui.`
      : open === 1
        ? say`Une offre ouverte y répond aujourd'hui.`
        : say`${open} offres ouvertes y répondent aujourd'hui.`;
  return say`C'est noté : notre salon à deux est abonné ${subscribedTo(alert)}. La suite se passe là-bas. ${today}`;
}

export function alertsEndedMessage({ ended }: AlertsEndedAnswer): Message {
  return ended === 1
    ? say`C'est noté : votre alerte est arrêtée.`
    : say`C'est noté : vos ${ended} alertes sont arrêtées.`;
}
