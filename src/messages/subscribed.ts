import { catchUpCommand } from "../commands/catchUp.ts";
import type { Moment, Unmet } from "../commands/filters.ts";
import { type SubscribedAnswer, subscribeCommand } from "../commands/subscribe.ts";
import { typed } from "../commands/typed.ts";
import { unsubscribeCommand } from "../commands/unsubscribe.ts";
import type { Message } from "./content.ts";
import { bullets, code, em, type Fragment, items, lines, ours, say } from "./fragment.ts";
import { momentWords, untilWords } from "./moment.ts";
import { titleOf } from "./offerLines.ts";
import { subscribedTo } from "./subscriptionWords.ts";
import { s } from "./typography.ts";
import { quoted, understanding } from "./understood.ts";
import type { Wording } from "./wording.ts";

/** What the room is told of from now on: how it was understood, what matches today, when the next word comes. */
export function subscribedMessage(answer: SubscribedAnswer, { prefix }: Wording): Message {
  const { subscription, last } = answer;
  return items(
    lines(
      headline(answer),
      understanding({ ...answer, corrections: [], unknown: [], unread: [] }, subscription.shown),
      answer.assumed
        ? em(say`Vous n'avez pas tout précisé de l'heure et du jour : j'ai pris les plus courants.`)
        : null,
      answer.paused &&
        say`Ce salon est en pause ${ours(untilWords(answer.paused.at, answer.paused.now, answer.paused.timezone))}.`,
    ),
    lines(matching(answer), ...answer.unmet.slice(0, 3).map((one) => neverSaid(one, prefix))),
    last.length === 0 ? null : bullets(last.map(({ offer }) => titleOf(offer))),
    lines(
      answer.open === 0 || answer.deed === null
        ? null
        : say`${code(typed(catchUpCommand, prefix, String(Math.min(answer.open, 5))))} pour ${answer.open === 1 ? "la" : "les"} voir ici`,
      answer.twin && twinLine(answer.twin.number, prefix),
      answer.wider &&
        say`L'abonnement n° ${answer.wider.number} annonce déjà toutes les offres : tant qu'il dure, celui-ci n'y ajoute rien`,
      subscription.configured ? null : ending(subscription.number, prefix),
      subscription.shown === "" && !subscription.configured
        ? say`${code(typed(subscribeCommand, prefix, "devops"))} pour n'en suivre qu'une partie`
        : null,
    ),
  );
}

function headline({ subscription, next, deed }: SubscribedAnswer): Fragment {
  const to = subscribedTo(subscription);
  const coming = next === null ? say`.` : say` ; le prochain viendra ${inWords(next)}.`;
  if (deed !== null) return say`C'est noté : ce salon est abonné ${to}${coming}`;
  return subscription.configured
    ? say`Ce salon est déjà abonné, par la configuration, ${to}${coming}`
    : say`Ce salon est déjà abonné ${to}${coming}`;
}

function inWords({ at, now, timezone }: Moment): Fragment {
  return ours(momentWords(at, now, timezone));
}

function matching({ open, awaited, deed, subscription, last }: SubscribedAnswer): Fragment {
  if (open === 0)
    return subscription.shown === ""
      ? say`Aucune offre n'est ouverte aujourd'hui.`
      : say`Aucune offre ouverte n'y répond aujourd'hui.`;
  const which = subscription.shown === "" ? "ouverte" : "y répond";
  const known =
    which === "ouverte"
      ? say`${open} offre${s(open)} ${open === 1 ? "est ouverte" : "sont ouvertes"}`
      : say`${open} offre${s(open)} ouverte${s(open)} y ${open === 1 ? "répond" : "répondent"}`;
  const names = open === 1 ? say`la voici` : last.length === open ? say`les voici` : say`les dernières`;
  const today = say`${known} aujourd'hui`;
  // What is open already may have been announced; nobody promises anything of it.
  if (deed === null) return say`${today} ; ${names} :`;
  if (awaited === 0)
    return say`${today} et ne ${open === 1 ? "sera" : "seront"} pas annoncée${s(open)} ; ${names} :`;
  if (awaited === open)
    return open === 1
      ? say`${today} : elle attend déjà d'être annoncée ici ; ${names} :`
      : say`${today} : elles attendent déjà d'être annoncées ici ; ${names} :`;
  return say`${today} : ${awaited} ${awaited === 1 ? "attend" : "attendent"} déjà d'être annoncée${s(awaited)} ici, ${open - awaited === 1 ? "l'autre ne le sera" : "les autres ne le seront"} pas ; ${names} :`;
}

function neverSaid({ words, nearest }: Unmet, prefix: string): Fragment {
  const never = say`Aucune offre, même fermée, ne répond à ${quoted(words)}`;
  return nearest === null
    ? say`${never} : est-ce bien ce que vous vouliez écrire ?`
    : say`${never}. Vouliez-vous dire ${code(typed(subscribeCommand, prefix, nearest))} ?`;
}

function twinLine(number: number, prefix: string): Fragment {
  const end = code(typed(unsubscribeCommand, prefix, String(number)));
  return say`L'abonnement n° ${number} annonce les mêmes offres à un autre rythme ; ${end} si celui-ci suffit`;
}

function ending(number: number, prefix: string): Fragment {
  return say`${code(typed(unsubscribeCommand, prefix, String(number)))} pour arrêter`;
}
