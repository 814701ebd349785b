import { createHash } from "node:crypto";
import type { Reading } from "../../offers/offer.ts";
import { readListed } from "../../offers/reading/listing.ts";
import type { Parse, Store, Transaction } from "../../ports/index.ts";

/** Files read once are not parsed again at the next start, as long as content and program are the same. */
export class ParseCache {
  readonly #version: string;
  /** Of earlier runs. Let go once everything has been looked at: later changes are new to it. */
  #stored: ReadonlyMap<string, Parse>;
  #fresh = new Map<string, Parse>();

  private constructor(version: string, stored: readonly Parse[]) {
    this.#version = version;
    this.#stored = new Map(stored.map((parse) => [parse.file, parse]));
  }

  /** `version` differs whenever another program might read the same bytes differently. */
  static async open(store: Store, version: string): Promise<ParseCache> {
    return new ParseCache(version, await store.read((tx) => tx.parses.all()));
  }

  /** As `readListed`, which it saves when it can. */
  read(file: string, bytes: Uint8Array): Reading | null {
    const content = createHash("sha256").update(this.#version).update("\0").update(bytes).digest("base64");
    const stored = this.#stored.get(file);
    if (stored?.content === content) return stored.reading;
    const reading = readListed(file, bytes);
    if (reading) this.#fresh.set(file, { file, content, reading });
    return reading;
  }

  /** Stores what was parsed since the last time. The first time, what is not in the folder any more is removed. */
  async save(tx: Transaction, files: ReadonlySet<string>): Promise<void> {
    await tx.parses.remove([...this.#stored.keys()].filter((file) => !files.has(file)));
    await tx.parses.save([...this.#fresh.values()]);
    this.#stored = new Map();
    this.#fresh = new Map();
  }
}
