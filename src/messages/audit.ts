import type { Named } from "../commands/notDone.ts";
import { dayIn } from "../offers/standing.ts";
import type { UserId } from "../rooms/identifiers.ts";
import type { Message } from "./content.ts";
import { items, say } from "./fragment.ts";
import { momentWords } from "./moment.ts";
import { personName } from "./person.ts";
import { entryOf, numberedOf, subscribedTo } from "./subscriptionWords.ts";
import { longDate } from "./wording.ts";

const MOST_SHOWN = 25;

/** What somebody changed of what the room is told of. */
export interface Changed {
  readonly person: UserId;
  readonly at: number;
  readonly timezone: string;
  /** One at most: a command begins one subscription. */
  readonly subscribed: readonly Pick<Named, "shown" | "schedule">[];
  readonly unsubscribed: readonly Named[];
}

/** The line that the whole room hears when somebody changed its subscriptions: who, what, when. */
export function auditMessage({ person, at, timezone, subscribed, unsubscribed }: Changed): Message {
  const name = personName(person);
  // Said on the day itself: « aujourd’hui à 9 h » would be wrong for who reads it tomorrow.
  const time = momentWords(at, at, timezone).replace(/^aujourd’hui /, "");
  const when = say`(le ${longDate(dayIn(timezone, at))} ${time})`;
  const [begun] = subscribed;
  if (begun !== undefined) return say`${name} a abonné ce salon ${subscribedTo(begun)} ${when}.`;
  const [ended, ...others] = unsubscribed;
  if (ended !== undefined)
    return others.length === 0
      ? say`${name} a arrêté un abonnement de ce salon : ${numberedOf(ended)} ${when}.`
      : items(
          say`${name} a arrêté ${unsubscribed.length} abonnements de ce salon ${when}.`,
          ...unsubscribed.slice(0, MOST_SHOWN).map((one) => say`${one.number}. ${entryOf(one)}`),
        );
  return say`${name} a retiré sa demande ${when} : les abonnements de ce salon sont comme avant.`;
}
