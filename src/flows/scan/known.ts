import type { KnownOffer, Newcomer } from "../../offers/catalogue.ts";
import type { OfferId, OfferKey, Reading } from "../../offers/offer.ts";
import type { Detection } from "../../offers/tracking/change.ts";
import { byCodePoint } from "../../offers/tracking/identity.ts";
import type { Transaction } from "../../ports/index.ts";

/**
 * What the store knows of the offers, kept between scans: only scans write it, and one process at a time. Whatever is
 * here has been committed.
 */
export class KnownOffers {
  readonly #rows = new Map<OfferKey, KnownOffer>();
  #aliases = new Map<OfferId, OfferKey>();
  #newcomers: readonly Newcomer[] = [];
  #scanned = false;
  #loaded = false;
  /** Whether rows and readings are the same objects, but for the few that changed since. */
  #shares = false;

  get rows(): ReadonlyMap<OfferKey, KnownOffer> {
    return this.#rows;
  }

  /** Every name that an offer has had, the present one included. */
  get aliases(): ReadonlyMap<OfferId, OfferKey> {
    return this.#aliases;
  }

  /** Held since the last scan. */
  get newcomers(): readonly Newcomer[] {
    return this.#newcomers;
  }

  /** Whether a scan has been committed. */
  get scanned(): boolean {
    return this.#scanned;
  }

  /** Reads the store, unless what is here is what the store holds. */
  async load(tx: Transaction): Promise<void> {
    if (this.#loaded) return;
    const rows = await tx.offers.all();
    const aliases = await tx.offers.aliases();
    const newcomers = await tx.offers.newcomers();
    const scanned = await tx.session.scanned();
    this.#rows.clear();
    // In the order of ids, which is that of every look: what is nearly sorted is quickly sorted.
    for (const row of rows.sort((a, b) => byCodePoint(a.id, b.id))) this.#rows.set(row.key, row);
    this.#aliases = aliases;
    this.#newcomers = newcomers;
    this.#scanned = scanned;
    this.#loaded = true;
    this.#shares = false;
  }

  /** The outcome of a look was committed. */
  learn({ offers, aliases, newcomers }: Detection, readings: readonly Reading[]): void {
    for (const row of offers) this.#rows.set(row.key, row);
    for (const { id, key } of aliases) this.#aliases.set(id, key);
    this.#newcomers = newcomers;
    this.#scanned = true;
    if (!this.#shares) this.#shareWith(readings);
    this.#shares = true;
  }

  /** A commit failed: the store is to be asked again. */
  doubt(): void {
    this.#loaded = false;
  }

  /**
   * A row that a look has left as it was says what its file says. It takes over that very object: the next look need
   * not compare them field by field, and one of both can go.
   */
  #shareWith(readings: readonly Reading[]): void {
    for (const { id, offer } of readings) {
      const key = this.#aliases.get(id);
      const row = key === undefined ? undefined : this.#rows.get(key);
      if (!row || !offer || row.offer === offer || row.id !== id) continue;
      if (row.status !== "open" && row.status !== "closed") continue;
      this.#rows.set(row.key, { ...row, offer });
    }
  }
}
