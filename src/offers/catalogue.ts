import type { Offer, OfferId, OfferKey } from "./offer.ts";
import type { Standing } from "./standing.ts";

/**
 * The state of one offer, as the store knows it. `missing`: its file is gone but `settle` has not passed;
 * `removed`: it has passed. Openings are numbered from 1; 0 is a draft, which was never open.
 */
export interface KnownOffer {
  readonly key: OfferKey;
  /** The offer's present name, or its last one. */
  readonly id: OfferId;
  readonly status: Standing | "missing" | "removed";
  readonly opening: number;
  /** The last good state of its file. */
  readonly offer: Offer;
  /** Fingerprint of the body, white space folded (`tracking/shingles.ts`). */
  readonly fingerprint: string;
  /** The standing when the file was last seen: a missing offer still counts as that. */
  readonly stood: Standing;
  /**
   * Moments in milliseconds since the epoch. `openedAt`: of its last opening; null for a draft, and for an offer that was
   * open already when the folder was looked at first.
   */
  readonly openedAt: number | null;
  readonly closedAt: number | null;
  readonly missingSince: number | null;
}

/** A file that looks like a known offer under a new name. It waits for `settle` before it is published. */
export interface Newcomer {
  readonly id: OfferId;
  readonly fingerprint: string;
  readonly since: number;
}

interface ChangeOf<Kind extends string> {
  readonly change: Kind;
  readonly key: OfferKey;
  readonly id: OfferId;
  readonly opening: number;
  /** The offer after the change. */
  readonly offer: Offer;
}

/** A change that a careful person would have noticed in the folder (docs/design.md §3). */
export type Change =
  | ChangeOf<"published">
  | (ChangeOf<"reopened"> & { readonly previousId?: OfferId })
  /** A field that messages show has changed while the offer is open. */
  | (ChangeOf<"edited"> & { readonly before: Offer })
  | ChangeOf<"closed">
  | ChangeOf<"removed">
  | (ChangeOf<"renamed"> & { readonly previousId: OfferId });

/**
 * So many open offers are missing that the folder itself is in doubt: nothing is removed until they return,
 * or an operator agrees.
 */
export interface MassVanishing {
  readonly missing: number;
  readonly open: number;
}
