import { typedOfOffer } from "../commands/afterOffer.ts";
import type { Day, Offer } from "../offers/offer.ts";
import type { Message } from "./content.ts";
import { code, email, type Fragment, items, lines, say } from "./fragment.ts";
import { titleOf } from "./offerLines.ts";
import { longDate, properName, type Wording } from "./wording.ts";

/** An offer of a reminder. */
export interface Reminded {
  readonly offer: Offer;
  /** Since when it stands open; null where nothing tells. */
  readonly since: Day | null;
  /** Somebody said that the job is filled, and the file does not say so yet. */
  readonly filled: boolean;
}

/** Addresses of one offer. */
const MOST_CONTACTS = 2;

/**
 * Asks the people who publish whether offers that stand open for long are so still. `days`: how long that is; `more`: how
 * many others there are. Numbers are those of the list: people answer with them.
 */
export function reminderMessage(
  reminded: readonly Reminded[],
  { days, more }: { readonly days: number; readonly more: number },
  { prefix }: Wording,
): Message {
  const count = reminded.length + more;
  return items(
    reminded.some(({ filled }) => filled)
      ? say`🕰️ Offres à vérifier : ouvertes depuis plus de ${days} jours, ou dites pourvues.`
      : count === 1
        ? say`🕰️ Une offre est ouverte depuis plus de ${days} jours : l'est-elle encore ?`
        : say`🕰️ ${count} offres sont ouvertes depuis plus de ${days} jours : le sont-elles encore ?`,
    ...reminded.map(item),
    more === 0
      ? null
      : more === 1
        ? say`Et une autre, la prochaine fois.`
        : say`Et ${more} autres, les prochaines fois.`,
    lines(
      say`Répondez ${code(typedOfOffer(prefix, "1 ouverte"))} : je n'en reparle pas avant ${days} jours.`,
      say`${code(typedOfOffer(prefix, "1 pourvue"))} : je le note ici ; à vous de la fermer dans son fichier (${code("open: false")}).`,
    ),
  );
}

function item({ offer, since, filled }: Reminded, index: number): Fragment {
  const contacts = offer.facts.applyEmails.slice(0, MOST_CONTACTS).map(email);
  const parts = [
    offer.startup === null ? null : say`${properName(offer.startup)}`,
    filled
      ? say`dite pourvue, à fermer dans ${code(offer.file)}`
      : since === null
        ? say`sans date`
        : say`depuis le ${longDate(since)}`,
    ...contacts,
  ].filter((part) => part !== null);
  return lines(
    say`${index + 1}. ${titleOf(offer)}`,
    say`   ${parts.reduce((before, part) => say`${before} · ${part}`)}`,
  );
}
