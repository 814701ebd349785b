import type { Offer } from "../offers/offer.ts";
import { clipWords } from "../text/clip.ts";
import { asObject, type Untrusted } from "../text/untrusted.ts";
import { clean } from "./clean.ts";
import type { EventContent } from "./content.ts";
import { publicLink, type Wording } from "./wording.ts";

/**
 * Our mark in the content of every event that we send (docs/design.md §6), written and read here alone:
 * `{v: 1, key, offers?, revision?}`. By the key our own message is found again after a crash; the offers and the
 * revision are for other programs. What is read may be anybody's content, so the readers take it as hostile.
 */
const FIELD = "fr.gouv.beta.crieur";

/** An offer that a message is about. */
export interface OfferMark {
  readonly id: string;
  readonly state: "open" | "closed";
  readonly title: string;
  readonly startup: string | null;
  readonly url?: string;
}

const NAME_LIMIT = 160;

export function offerMark(offer: Offer, open: boolean, wording: Wording): OfferMark {
  const url = publicLink(wording, offer);
  return {
    id: offer.id,
    state: open ? "open" : "closed",
    title: clipWords(clean(offer.title), NAME_LIMIT),
    startup: offer.startup && clipWords(clean(offer.startup), NAME_LIMIT),
    ...(url === null ? {} : { url }),
  };
}

/** The part of a new event's content that marks it. */
export function markPart(key: string, offers: readonly OfferMark[]): EventContent {
  return { [FIELD]: { v: 1, key, ...(offers.length > 0 ? { offers } : {}) } };
}

/** The same content under another key: a message is frozen under its transaction id. */
export function withKey(content: EventContent, key: string): EventContent {
  return { ...content, [FIELD]: { v: 1, ...objectIn(content), key } };
}

/** The mark of `content` as an edit carries it, with the revision that the edit shows. */
export function revisedPart(content: EventContent, revision: number): EventContent {
  return { [FIELD]: { ...objectIn(content), revision } };
}

export function withoutMark(content: EventContent): EventContent {
  const { [FIELD]: _, ...rest } = content;
  return rest;
}

/** The key in a mark; null where there is none. */
export function keyIn(content: EventContent): string | null {
  const { key } = objectIn(content);
  return typeof key === "string" ? key : null;
}

/** The offers in a mark; those without an id and a state are passed over. */
export function offersIn(content: EventContent): { id: string; state: string }[] {
  const { offers } = objectIn(content);
  if (!Array.isArray(offers)) return [];
  return offers.flatMap((offer: unknown) => {
    const { id, state } = asObject(offer);
    return typeof id === "string" && typeof state === "string" ? [{ id, state }] : [];
  });
}

function objectIn(content: EventContent): Untrusted {
  return asObject(content[FIELD]);
}
