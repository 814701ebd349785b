import { type NothingAnswer, searchClosedCommand, searchOpenCommand } from "../commands/search.ts";
import { typed } from "../commands/typed.ts";
import type { Standing } from "../offers/standing.ts";
import { clipWords } from "../text/clip.ts";
import type { Message } from "./content.ts";
import { code, type Fragment, lines, say } from "./fragment.ts";
import { corrected, QUERY_LIMIT } from "./list.ts";
import { understood } from "./understood.ts";
import type { Wording } from "./wording.ts";

/** Nothing found: says so, and offers what helps. */
export function nothingMessage(answer: NothingAnswer, wording: Wording): Message {
  return lines(
    found(answer),
    answer.query === null ? null : corrected(answer.corrections),
    answer.query === null ? null : understood(answer.understood),
    answer.closest === null ? null : closest(answer.closest, answer.standing, wording),
    elsewhere(answer, wording),
  );
}

function found({ query, standing }: NothingAnswer): Fragment {
  const kind = standing === "open" ? "ouverte" : "fermée";
  if (query === null) return say`Aucune offre ${kind} pour le moment`;
  return say`Aucune offre ${kind} pour « ${clipWords(query, QUERY_LIMIT)} »`;
}

function closest(word: string, standing: Standing, { prefix }: Wording): Fragment {
  return say`Le mot le plus proche : ${code(typed(searchOf(standing), prefix, clipWords(word, QUERY_LIMIT)))}`;
}

function elsewhere({ query, standing, elsewhere: count }: NothingAnswer, wording: Wording): Fragment | null {
  if (count === 0) return null;
  const other = standing === "open" ? "closed" : "open";
  const several = count > 1 ? "s" : "";
  const state = other === "open" ? "ouverte" : "fermée";
  const words = query === null ? "" : clipWords(query, QUERY_LIMIT);
  const command = code(typed(searchOf(other), wording.prefix, words));
  return say`${count} offre${several} ${state}${several} : ${command}`;
}

function searchOf(standing: Standing): typeof searchOpenCommand | typeof searchClosedCommand {
  return standing === "open" ? searchOpenCommand : searchClosedCommand;
}
