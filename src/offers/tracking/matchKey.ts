import type { OfferId } from "../offer.ts";
import { hasBody, type Sighting } from "./identity.ts";

/**
 * The value by which two files are taken for one offer: they match when both have the key and it is equal. A
 * file without it (`null`) matches nothing, not even another without.
 */
export type MatchKey = (seen: Sighting) => string | null;

export const bodyKey: MatchKey = ({ fingerprint, offer }) => (hasBody(offer) ? fingerprint : null);

export const titleKey: MatchKey = ({ offer }) => (offer.titleSource === "slug" ? null : offer.title);

/** The last part of the path: the same after a move to another folder, or to other capitals. */
export const fileNameKey: MatchKey = ({ id }) => baseName(id).toLowerCase();

/** Like `bodyKey`, but two empty bodies match as well. Only to be combined with a title. */
export const fingerprintKey: MatchKey = ({ fingerprint }) => fingerprint;

/** A key that matches where all of `keys` do. */
export function combined(...keys: readonly MatchKey[]): MatchKey {
  return (seen) => {
    const values = keys.map((key) => key(seen));
    return values.includes(null) ? null : values.join("\0");
  };
}

/**
 * Offers still to be matched by one key. Each is handed out once; among equals, in the
 * order they were given in.
 */
export class MatchPool<T extends Sighting> {
  readonly #key: MatchKey;
  readonly #left: Map<string | null, T[]>;

  constructor(offers: readonly T[], key: MatchKey) {
    this.#key = key;
    this.#left = Map.groupBy(offers.toReversed(), key);
  }

  /** Takes out the first offer that matches `like`; undefined when none is left. */
  take(like: Sighting): T | undefined {
    const value = this.#key(like);
    return value === null ? undefined : this.#left.get(value)?.pop();
  }
}

function baseName(id: OfferId): string {
  return id.slice(id.lastIndexOf("/") + 1);
}
