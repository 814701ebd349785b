import type { Message } from "./content.ts";
import { say } from "./fragment.ts";

/** What was erased of a person, and what stays. In a room of others too, so that it counts nothing. */
export function forgottenMessage(): Message {
  return say`C'est fait : vos alertes, les offres que vous suiviez et vos listes sont effacées, et votre nom partout où je l'avais noté. Restent les abonnements demandés pour des salons, sans votre nom, et les messages déjà écrits, que vous pouvez supprimer ici.`;
}
