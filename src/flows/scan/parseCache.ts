import { createHash } from "node:crypto";
import type { Names } from "../../offers/facts/names.ts";
import type { Reading } from "../../offers/offer.ts";
import { readListed } from "../../offers/reading/listing.ts";
import type { Parse, Store, Transaction } from "../../ports/index.ts";

/** Parsed files, stored so that the next start parses none again whose content and parser are the same. */
export class ParseCache {
  readonly #version: string;
  /**
   * Parses of earlier runs. Dropped after the first save: from then on only changed files are
   * read, which are not here.
   */
  #stored: ReadonlyMap<string, Parse>;
  #fresh = new Map<string, Parse>();

  private constructor(version: string, stored: readonly Parse[]) {
    this.#version = version;
    this.#stored = new Map(stored.map((parse) => [parse.file, parse]));
  }

  /**
   * Loads the cache. `version` has to differ between programs and names that might read
   * the same bytes differently.
   */
  static async open(store: Store, version: string): Promise<ParseCache> {
    return new ParseCache(version, await store.read((tx) => tx.parses.all()));
  }

  /**
   * The file's reading, as `readListed` would give it but without the body, of which the offer keeps what is
   * needed; parsed only when the cache has none for these bytes.
   */
  read(file: string, bytes: Uint8Array, names: Names): Reading | null {
    const content = createHash("sha256").update(this.#version).update("\0").update(bytes).digest("base64");
    const stored = this.#stored.get(file);
    if (stored?.content === content) return stored.reading;
    const read = readListed(file, bytes, names);
    if (read === null) return null;
    const reading = { ...read, body: null };
    this.#fresh.set(file, { file, content, reading });
    return reading;
  }

  /** Stores new parses. The first save of a run also removes those of files that have left the folder. */
  async save(tx: Pick<Transaction, "parses">, files: Pick<ReadonlySet<string>, "has">): Promise<void> {
    await tx.parses.remove([...this.#stored.keys()].filter((file) => !files.has(file)));
    await tx.parses.save([...this.#fresh.values()]);
    this.#stored = new Map();
    this.#fresh = new Map();
  }
}
