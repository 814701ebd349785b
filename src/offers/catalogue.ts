import type { Offer, OfferId, OfferKey } from "./offer.ts";
import type { Standing } from "./standing.ts";

/**
 * What the store knows of one offer. `missing`: its file is gone but `settle` has not passed;
 * `removed`: it has passed. Openings are numbered from 1; 0 is a draft, which was never open.
 */
export interface KnownOffer {
  readonly key: OfferKey;
  /** The name it has now, or had last. */
  readonly id: OfferId;
  readonly status: Standing | "missing" | "removed";
  readonly opening: number;
  /** The last good state of its file. */
  readonly offer: Offer;
  /** Fingerprint of the body, white space folded (`similarity.ts`). */
  readonly fingerprint: string;
  /** How it stood when its file was last seen: what a missing offer still counts as. */
  readonly stood: Standing;
  /** Moments in milliseconds since the epoch. */
  readonly openedAt: number | null;
  readonly closedAt: number | null;
  readonly missingSince: number | null;
}

/** A file that looks like a known offer under a new name; it waits for `settle` before it is published. */
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
  /** As it stands after the change. */
  readonly offer: Offer;
}

/** What a careful person would have noticed in the folder (DESIGN §3). */
export type Change =
  | ChangeOf<"published">
  | (ChangeOf<"reopened"> & { readonly previousId?: OfferId })
  /** Something that a message shows has changed while the offer is open. */
  | (ChangeOf<"edited"> & { readonly before: Offer })
  | ChangeOf<"closed">
  | ChangeOf<"removed">
  | (ChangeOf<"renamed"> & { readonly previousId: OfferId });

/** More open offers are missing than an accident explains: nothing is removed until they return or someone agrees. */
export interface MassVanishing {
  readonly missing: number;
  readonly open: number;
}
