import { createHash } from "node:crypto";
import type { Names } from "../../offers/facts/names.ts";
import type { OfferKey, Reading } from "../../offers/offer.ts";
import { readListed } from "../../offers/reading/listing.ts";
import type { Parse, SourceFile, Store, Transaction } from "../../ports/index.ts";
import type { KnownOffers } from "./known.ts";

/** Says which known offer says what was read; null when none does. */
export type OfferOfReading = (reading: Reading) => OfferKey | null;

/** Parsed files, stored so that the next start parses none again whose content and parser are the same. */
export class ParseCache {
  readonly #version: string;
  readonly #known: Pick<KnownOffers, "rows">;
  /**
   * Parses of earlier runs. Dropped after the first save: from then on only changed files are
   * read, which are not here.
   */
  #stored: ReadonlyMap<string, Parse>;
  #fresh = new Map<string, Omit<Parse, "offer">>();

  private constructor(version: string, known: Pick<KnownOffers, "rows">, stored: readonly Parse[]) {
    this.#version = version;
    this.#known = known;
    this.#stored = new Map(stored.map((parse) => [parse.file, parse]));
  }

  /**
   * Loads the cache. `version` has to differ between programs and names that might read
   * the same bytes differently. Offers that `known` holds are not stored a second time.
   */
  static async open(store: Store, version: string, known: KnownOffers): Promise<ParseCache> {
    const stored = await store.read(async (tx) => {
      await known.load(tx);
      return tx.parses.all();
    });
    return new ParseCache(version, known, stored);
  }

  /**
   * The file's reading, as `readListed` would give it but without keys and body, of which the offer keeps what is
   * needed; parsed only when the cache has none for these bytes, and not even opened where its version says that they
   * are the same. Rejects when the file cannot be read.
   */
  async read({ file, version, isAtRest, bytes }: SourceFile, names: Names): Promise<Reading | null> {
    const stored = this.#stored.get(file);
    const before = stored && this.#readingOf(stored);
    const seen = isAtRest ? `${this.#version} ${version}` : null;
    if (before && seen !== null && stored.seen === seen) return before;
    const found = await bytes();
    const content = createHash("sha256").update(this.#version).update("\0").update(found).digest("base64");
    if (before && stored.content === content) {
      if (seen !== null) this.#fresh.set(file, { file, content, seen, reading: before });
      return before;
    }
    const read = readListed(file, found, names);
    if (read === null) return null;
    const reading = { ...read, body: null, keys: [] };
    this.#fresh.set(file, { file, content, seen, reading });
    return reading;
  }

  /**
   * Stores new parses. The first save of a run also removes those of files that have left the folder. What is stored
   * counts as such with `committed` alone.
   */
  async save(
    tx: Pick<Transaction, "parses">,
    files: Pick<ReadonlySet<string>, "has">,
    offerOf: OfferOfReading,
  ): Promise<void> {
    await tx.parses.remove([...this.#stored.keys()].filter((file) => !files.has(file)));
    const parses = [...this.#fresh.values()].map((parse): Parse => {
      const offer = offerOf(parse.reading);
      return { ...parse, offer, reading: offer === null ? parse.reading : { ...parse.reading, offer: null } };
    });
    await tx.parses.save(parses);
  }

  committed(): void {
    this.#stored = new Map();
    this.#fresh = new Map();
  }

  /** Undefined when the offer has moved on to another file since. */
  #readingOf({ file, offer, reading }: Parse): Reading | undefined {
    if (offer === null) return reading;
    const row = this.#known.rows.get(offer);
    return row?.offer.file === file ? { ...reading, offer: row.offer } : undefined;
  }
}
