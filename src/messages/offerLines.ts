import type { Day, Offer } from "../offers/offer.ts";
import { SUMMARY_LIMIT } from "../offers/reading/summary.ts";
import { clipWords } from "../text/clip.ts";
import { factsLine, shortFactsLine } from "./factsLine.ts";
import { email, type Fragment, link, prose, quote, say, strong } from "./fragment.ts";
import { longDate, publicLink, type Wording } from "./wording.ts";

/** Lines that several messages show of an offer; null where there is nothing to say. */

const TITLE_LIMIT = 160;
const REFERENCE_LIMIT = 60;

export function titleOf({ title, id }: Offer): Fragment {
  const named = quote(clipWords(title, TITLE_LIMIT));
  return strong(named.text === "" ? quote(clipWords(id, TITLE_LIMIT)) : named);
}

/** All facts that fit one line. */
export function factsOf(offer: Offer): Fragment | null {
  return optional(factsLine(offer));
}

/** The facts that decide at a glance, and what else was asked for. */
export function shortFactsOf(offer: Offer, more: readonly (string | null)[] = []): Fragment | null {
  const stated = [shortFactsLine(offer), ...more].filter((part) => part !== null);
  return optional(stated.join(" · "));
}

/** Prose of others, null for none. */
export function optional(text: string | null): Fragment | null {
  return text === null || text.trim() === "" ? null : prose(text);
}

export function summaryLine({ summary }: Offer): Fragment | null {
  return optional(summary && clipWords(summary, SUMMARY_LIMIT));
}

/** The state of a closed offer, which stands before its title: previews and plain text strike nothing. */
export function closedWords(closedOn: Day | null): Fragment {
  return closedOn === null
    ? say`Offre fermée (avant mon arrivée)`
    : say`Offre fermée le ${longDate(closedOn)}`;
}

/** « Postuler avant le … : … (réf. …) » with at most `limit` addresses, e-mails first; a deadline that is past says so. */
export function applyLines(
  { facts }: Offer,
  limit: number,
  { today }: Pick<Wording, "today">,
): (Fragment | null)[] {
  const targets = [...facts.applyEmails.map(email), ...facts.applyUrls.map(link)].slice(0, limit);
  const reference = facts.reference && clipWords(facts.reference, REFERENCE_LIMIT);
  const { deadline } = facts;
  const isPast = deadline !== null && deadline < today();
  const late = isPast ? say`Date limite dépassée (${longDate(deadline)})` : null;
  const by = deadline === null || isPast ? say`Postuler` : say`Postuler avant le ${longDate(deadline)}`;
  if (targets.length === 0) {
    const how = by.text === "Postuler" ? null : by;
    return [late, how, reference ? say`Référence : ${reference}` : null];
  }
  const all = targets.reduce((before, target) => say`${before}, ${target}`);
  return [late, reference ? say`${by} : ${all} (réf. ${reference})` : say`${by} : ${all}`];
}

/** The page where an offer can be read: ours, else the one that it names itself, unless that is how to apply. */
export function linkLine(offer: Offer, wording: Wording): Fragment | null {
  const address = publicLink(wording, offer) ?? offer.externalUrl;
  return address === null || offer.facts.applyUrls.includes(address)
    ? null
    : say`Lire l'annonce : ${link(address)}`;
}

/** « Ouvert aux juniors », where the offer says so. */
export function juniorLine({ facts }: Offer): Fragment | null {
  return facts.junior ? say`Ouvert aux juniors` : null;
}
