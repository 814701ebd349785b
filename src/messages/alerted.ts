import type { AlertedAnswer, AlertsEndedAnswer } from "../commands/alerts.ts";
import type { Message } from "./content.ts";
import { type Fragment, say } from "./fragment.ts";
import { subscribedTo } from "./subscriptionWords.ts";

/** What a person is alerted of from now on, as it is said in another room than their own. */
export function alertedMessage({ alert, open, told, sealed, already }: AlertedAnswer): Message {
  if (already)
    return told === "elsewhere"
      ? say`Vous avez déjà cette alerte : je continue dans notre salon à deux.`
      : say`Vous avez déjà cette alerte. ${invitation(told, sealed)}`;
  const today =
    open === 0
      ? say`Aucune offre ouverte n'y répond aujourd'hui.`
      : open === 1
        ? say`Une offre ouverte y répond aujourd'hui.`
        : say`${open} offres ouvertes y répondent aujourd'hui.`;
  const noted = say`C'est noté : notre salon à deux est abonné ${subscribedTo(alert)}.`;
  return told === "elsewhere"
    ? say`${noted} La suite se passe là-bas. ${today}`
    : say`${noted} ${today} ${invitation(told, sealed)}`;
}

/** What a person has to do before they are told anything in their own room. */
export function invitation(told: "invited" | "opens", sealed: boolean): Fragment {
  if (told === "invited")
    return say`Je vous ai écrit en direct : acceptez mon invitation, la suite se passe là-bas.`;
  const written = say`Je vous écris en direct : acceptez mon invitation, la suite se passe là-bas.`;
  return sealed
    ? written
    : say`${written} Ce salon-là ne sera pas chiffré, car je ne lis pas encore les messages chiffrés.`;
}

export function alertsEndedMessage({ ended }: AlertsEndedAnswer): Message {
  return ended === 1
    ? say`C'est noté : votre alerte est arrêtée.`
    : say`C'est noté : vos ${ended} alertes sont arrêtées.`;
}
