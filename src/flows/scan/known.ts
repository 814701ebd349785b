import type { KnownOffer, Newcomer } from "../../offers/catalogue.ts";
import type { Day, OfferId, OfferKey, Reading } from "../../offers/offer.ts";
import type { Detection } from "../../offers/tracking/change.ts";
import { byCodePoint } from "../../offers/tracking/identity.ts";
import { isSameOffer } from "../../offers/tracking/shown.ts";
import type { Transaction } from "../../ports/index.ts";

/** What a look that was committed had before it. */
interface Looked {
  /** As the reader gave them. */
  readonly readings: readonly Reading[];
  readonly emptyFolder: string | null;
  readonly conventions: string;
  readonly today: Day;
}

/**
 * The offers as the store knows them, kept in memory between scans, because only scans write
 * them, and one process at a time. It holds committed state alone: a scan applies its result
 * after the commit, never before.
 */
export class KnownOffers {
  readonly #rows = new Map<OfferKey, KnownOffer>();
  #aliases = new Map<OfferId, OfferKey>();
  #newcomers: readonly Newcomer[] = [];
  #scanned = false;
  #emptyFolder: string | null = null;
  #conventions = "";
  #loaded = false;
  readonly #missing = new Set<OfferKey>();
  /** The readings of the last look that was committed, and its day. */
  #looked: readonly Reading[] | null = null;
  #day: Day | null = null;
  /** Whether rows hold the very objects that the reader holds, but for the few that changed since. */
  #shares = false;

  get rows(): ReadonlyMap<OfferKey, KnownOffer> {
    return this.#rows;
  }

  /** Every name that an offer has had, the present one included. */
  get aliases(): ReadonlyMap<OfferId, OfferKey> {
    return this.#aliases;
  }

  /** Files that the last scan held back. */
  get newcomers(): readonly Newcomer[] {
    return this.#newcomers;
  }

  /** Whether a scan has been committed. */
  get scanned(): boolean {
    return this.#scanned;
  }

  /** The folder that a silent first run found empty (`SessionTable`). */
  get emptyFolder(): string | null {
    return this.#emptyFolder;
  }

  /** The conventions that the last scan read by. */
  get conventions(): string {
    return this.#conventions;
  }

  /**
   * The offers of these fresh readings, when all else is as it was at the last look: nothing was missing or held then,
   * and no file has come or gone since. Then they alone need to be looked at. Null when the whole has to be.
   */
  editedBy(
    { readings, fresh }: { readonly readings: readonly Reading[]; readonly fresh: readonly Reading[] },
    today: Day,
  ): KnownOffer[] | null {
    if (!this.#loaded || readings !== this.#looked || today !== this.#day) return null;
    if (this.#newcomers.length > 0 || this.#missing.size > 0) return null;
    const rows: KnownOffer[] = [];
    for (const { id, offer } of fresh) {
      const key = this.#aliases.get(id);
      const row = key === undefined ? undefined : this.#rows.get(key);
      if (!row || row.id !== id || row.status === "removed") return null;
      // A closed offer's file may have become another job, which may be any other offer's.
      if (row.stood === "closed" && offer?.fingerprint !== row.fingerprint) return null;
      rows.push(row);
    }
    return rows;
  }

  /** Finds the offer that says what was read, once the outcome of a look is stored; null when none does. */
  keysAfter({ offers, aliases }: Detection): (reading: Reading) => OfferKey | null {
    const changed = new Map(offers.map((row) => [row.key, row]));
    const names = new Map(aliases.map(({ id, key }) => [id, key]));
    return ({ id, offer }) => {
      const key = names.get(id) ?? this.#aliases.get(id);
      const row = key === undefined ? undefined : (changed.get(key) ?? this.#rows.get(key));
      if (!row || offer === null || row.offer.file !== offer.file) return null;
      return isSameOffer(row.offer, offer) ? row.key : null;
    };
  }

  /** Reads the store, unless this copy is known to be up to date. */
  async load(tx: Pick<Transaction, "offers" | "session">): Promise<void> {
    if (this.#loaded) return;
    const rows = await tx.offers.all();
    const aliases = await tx.offers.aliases();
    const newcomers = await tx.offers.newcomers();
    this.#emptyFolder = await tx.session.emptyFolder();
    const scanned = await tx.session.scanned();
    this.#conventions = await tx.session.conventions();
    this.#rows.clear();
    // In the order of ids, as every look sorts them: a list that is nearly sorted is sorted quickly.
    this.#missing.clear();
    for (const row of rows.sort((a, b) => byCodePoint(a.id, b.id))) this.#put(row);
    this.#aliases = aliases;
    this.#newcomers = newcomers;
    this.#scanned = scanned;
    this.#loaded = true;
    this.#shares = false;
  }

  /** Takes over a look's result, once it is committed. */
  apply(
    { offers, aliases, newcomers }: Detection,
    { readings, emptyFolder, conventions, today }: Looked,
  ): void {
    for (const row of offers) this.#put(row);
    for (const { id, key } of aliases) this.#aliases.set(id, key);
    this.#newcomers = newcomers;
    this.#scanned = true;
    this.#emptyFolder = emptyFolder;
    this.#conventions = conventions;
    this.#looked = readings;
    this.#day = today;
    if (!this.#shares) this.#shareWith(readings);
    this.#shares = true;
  }

  /** Distrusts this copy after a failed commit: the next `load` asks the store again. */
  invalidate(): void {
    this.#loaded = false;
    this.#looked = null;
  }

  #put(row: KnownOffer): void {
    this.#rows.set(row.key, row);
    if (row.status === "missing") this.#missing.add(row.key);
    else this.#missing.delete(row.key);
  }

  /**
   * Lets unchanged rows take over the offer objects of the readings, which say the same. The next look then
   * need not compare them field by field, and memory holds each offer once.
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
