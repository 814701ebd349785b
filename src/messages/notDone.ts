import { typedOfOffer } from "../commands/afterOffer.ts";
import { alertCommand } from "../commands/alerts.ts";
import { catchUpCommand } from "../commands/catchUp.ts";
import { followingCommand } from "../commands/following.ts";
import type { NotDone, NotDoneAnswer } from "../commands/notDone.ts";
import { hoursCommand, pauseCommand } from "../commands/quiet.ts";
import { searchOpenCommand } from "../commands/search.ts";
import { subscribeCommand } from "../commands/subscribe.ts";
import { subscriptionsCommand } from "../commands/subscriptions.ts";
import { typed } from "../commands/typed.ts";
import { unsubscribeCommand } from "../commands/unsubscribe.ts";
import type { FilterProblem } from "../search/ranking/filter.ts";
import { clipWords } from "../text/clip.ts";
import type { Message } from "./content.ts";
import { code, type Fragment, items, say } from "./fragment.ts";
import { personName } from "./person.ts";
import { unreadRefused, valueRefused } from "./refused.ts";
import { entryOf } from "./subscriptionWords.ts";
import { s } from "./typography.ts";
import { quoted } from "./understood.ts";
import type { Wording } from "./wording.ts";

/** Of what was typed, in a line to type. */
const NEAREST_LIMIT = 120;

/** One line for a command about subscriptions that was not carried out: what is missing, who can, or the right form. */
export function notDoneMessage({ why, alert = false }: NotDoneAnswer, { prefix }: Wording): Message {
  const subscribe = (words: string) => code(typed(alert ? alertCommand : subscribeCommand, prefix, words));
  const pause = (words: string) => code(typed(pauseCommand, prefix, words));
  switch (why.reason) {
    case "may not":
      return mayNot(why.permission);
    case "filter":
      return filterRefused(why.text, why.problem, subscribe, prefix);
    case "rhythm": {
      const refused = say`Je ne comprends pas ce rythme : ${quoted(why.words)}.`;
      const [one, ...others] = why.nearest.map((words) => subscribe(clipWords(words, NEAREST_LIMIT)));
      if (one !== undefined)
        return say`${refused} Vouliez-vous dire ${others.reduce((before, next) => say`${before} ou ${next}`, one)} ?`;
      return say`${refused} Par exemple : ${subscribe("devops chaque jour à 9h")}, ou ${subscribe("devops le lundi et le jeudi à 8h30")}.`;
    }
    case "pause":
      return why.past
        ? say`${quoted(why.words)} est passé. Par exemple : ${pause("3 jours")}, ou ${pause("jusqu’à lundi 9h")}.`
        : say`Je ne comprends pas jusqu'à quand : ${quoted(why.words)}. Par exemple : ${pause("3 jours")}, ou ${pause("jusqu’à lundi 9h")}.`;
    case "pause too long":
      return say`Une pause dure ${why.most} jours au plus. Pour que je n'annonce plus rien ici : ${code(typed(unsubscribeCommand, prefix, "tout"))}.`;
    case "hours":
      return say`Je ne comprends pas ces heures : ${quoted(why.words)}. Par exemple : ${code(typed(hoursCommand, prefix, "20h-8h"))}, ou ${code(typed(hoursCommand, prefix, "non"))}.`;
    case "cron":
      return say`Cinq champs cron, c'est pour les personnes qui m'administrent. Par exemple : ${subscribe("devops chaque jour à 9h")}.`;
    case "too many":
      return say`Ce salon a déjà ${why.most} abonnements, le plus qu'il puisse avoir : arrêtez-en d'abord un (${code(typed(subscriptionsCommand, prefix))}).`;
    case "no subscription":
      return say`Ce salon n'a aucun abonnement. Pour commencer : ${subscribe("devops")}.`;
    case "which one":
      return items(
        say`Lequel ? ${code(typed(unsubscribeCommand, prefix, String(why.subscriptions[0]?.number ?? 1)))}, ou ${code(typed(unsubscribeCommand, prefix, "tout"))}.`,
        ...why.subscriptions.slice(0, 12).map((one) => say`${one.number}. ${entryOf(one)}`),
      );
    case "none of that number":
      return say`Il n'y a pas d'abonnement n° ${why.number} ici ; il y a ${numbers(why.numbers)} (${code(typed(subscriptionsCommand, prefix))}).`;
    case "none of that filter":
      return say`Aucun abonnement de ce salon n'est ${quoted(why.text)} : ${code(typed(subscriptionsCommand, prefix))} les numérote.`;
    case "configured":
      return why.subscriptions.length === 1
        ? say`L'abonnement n° ${why.subscriptions[0]?.number ?? 1} est dans la configuration : seules les personnes qui m'administrent l'arrêtent.`
        : say`Ces abonnements sont dans la configuration : seules les personnes qui m'administrent les arrêtent.`;
    case "nothing to repeat":
      return say`Aucune offre ouverte ne répond aux abonnements de ce salon ; ${code(typed(searchOpenCommand, prefix))} donne toutes les offres ouvertes.`;
    case "too many to repeat":
      return say`De 1 à ${why.most} offres à la fois : ${code(typed(catchUpCommand, prefix, String(why.most)))}.`;
    case "no private room":
      return why.opens
        ? say`Cela reste entre nous, et nous n'avons pas de salon à deux : ${code(typed(alertCommand, prefix, "devops"))} ou ${code(typedOfOffer(prefix, "2 suivre"))} vous y invite.`
        : say`Cela reste entre nous, dans un salon à deux, et je n'en ouvre pas avec les personnes de votre serveur. Celles qui m'administrent peuvent l'autoriser.`;
    case "said in private":
      return why.invited
        ? say`Cela reste entre nous : acceptez mon invitation, puis tapez ${code(why.words)} dans notre salon à deux.`
        : say`Cela reste entre nous : tapez ${code(why.words)} dans notre salon à deux.`;
    case "too many followed":
      return say`Vous suivez déjà ${why.most} offres, le plus qui soit possible : oubliez-en d'abord une (${code(typedOfOffer(prefix, "2 oublier"))} ; ${code(typed(followingCommand, prefix))} donne la liste).`;
    default:
      return why satisfies never;
  }
}

