import type { Found, Listed, Offers } from "../../commands/context.ts";
import { MOST_LISTED } from "../../commands/page.ts";
import type { KnownOffer } from "../../offers/catalogue.ts";
import type { Day, OfferId, OfferKey } from "../../offers/offer.ts";
import { dayIn, isAwaited, type Standing } from "../../offers/standing.ts";
import type { Clock, Store, Transaction } from "../../ports/index.ts";
import type { Lexicon } from "../../search/language/lexicon.ts";
import { readQuery } from "../../search/query/query.ts";
import { SearchIndex } from "../../search/searchIndex.ts";
import { KnownOffers } from "./known.ts";

/** The index is written down anew when more than one in so many offers has changed since. */
const WORTH_SAVING = 50;

/** The offers as commands see them: the store's last committed state, and the search index over it. */
export class Catalogue implements Offers {
  readonly known = new KnownOffers();
  #index: SearchIndex;
  /** Offers indexed since the index was written down last. */
  #unsaved = 0;
  readonly #clock: Clock;
  readonly #timezone: string;
  #newest: Record<Standing, readonly OfferKey[] | null> = { open: null, closed: null };

  readonly #onFault: (offer: KnownOffer, error: unknown) => void;

  /** `onFault` hears of offers that cannot be searched; the others can. */
  constructor(
    lexicon: Lexicon,
    clock: Clock,
    timezone: string,
    onFault: (offer: KnownOffer, error: unknown) => void = () => {},
  ) {
    this.#onFault = onFault;
    this.#index = new SearchIndex(lexicon);
    this.#clock = clock;
    this.#timezone = timezone;
  }

  /**
   * Loads all offers from the store and indexes them. With the version of what decides how they are indexed, the index
   * is taken from the store where it was written down, and only offers that changed since are indexed.
   */
  async load(store: Store, version: string | null = null): Promise<void> {
    const saved = await store.read(async (tx) => {
      await this.known.load(tx);
      return version === null ? null : tx.indexSnapshot.get(version);
    });
    const isIndexed = saved !== null && this.#takeOver(saved.content, saved.changed);
    const rows = [...this.known.rows.values()];
    this.update(isIndexed ? rows.filter(({ key }) => saved.changed.has(key)) : rows);
  }

  /** False when the bytes are of no index: it is a cache, and made anew. */
  #takeOver(content: Uint8Array, changed: ReadonlySet<OfferKey>): boolean {
    try {
      this.#index = SearchIndex.decode(content, this.#index.lexicon, (key) => {
        const row = changed.has(key) ? undefined : this.known.rows.get(key);
        return row && { offer: row.offer, standing: standingOf(row) };
      });
      return true;
    } catch {
      return false;
    }
  }

  /** Whether a start would have much to index again that `save` spares it. */
  get isWorthSaving(): boolean {
    return this.#unsaved * WORTH_SAVING > this.#index.size;
  }

  /**
   * Writes the index down for `load`, and goes on with what was written: that holds nothing of how it was made, which is
   * more than half of it. Not to be called before everything that a scan stored came by `update`.
   */
  async save(tx: Pick<Transaction, "indexSnapshot">, version: string): Promise<void> {
    const content = this.#index.encode();
    await tx.indexSnapshot.save(version, content);
    this.#index = this.#index.rewritten(content);
    this.#unsaved = 0;
  }

  /** Takes over the rows that a scan has stored. */
  update(changed: readonly KnownOffer[]): void {
    if (changed.length === 0) return;
    for (const offer of changed) {
      if (this.#isHidden(offer)) this.#index.remove(offer.key);
      else this.#take(offer);
    }
    this.#unsaved += changed.length;
    this.#newest = { open: null, closed: null };
  }

  /** The error boundary of an offer: one that the index cannot take (an older version's, say) is found no more. */
  #take(known: KnownOffer): void {
    try {
      this.#index.replace(known.key, known.offer, standingOf(known));
    } catch (error) {
      this.#onFault(known, error);
    }
  }

  newest(standing: Standing): readonly OfferKey[] {
    this.#newest[standing] ??= [...this.known.rows.values()]
      .filter((offer) => standingOf(offer) === standing && !this.#isHidden(offer))
      .toSorted(byDate)
      .map(({ key }) => key);
    return this.#newest[standing];
  }

  search(text: string, standing: Standing): Found {
    const query = readQuery(text, { lexicon: this.#index.lexicon, today: this.#today() });
    const { hits, help, ...found } = this.#index.search(query, { standing, limit: MOST_LISTED });
    return { ...found, offers: hits.map(({ key }) => key), help };
  }

  narrow(among: readonly OfferKey[], text: string, standing: Standing): Found {
    const query = readQuery(text, { lexicon: this.#index.lexicon, today: this.#today() });
    const { hits, ...found } = this.#index.search(query, { standing, limit: this.#index.size });
    const saying = new Set(hits.filter(({ complete }) => complete).map(({ key }) => key));
    const offers = among.filter((key) => saying.has(key));
    return { ...found, offers, complete: offers.length, total: offers.length, loosened: [] };
  }

  byKey(key: OfferKey): Listed | null {
    const known = this.known.rows.get(key);
    if (!known || this.#isHidden(known)) return null;
    const standing = standingOf(known);
    const closedOn: Day | null =
      standing === "closed" && known.closedAt !== null ? dayIn(this.#timezone, known.closedAt) : null;
    return { key, id: known.id, offer: known.offer, standing, closedOn, openedAt: known.openedAt };
  }

  byId(id: string): Listed | null {
    const key = this.known.aliases.get(id.normalize("NFC") as OfferId);
    return key === undefined ? null : this.byKey(key);
  }

  *ids(): Iterable<OfferId> {
    for (const known of this.known.rows.values())
      if (known.status !== "removed" && !this.#isHidden(known)) yield known.id;
  }

  /**
   * Whether commands do not show an offer, which was never announced: its file is gone, or its author holds it back as a
   * draft or until a day.
   */
  #isHidden({ status, opening, offer }: KnownOffer): boolean {
    if (opening > 0) return false;
    return status === "removed" || offer.draft || isAwaited(offer, this.#today());
  }

  #today(): Day {
    return dayIn(this.#timezone, this.#clock.now());
  }
}

/** The standing that commands show: a missing offer stands as it was last seen. */
function standingOf({ status, stood }: KnownOffer): Standing {
  return status === "removed" ? "closed" : stood;
}

/** Orders offers by date, newest first, those without a date last; ids decide between equals. */
function byDate(a: KnownOffer, b: KnownOffer): number {
  const [left, right] = [a.offer.date ?? "", b.offer.date ?? ""];
  if (left !== right) return left < right ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}
