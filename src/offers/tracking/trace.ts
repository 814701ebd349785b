import type { OfferId } from "../offer.ts";
import { hasBody, type Sighting } from "./identity.ts";

/** What two files have in common when they are one offer. `null` is equal to nothing. */
export type Trace = (seen: Sighting) => string | null;

export const body: Trace = ({ fingerprint, offer }) => (hasBody(offer) ? fingerprint : null);

export const title: Trace = ({ offer }) => (offer.titleSource === "slug" ? null : offer.title);

/** The last part of the path: the same after a move to another folder, or to other capitals. */
export const name: Trace = ({ id }) => baseName(id).toLowerCase();

/** Bodies that are both empty are equal too, so that a title has to go with it. */
export const text: Trace = ({ fingerprint }) => fingerprint;

export function all(...traces: readonly Trace[]): Trace {
  return (seen) => {
    const marks = traces.map((trace) => trace(seen));
    return marks.includes(null) ? null : marks.join("\0");
  };
}

/** Gives each of its offers away once, in the order in which they came. */
export class Lookup<T extends Sighting> {
  readonly #trace: Trace;
  readonly #left: Map<string | null, T[]>;

  constructor(offers: readonly T[], trace: Trace) {
    this.#trace = trace;
    this.#left = Map.groupBy(offers.toReversed(), trace);
  }

  take(like: Sighting): T | undefined {
    const mark = this.#trace(like);
    return mark === null ? undefined : this.#left.get(mark)?.pop();
  }
}

function baseName(id: OfferId): string {
  return id.slice(id.lastIndexOf("/") + 1);
}
