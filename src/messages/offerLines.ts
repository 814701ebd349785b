import type { Day, Offer } from "../offers/offer.ts";
import { SUMMARY_LIMIT } from "../offers/reading/summary.ts";
import { clipWords } from "../text/clip.ts";
import { email, type Fragment, link, quote, say, strong } from "./fragment.ts";
import { longDate, publicLink, type Wording } from "./wording.ts";

/** Lines that several messages show of an offer; null where there is nothing to say. */

const TITLE_LIMIT = 160;
const REFERENCE_LIMIT = 60;

export function titleOf({ title, id }: Offer): Fragment {
  const named = quote(clipWords(title, TITLE_LIMIT));
  return strong(named.text === "" ? quote(clipWords(id, TITLE_LIMIT)) : named);
}

export function optional(text: string | null): Fragment | null {
  return text === null ? null : quote(text);
}

export function summaryLine({ summary }: Offer): Fragment | null {
  return optional(summary && clipWords(summary, SUMMARY_LIMIT));
}

export function closedLine(closedOn: Day | null): Fragment {
  return closedOn === null ? say`Offre fermée` : say`Offre fermée le ${longDate(closedOn)}`;
}

/** « Postuler : … (réf. …) » with at most `limit` addresses, e-mails first. */
export function applyLine({ facts }: Offer, limit: number): Fragment | null {
  const targets = [...facts.applyEmails.map(email), ...facts.applyUrls.map(link)].slice(0, limit);
  const reference = facts.reference && clipWords(facts.reference, REFERENCE_LIMIT);
  if (targets.length === 0) return reference ? say`Référence : ${reference}` : null;
  const all = targets.reduce((before, target) => say`${before}, ${target}`);
  return reference ? say`Postuler : ${all} (réf. ${reference})` : say`Postuler : ${all}`;
}

export function linkLine(offer: Offer, wording: Wording): Fragment | null {
  const address = publicLink(wording, offer);
  return address === null ? null : say`Lire l'annonce : ${link(address)}`;
}
