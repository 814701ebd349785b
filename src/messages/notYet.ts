import type { CommandName } from "../commands/answer.ts";
import type { Message } from "./content.ts";
import { code, say } from "./fragment.ts";
import type { Wording } from "./wording.ts";

/** A command that is known, and what to do until it works. */
export function notYet(command: CommandName, { prefix }: Wording): Message {
  switch (command) {
    case "catchUp":
      return say`Le rattrapage n'existe pas encore ; en attendant, ${code(prefix)} donne les offres ouvertes.`;
    case "status":
      return say`L'état du salon ne se consulte pas encore ici ; les personnes qui m'administrent y ont accès.`;
    default:
      return say`Les abonnements se règlent pour l'instant dans la configuration ; les personnes qui m'administrent peuvent ajouter ce salon.`;
  }
}
