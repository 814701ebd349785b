import type { NotYetAnswer } from "../commands/notYet.ts";
import { searchOpenCommand } from "../commands/search.ts";
import { typed } from "../commands/typed.ts";
import type { Message } from "./content.ts";
import { code, say } from "./fragment.ts";
import type { Wording } from "./wording.ts";

/** A command that is known, and what to do until it works. */
export function notYetMessage({ command }: NotYetAnswer, { prefix }: Wording): Message {
  switch (command) {
    case "catchUp":
      return say`Le rattrapage n'existe pas encore ; en attendant, ${code(typed(searchOpenCommand, prefix))} donne les offres ouvertes.`;
    case "status":
      return say`L'état du salon ne se consulte pas encore ici : demandez aux personnes qui m'administrent.`;
    case "subscribe":
      return say`L'abonnement ne se commande pas encore d'ici : les personnes qui m'administrent peuvent abonner ce salon.`;
    case "unsubscribe":
      return say`L'abonnement ne se commande pas encore d'ici : les personnes qui m'administrent peuvent désabonner ce salon.`;
    case "subscriptions":
      return say`Les abonnements ne se consultent pas encore ici : demandez aux personnes qui m'administrent.`;
    default:
      return command satisfies never;
  }
}
