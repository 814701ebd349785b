import type { Moment } from "../commands/filters.ts";
import { hoursCommand, pauseCommand, type QuietAnswer, resumeCommand } from "../commands/quiet.ts";
import { typed } from "../commands/typed.ts";
import { readHours } from "../schedule/quietHours.ts";
import type { Message } from "./content.ts";
import { code, type Fragment, lines, ours, say } from "./fragment.ts";
import { untilWords } from "./moment.ts";
import { clockWords } from "./rhythmWords.ts";
import type { Wording } from "./wording.ts";

/** When a room is not disturbed: a pause, or hours of every day. */
export function quietMessage(answer: QuietAnswer, { prefix }: Wording): Message {
  const resume = code(typed(resumeCommand, prefix));
  const none = code(typed(hoursCommand, prefix, "non"));
  const { until, hours } = answer;
  switch (answer.what) {
    case "paused":
      return lines(
        say`C'est noté : je n'annonce plus rien ici${endOf(until)}. Ce qui paraît d'ici là viendra ensuite, en une liste ; je réponds toujours à vos questions.`,
        answer.assumed
          ? say`${resume} pour reprendre avant, ${code(typed(pauseCommand, prefix, "3 jours"))} pour une autre durée`
          : say`${resume} pour reprendre avant`,
      );
    case "resumed":
      return hours === null
        ? say`C'est noté : je reprends mes annonces ici. Ce qui attendait arrive, en une liste.`
        : say`C'est noté : je reprends mes annonces ici, hors des heures calmes (${between(hours)}). Ce qui attendait vient en une liste.`;
    case "not paused":
      return hours === null
        ? say`Ce salon n'est pas en pause.`
        : say`Ce salon n'est pas en pause ; il a des heures calmes, ${between(hours)} (${none} pour les retirer).`;
    case "hours":
      return lines(
        say`C'est noté : ${hours === null ? say`` : between(hours)}, je n'annonce rien ici ; ce qui paraît arrive à la fin, en une liste. Je réponds à toute heure.`,
        say`${none} pour y mettre fin`,
      );
    case "no hours":
      return say`C'est noté : plus d'heures calmes ici, j'annonce à toute heure${until === null ? say`` : say` dès la fin de la pause`}.`;
    case "hours as they are":
      return asTheyAre(answer, prefix);
    default:
      return answer.what satisfies never;
  }
}

function asTheyAre({ hours, until }: QuietAnswer, prefix: string): Message {
  const paused =
    until === null
      ? null
      : say`Ce salon est en pause${endOf(until)} : ${code(typed(resumeCommand, prefix))} pour reprendre avant.`;
  const set = code(typed(hoursCommand, prefix, "20h-8h"));
  const own =
    hours === null
      ? say`Ce salon n'a pas d'heures calmes. Pour en fixer : ${set}.`
      : say`Heures calmes de ce salon : ${between(hours)}. Pour les changer : ${set} ; pour les retirer : ${code(typed(hoursCommand, prefix, "non"))}.`;
  return lines(paused, own);
}

function endOf(until: Moment | null): Fragment {
  return until === null ? say`` : ours(` ${untilWords(until.at, until.now, until.timezone)}`);
}

/** « de 20 h à 8 h ». */
export function between(text: string): Fragment {
  const hours = readHours(text);
  return hours === null ? say`${text}` : ours(`de ${clockWords(hours.from)} à ${clockWords(hours.to)}`);
}
