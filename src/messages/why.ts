import type { Judged, WhyAnswer } from "../commands/why.ts";
import type { Demand } from "../search/ranking/filter.ts";
import { clipWords } from "../text/clip.ts";
import type { Message } from "./content.ts";
import { bullets, type Fragment, lines, paragraphs, quote, say, strong } from "./fragment.ts";
import { quoted } from "./understood.ts";

/** Subscriptions that are gone through; a room with more is told how many are left. */
const MOST_SHOWN = 8;
const DEMAND_LIMIT = 60;

/** Whether an offer was announced in the room, and what each of its subscriptions makes of it, word by word. */
export function whyMessage(answer: WhyAnswer): Message {
  const { subscriptions, listed } = answer;
  const title = strong(quote(clipWords(listed.offer.title, 120)));
  if (subscriptions.length === 0)
    return say`${title} n'est pas annoncée ici : ce salon n'a aucun abonnement.`;
  // Those that let it in are what was asked for; where none did, each says what was missing.
  const taking = subscriptions.filter(({ takes }) => takes);
  const told = taking.length > 0 ? taking : subscriptions;
  const more = told.length - MOST_SHOWN;
  return paragraphs(
    say`${title} : ${verdict(answer, taking.length)}`,
    bullets(told.slice(0, MOST_SHOWN).map(judged)),
    more <= 0 ? null : more === 1 ? say`Et un autre abonnement.` : say`Et ${more} autres abonnements.`,
  );
}

function verdict({ heard, listed, subscriptions }: WhyAnswer, taking: number): Fragment {
  const isTaken = taking > 0;
  switch (heard) {
    case "told":
      return isTaken
        ? say`annoncée ici, pour ${taking === 1 ? "cet abonnement" : "ces abonnements"} :`
        : say`annoncée ici ; aujourd'hui, aucun abonnement ne la retiendrait :`;
    case "queued":
      return say`son annonce attend d'être envoyée ici :`;
    case "failed":
      return say`son annonce n'a pas pu être envoyée ici ; les personnes qui m'administrent en sont averties :`;
    case "known":
      return say`déjà ouverte quand ce salon s'est abonné, elle n'a pas été annoncée :`;
    case "nothing":
      if (!isTaken)
        return subscriptions.length === 1
          ? say`pas annoncée ici, car l'abonnement de ce salon ne la retient pas :`
          : say`pas annoncée ici, car aucun abonnement de ce salon ne la retient :`;
      return listed.standing === "closed"
        ? say`fermée, et jamais annoncée ici ; ouverte, elle le serait :`
        : say`pas encore annoncée ici, mais retenue :`;
    default:
      return heard satisfies never;
  }
}

/** « devops lyon » : devops, oui ; lyon, non. */
function judged({ shown, demands }: Judged): Fragment {
  if (shown === "") return say`Toutes les offres`;
  const name = quoted(shown);
  // One demand that is the whole of the filter need not be named twice.
  const [only, ...others] = demands;
  if (only === undefined) return say`${name} : je ne sais plus lire ce filtre`;
  if (others.length === 0 && !only.excluded && only.text === shown)
    return say`${name} : ${only.met ? "oui" : "non"}`;
  return lines(
    say`${name} :`,
    demands.map(demand).reduce((before, part) => say`${before} · ${part}`),
  );
}

function demand({ text, excluded, met }: Demand): Fragment {
  const words = clipWords(text, DEMAND_LIMIT);
  if (excluded) return met ? say`sans ${words} : oui` : say`sans ${words} : non, elle le dit`;
  return met ? say`${words} : oui` : say`${words} : non`;
}
