import { type NothingAnswer, searchClosedCommand, searchOpenCommand } from "../commands/search.ts";
import { typed } from "../commands/typed.ts";
import type { Standing } from "../offers/standing.ts";
import type { Help } from "../search/ranking/ranking.ts";
import { clipWords } from "../text/clip.ts";
import type { Message } from "./content.ts";
import { code, type Fragment, lines, say } from "./fragment.ts";
import { s } from "./typography.ts";
import { QUERY_LIMIT, quoted, understanding } from "./understood.ts";
import type { Wording } from "./wording.ts";

/** Nothing found: says so, and offers what helps on. */
export function nothingMessage(answer: NothingAnswer, wording: Wording): Message {
  const { query, standing, help, all } = answer;
  return lines(
    found(answer),
    query === null ? null : understanding(answer, query),
    help?.word ? closest(help.word, standing, wording) : null,
    help?.looser ? looser(help.looser, standing, wording) : null,
    elsewhere(answer, wording),
    query === null || all === 0 ? null : everything(all, standing, wording),
  );
}

function found({ query, standing }: NothingAnswer): Fragment {
  const state = standing === "open" ? "ouverte" : "fermée";
  return query === null
    ? say`Aucune offre ${state} pour le moment`
    : say`Aucune offre ${state} pour ${quoted(query)}`;
}

function closest(word: string, standing: Standing, { prefix }: Wording): Fragment {
  return say`Le mot le plus proche : ${code(typed(searchOf(standing), prefix, clipWords(word, QUERY_LIMIT)))}`;
}

function looser(
  { text, without, count }: NonNullable<Help["looser"]>,
  standing: Standing,
  { prefix }: Wording,
): Fragment {
  const command = code(typed(searchOf(standing), prefix, clipWords(text, QUERY_LIMIT)));
  const lost = without.map(quoted).reduce((before, part) => say`${before} ni ${part}`);
  return say`Sans ${lost} : ${count} offre${s(count)}, ${command}`;
}

function elsewhere(
  { query, standing, elsewhere: count }: NothingAnswer,
  { prefix }: Wording,
): Fragment | null {
  if (count === 0) return null;
  const other = standing === "open" ? "closed" : "open";
  const state = other === "open" ? "ouverte" : "fermée";
  const words = query === null ? "" : clipWords(query, QUERY_LIMIT);
  const command = code(typed(searchOf(other), prefix, words));
  return say`${count} offre${s(count)} ${state}${s(count)} : ${command}`;
}

function everything(all: number, standing: Standing, { prefix }: Wording): Fragment {
  const state = standing === "open" ? "ouverte" : "fermée";
  const which = all === 1 ? say`la seule offre ${state}` : say`les ${all} offres ${state}s`;
  return say`${code(typed(searchOf(standing), prefix))} : ${which}`;
}

function searchOf(standing: Standing): typeof searchOpenCommand | typeof searchClosedCommand {
  return standing === "open" ? searchOpenCommand : searchClosedCommand;
}
