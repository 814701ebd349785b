import { cardCommand } from "../commands/prefix.ts";
import type { Message } from "./content.ts";
import { code, lines, say } from "./fragment.ts";
import type { Wording } from "./wording.ts";

/** Once, on joining a room. */
export function welcome({ prefix }: Wording): Message {
  return lines(
    say`Bonjour, je suis Crieur : j'annonce les offres d'emploi et je réponds à vos recherches.`,
    say`Essayez ${code(`${prefix} devops`)}, ou ${code(prefix)} pour toutes les offres ouvertes.`,
    say`${code(`${prefix} aide`)} dit le reste ; ${code(cardCommand(prefix))} en réponse à une annonce en donne le détail.`,
  );
}
