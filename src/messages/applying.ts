import type { ApplyingAnswer } from "../commands/apply.ts";
import { typedCard } from "../commands/card.ts";
import { searchOpenCommand } from "../commands/search.ts";
import { typed } from "../commands/typed.ts";
import type { Message } from "./content.ts";
import { code, say } from "./fragment.ts";
import type { Wording } from "./wording.ts";

/** One line: the card says how to apply, and which command shows it. */
export function applyingMessage({ last }: ApplyingAnswer, { prefix }: Wording): Message {
  const card = code(typedCard(prefix, 1));
  return last === null || last === 0
    ? say`La fiche d'une offre dit comment postuler : cherchez-la, par exemple ${code(typed(searchOpenCommand, prefix, "devops"))}, puis ${card}.`
    : say`La fiche d'une offre dit comment postuler : ${card} pour la première de votre liste, ${code(typedCard(prefix, last))} pour la dernière.`;
}
