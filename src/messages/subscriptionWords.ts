import type { Named } from "../commands/notDone.ts";
import { type Fragment, ours, say } from "./fragment.ts";
import { rhythmWords } from "./rhythmWords.ts";
import { quoted } from "./understood.ts";

/** What a subscription tells, as an entry of a list: « « devops » · chaque jour à 9 h ». */
export function entryOf({ shown, schedule, configured }: Omit<Named, "number">): Fragment {
  const all = schedule === "immediate" ? say`chaque nouvelle offre` : say`toutes les offres`;
  const what = shown === "" ? all : quoted(shown);
  const entry = say`${what} · ${ours(rhythmWords(schedule))}`;
  return configured ? say`${entry} · dans la configuration` : entry;
}

/** What is subscribed to: « à chaque nouvelle offre « devops », dès qu'elle paraît », « à un résumé de …, chaque jour à 9 h ». */
export function subscribedTo({ shown, schedule }: Pick<Named, "shown" | "schedule">): Fragment {
  const rhythm = ours(rhythmWords(schedule));
  if (schedule === "immediate")
    return shown === ""
      ? say`à toutes les nouvelles offres, chacune ${rhythm}`
      : say`à chaque nouvelle offre ${quoted(shown)}, ${rhythm}`;
  return shown === ""
    ? say`à un résumé de toutes les nouvelles offres, ${rhythm}`
    : say`à un résumé des nouvelles offres ${quoted(shown)}, ${rhythm}`;
}

/** The same with its number, in the middle of a sentence: « n° 2, « devops » · chaque jour à 9 h ». */
export function numberedOf(one: Named): Fragment {
  return say`n° ${one.number}, ${entryOf(one)}`;
}
