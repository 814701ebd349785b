import { typedCard } from "../commands/card.ts";
import { searchOpenCommand } from "../commands/search.ts";
import { helpCommand } from "../commands/table.ts";
import { typed } from "../commands/typed.ts";
import type { Message } from "./content.ts";
import { code, lines, say } from "./fragment.ts";
import type { Wording } from "./wording.ts";

/** The three lines that a room hears once, when the bot joins it. */
export function welcomeMessage({ prefix }: Wording): Message {
  return lines(
    say`Bonjour, je suis Crieur : j'annonce les offres d'emploi et je réponds à vos recherches.`,
    say`Essayez ${code(typed(searchOpenCommand, prefix, "devops"))}, ou ${code(prefix)} pour toutes les offres ouvertes.`,
    say`${code(typed(helpCommand, prefix))} dit le reste ; ${code(typedCard(prefix))} en réponse à une annonce en donne le détail.`,
  );
}
