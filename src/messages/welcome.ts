import { typedCard } from "../commands/card.ts";
import { searchOpenCommand } from "../commands/search.ts";
import { subscribeCommand } from "../commands/subscribe.ts";
import { helpCommand } from "../commands/table.ts";
import { typed } from "../commands/typed.ts";
import { clipWords } from "../text/clip.ts";
import type { Message } from "./content.ts";
import { code, type Fragment, lines, say } from "./fragment.ts";
import { QUERY_LIMIT, quoted } from "./understood.ts";
import type { Wording } from "./wording.ts";

const FILTERS_NAMED = 3;

/**
 * The three lines that a room hears once, when the bot joins it. `filters`: what its subscriptions let in, one text each,
 * empty for every offer; none: nothing will be announced there, which the room has to know. `suggested`: the filter that
 * fits a room of its name.
 */
export function welcomeMessage(
  filters: readonly string[],
  { prefix }: Wording,
  suggested: string | null = null,
): Message {
  const search = code(typed(searchOpenCommand, prefix, "devops"));
  const help = code(typed(helpCommand, prefix));
  const announced = filters.length > 0;
  return lines(
    say`Bonjour, je suis Crieur. ${announced ? whatComes(filters) : NOTHING_COMES}`,
    say`Essayez ${search}, ou ${code(prefix)} pour toutes les offres ouvertes.`,
    announced
      ? say`${code(typedCard(prefix))} en réponse à une annonce en donne le détail ; ${help} pour le reste.`
      : say`Pour recevoir ici les nouvelles offres, qui modère ce salon peut taper ${code(typed(subscribeCommand, prefix, suggested ?? "devops"))} ; ${help} pour le reste.`,
  );
}

const NOTHING_COMES = say`Je réponds à vos recherches d'offres d'emploi ; je n'annonce rien ici.`;

function whatComes(filters: readonly string[]): Fragment {
  if (filters.includes(""))
    return say`J'annonce ici toutes les nouvelles offres d'emploi, et je réponds à vos recherches.`;
  const named = filters.slice(0, FILTERS_NAMED).map((filter) => quoted(clipWords(filter, QUERY_LIMIT)));
  const rest = filters.length > FILTERS_NAMED ? say`…` : null;
  const all = named.reduce((before, part) => say`${before}, ${part}`);
  return say`J'annonce ici les nouvelles offres ${all}${rest ?? ""}, et je réponds à vos recherches.`;
}
