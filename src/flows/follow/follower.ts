import type { KnownOffer } from "../../offers/catalogue.ts";
import type { Day, OfferKey } from "../../offers/offer.ts";
import { dayIn } from "../../offers/standing.ts";
import type { Clock, Store } from "../../ports/index.ts";
import type { BackgroundWork, Rest } from "../service/loop.ts";
import { WakeSignal } from "../service/wakeSignal.ts";
import { type TellParts, tellFollowers } from "./tell.ts";

export interface FollowerParts extends Omit<TellParts, "now"> {
  readonly store: Pick<Store, "write">;
  readonly clock: Clock;
  /** The offers as a scan has last stored them: a row that changes is another object. */
  readonly known: () => ReadonlyMap<OfferKey, KnownOffer>;
  /** A message is queued. */
  readonly onNews: () => void;
}

/** Days begin, clocks are set and people make the room that they are told in: so often it is looked, milliseconds. */
const LOOK = 60_000;

/**
 * Tells people what became of the offers that they follow. Nothing depends on what it remembers: at a start, and on each
 * new day, all that is followed is compared with what people know; in between only the offers that changed.
 */
export class Follower implements BackgroundWork {
  readonly name = "followed offers";
  readonly trouble = "people cannot be told of the offers that they follow";
  readonly wakeSignal = new WakeSignal();
  readonly #parts: FollowerParts;
  #seen: ReadonlyMap<OfferKey, KnownOffer> | null = null;
  #day: Day | null = null;
  #untold: ReadonlySet<OfferKey> = new Set();

  constructor(parts: FollowerParts) {
    this.#parts = parts;
  }

  /** An offer may have changed. */
  wake(): void {
    this.wakeSignal.wake();
  }

  firstRest(): Rest {
    return 0;
  }

  async turn(): Promise<Rest> {
    const { store, clock, timezone, wording, known, onNews } = this.#parts;
    const now = clock.now();
    const day = dayIn(timezone, now);
    const rows = new Map(known());
    const offers = this.#seen === null || day !== this.#day ? "all" : this.#changed(this.#seen, rows);
    if (offers === "all" || offers.length > 0) {
      const told = await store.write((tx) => tellFollowers(tx, offers, { now, timezone, wording }));
      this.#untold = told.untold;
      if (told.queued > 0) onNews();
    }
    this.#seen = rows;
    this.#day = day;
    return LOOK;
  }

  #changed(seen: ReadonlyMap<OfferKey, KnownOffer>, rows: ReadonlyMap<OfferKey, KnownOffer>): OfferKey[] {
    const changed = [...rows.values()].filter((row) => seen.get(row.key) !== row).map(({ key }) => key);
    return [...new Set([...changed, ...this.#untold])];
  }
}
