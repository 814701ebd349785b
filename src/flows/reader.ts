import type { KnownOffer } from "../offers/catalogue.ts";
import { offerIdOf } from "../offers/fileName.ts";
import { arrange, readListed } from "../offers/listing.ts";
import type { Reading } from "../offers/offer.ts";
import { refuseFile } from "../offers/parse.ts";
import type { Listing, OfferSource, SourceFile } from "../ports.ts";

/** A folder, read. A file that is no offer has no reading. */
export type FolderReading =
  | {
      readonly readable: true;
      readonly readings: readonly Reading[];
      readonly hidden: Extract<Listing, { readable: true }>["hidden"];
      readonly blind: string | null;
    }
  | { readonly readable: false; readonly reason: string };

/** Files read from disk at a time. */
const AT_ONCE = 32;

type Kept = Map<string, { readonly version: string; readonly reading: Reading | null }>;

/** Reads the folder; a file whose version is the one read last is not opened again. */
export class Reader {
  readonly #source: OfferSource;
  #kept: Kept = new Map();

  constructor(source: OfferSource) {
    this.#source = source;
  }

  async read(): Promise<FolderReading> {
    const listing = await this.#source.list();
    if (!listing.readable) return listing;
    const kept: Kept = new Map();
    for (let start = 0; start < listing.files.length; start += AT_ONCE) {
      const some = listing.files.slice(start, start + AT_ONCE);
      const readings = await Promise.all(some.map((file) => this.#readOne(file)));
      some.forEach(({ file, version }, index) => {
        kept.set(file, { version, reading: readings[index] ?? null });
      });
    }
    this.#kept = kept;
    const readings = [...kept.values()].map(({ reading }) => reading).filter((reading) => reading !== null);
    return { readable: true, readings: arrange(readings), hidden: listing.hidden, blind: listing.blind };
  }

  /** The error boundary of a file: whatever goes wrong with it is its own problem, and holds up nothing else. */
  async #readOne(source: SourceFile): Promise<Reading | null> {
    const earlier = this.#kept.get(source.file);
    if (earlier?.version === source.version) return earlier.reading;
    try {
      return readListed(source.file, await source.bytes());
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return refuseFile(source.file, { severity: "error", line: 1, message });
    }
  }
}

/**
 * Known offers in folders that cannot be listed at the moment: refused readings stand in for them, because what is
 * not seen there is not gone.
 */
export function standIns(
  known: readonly KnownOffer[],
  hidden: readonly { readonly folder: string; readonly reason: string }[],
): Reading[] {
  if (hidden.length === 0) return [];
  return known.flatMap(({ status, offer: { file } }) => {
    const above = hidden.find(({ folder }) => file.startsWith(`${folder}/`));
    if (!above || status === "removed") return [];
    const message = `the folder "${above.folder}" cannot be listed (${above.reason}); the offer keeps its last state`;
    return [refuseFile(file, { severity: "error", line: 1, message })];
  });
}

/** The reading of one file by its path or by its offer's id; null when the folder has no such offer. */
export function findReading(readings: readonly Reading[], name: string): Reading | null {
  const id = offerIdOf(name);
  return readings.find(({ file }) => file === name) ?? readings.find((reading) => reading.id === id) ?? null;
}
