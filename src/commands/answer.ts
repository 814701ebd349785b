import type { Day, Offer, OfferId, OfferKey } from "../offers/offer.ts";
import type { Standing } from "../offers/standing.ts";
import type { Facet } from "../search/query/facets.ts";
import type { Correction } from "../search/ranking/correction.ts";

export type CommandName =
  | "search"
  | "more"
  | "card"
  | "closed"
  | "help"
  | "subscribe"
  | "unsubscribe"
  | "subscriptions"
  | "catchUp"
  | "status";

/** An offer as it stands at the moment of the answer. */
export interface Listed {
  readonly key: OfferKey;
  /** The name that it has now. */
  readonly id: OfferId;
  readonly offer: Offer;
  readonly standing: Standing;
  /** In the configured timezone; null while it is open, or when nobody saw it close. */
  readonly closedOn: Day | null;
}

/** What a search found: all of it, best first. */
export interface Found {
  readonly offers: readonly OfferKey[];
  readonly corrections: readonly Correction[];
  /** What narrowed the list beside words: places, contracts … */
  readonly understood: readonly Facet[];
  /** When nothing was found: the known word that is closest to an unknown one. */
  readonly closest: string | null;
}

export interface Page {
  readonly items: readonly { readonly number: number; readonly listed: Listed }[];
  /** All that was found, in order: what numbers and `suite` refer to afterwards. */
  readonly found: readonly OfferKey[];
  /** How many of `found` have been shown with this page. */
  readonly shown: number;
  /** May exceed `found`, which is bounded. */
  readonly total: number;
  readonly standing: Standing;
}

/** What a command says, as data; `messages/answer.ts` puts it into words. */
export type Answer =
  | ({ readonly kind: "list"; readonly query: string | null } & Page &
      Pick<Found, "corrections" | "understood">)
  | ({ readonly kind: "more" } & Page)
  | ({
      readonly kind: "nothing";
      readonly query: string | null;
      readonly standing: Standing;
      /** How many offers of the other standing match. */
      readonly elsewhere: number;
    } & Pick<Found, "corrections" | "understood" | "closest">)
  | { readonly kind: "card"; readonly listed: Listed }
  | { readonly kind: "unknownOffer"; readonly id: string; readonly closest: readonly OfferId[] }
  | { readonly kind: "help"; readonly about: CommandName | null }
  /** `!aide`: where the help is. */
  | { readonly kind: "helpLine" }
  | { readonly kind: "misuse"; readonly misuse: Misuse }
  /** A command that this version knows but cannot carry out. */
  | { readonly kind: "notYet"; readonly command: CommandName };

/** A command that cannot be carried out as it stands; the answer is one line with the right form. */
export type Misuse =
  | { readonly reason: "no list" }
  | { readonly reason: "list is over" }
  | { readonly reason: "number out of range"; readonly number: number; readonly last: number }
  | { readonly reason: "no message replied to" }
  | { readonly reason: "several offers in that message" };
