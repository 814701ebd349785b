import type { Named } from "../commands/notDone.ts";
import type { QuietAnswer } from "../commands/quiet.ts";
import { dayIn } from "../offers/standing.ts";
import type { UserId } from "../rooms/identifiers.ts";
import type { Message } from "./content.ts";
import { type Fragment, items, ours, say } from "./fragment.ts";
import { momentWords, untilWords } from "./moment.ts";
import { personName } from "./person.ts";
import { between } from "./quiet.ts";
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
  /** When the room is not disturbed from now on; null where nobody said anything of that. */
  readonly quiet: Pick<QuietAnswer, "what" | "until" | "hours"> | null;
}

/** The line that the whole room hears when somebody changed what it is told of, or when: who, what, when. */
export function auditMessage({ person, at, timezone, subscribed, unsubscribed, quiet }: Changed): Message {
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
  const hushed = quiet && hushedWords(quiet);
  return hushed === null
    ? say`${name} a retiré sa demande ${when} : ce que j'annonce ici est comme avant.`
    : say`${name} ${hushed} ${when}.`;
}

/** What somebody did; null where that changed nothing. */
function hushedWords({ what, until, hours }: Pick<QuietAnswer, "what" | "until" | "hours">): Fragment | null {
  switch (what) {
    case "paused":
      return until && say`a mis ce salon en pause ${ours(untilWords(until.at, until.now, until.timezone))}`;
    case "resumed":
      return say`a mis fin à la pause de ce salon`;
    case "hours":
      return hours === null ? null : say`a donné à ce salon des heures calmes, ${between(hours)}`;
    case "no hours":
      return say`a retiré les heures calmes de ce salon`;
    case "not paused":
    case "hours as they are":
      return null;
    default:
      return what satisfies never;
  }
}