function mayNot({
  lacks,
  able,
  others: more,
}: Extract<NotDone, { reason: "may not" }>["permission"]): Message {
  const others = say`les personnes qui m'administrent`;
  const who =
    able.length === 0
      ? say`Demandez à celles et ceux qui modèrent ce salon, ou aux personnes qui m'administrent.`
      : say`Peuvent le faire : ${able.map(personName).join(", ")}${more === 0 ? "" : ` et ${more} autre${s(more)}`}, et ${others}.`;
  switch (lacks) {
    case "external":
      return say`Une personne externe peut chercher et demander, mais pas régler ce que j'annonce dans un salon. ${who}`;
    case "power":
      return say`Pour régler ce que j'annonce ici, il faut pouvoir retirer des membres de ce salon (modération), ce que vous ne pouvez pas. ${who}`;
    case "unknown":
      return say`Je ne sais pas encore qui modère ce salon : redemandez-moi dans un instant. ${who}`;
    default:
      return lacks satisfies never;
  }
}

function filterRefused(
  text: string,
  problem: FilterProblem,
  subscribe: (words: string) => Fragment,
  prefix: string,
): Message {
  switch (problem.kind) {
    case "since":
      return say`Une date de parution n'a pas de sens ici : je n'annonce que ce qui paraît. Retirez-la.`;
    case "year":
      return say`De quelle année ? Par exemple : ${subscribe("stage septembre 2027")}.`;
    case "too-long":
      return say`C'est trop long pour que je le retienne en entier : raccourcissez, ou faites-en deux abonnements.`;
    case "everything":
    case "nothing": {
      // Of quotation marks around nothing nothing is quoted.
      const where = /[\p{L}\p{N}]/u.test(text) ? say` dans ${quoted(text)}` : say``;
      return say`Je ne vois pas quoi suivre${where}. Par exemple : ${subscribe("devops")}, ou ${code(typed(subscribeCommand, prefix))} pour toutes les offres.`;
    }
    case "contradiction":
      return say`${quoted(problem.text)} est demandé et écarté à la fois : retirez l'un des deux.`;
    case "unread":
      return unreadRefused(problem.text, subscribe);
    case "value":
      return valueRefused(problem, subscribe);
    default:
      return problem satisfies never;
  }
}

function numbers(all: readonly number[]): string {
  const shown = all.slice(0, 12).map((number) => `n°\u00a0${number}`);
  return `${shown.join(", ")}${all.length > shown.length ? "…" : ""}`;
}
