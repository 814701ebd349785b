import type { Answer } from "../commands/answer.ts";
import { clip } from "./clean.ts";
import type { Message } from "./content.ts";
import { code, type Fragment, lines, say } from "./fragment.ts";
import { corrected, QUERY_LIMIT } from "./list.ts";
import { understood } from "./understood.ts";
import type { Wording } from "./wording.ts";

/** Nothing found: says so, and offers what helps. */
export function nothing(answer: Extract<Answer, { kind: "nothing" }>, wording: Wording): Message {
  return lines(
    found(answer),
    answer.query === null ? null : corrected(answer.corrections),
    answer.query === null ? null : understood(answer.understood),
    answer.closest === null ? null : closest(answer.closest, answer.standing, wording),
    elsewhere(answer, wording),
  );
}

function found({ query, standing }: Extract<Answer, { kind: "nothing" }>): Fragment {
  const kind = standing === "open" ? "ouverte" : "fermée";
  if (query === null) return say`Aucune offre ${kind} pour le moment`;
  return say`Aucune offre ${kind} pour « ${clip(query, QUERY_LIMIT)} »`;
}

function closest(word: string, standing: "open" | "closed", { prefix }: Wording): Fragment {
  const command = standing === "open" ? prefix : `${prefix} fermées`;
  return say`Le mot le plus proche : ${code(`${command} ${clip(word, QUERY_LIMIT)}`)}`;
}

function elsewhere(
  { query, standing, elsewhere: count }: Extract<Answer, { kind: "nothing" }>,
  { prefix }: Wording,
): Fragment | null {
  if (count === 0) return null;
  const several = count > 1 ? "s" : "";
  const words = query === null ? "" : ` ${clip(query, QUERY_LIMIT)}`;
  return standing === "open"
    ? say`${count} offre${several} fermée${several} : ${code(`${prefix} fermées${words}`)}`
    : say`${count} offre${several} ouverte${several} : ${code(`${prefix}${words}`)}`;
}
