import type { KnownOffer } from "../../offers/catalogue.ts";
import type { Conventions } from "../../offers/conventions.ts";
import { type Names, namesFor } from "../../offers/facts/names.ts";
import type { Reading } from "../../offers/offer.ts";
import { offerIdOf } from "../../offers/reading/fileName.ts";
import { arrange, readListed } from "../../offers/reading/listing.ts";
import { refuseFile } from "../../offers/reading/parse.ts";
import type { Listing, OfferSource, SourceFile, Transaction } from "../../ports/index.ts";
import { messageOf } from "../../text/thrown.ts";
import type { OfferOfReading, ParseCache } from "./parseCache.ts";

/** The readings of a whole folder. A file that is no offer has none. */
export type FolderReading =
  | {
      readonly readable: true;
      readonly readings: readonly Reading[];
      /** Set when this is an earlier list of readings but for some, whose files were the same and are read anew. */
      readonly since: { readonly readings: readonly Reading[]; readonly fresh: readonly Reading[] } | null;
      /** The folder that was read (`Listing`). */
      readonly identity: string | null;
      /** True when the whole folder was gone through for these readings (`Listing`). */
      readonly whole: boolean;
      readonly unlistable: Extract<Listing, { readable: true }>["unlistable"];
      readonly withoutEvents: string | null;
    }
  | { readonly readable: false; readonly reason: string };

/** Files read from disk at a time. */
const AT_ONCE = 32;

interface Kept {
  /**
   * The file's version when it was read; null when it could not be, so that it is tried
   * again, whatever its version.
   */
  readonly version: string | null;
  readonly reading: Reading | null;
}

/** The readings of a folder in their order, with the place of each file; without places where files share an id. */
interface Arranged {
  readonly readings: readonly Reading[];
  readonly places: ReadonlyMap<string, number> | null;
}

/** Reads the folder again and again; a file whose version is the one read last is not opened again. */
export class Reader {
  readonly #source: OfferSource;
  readonly #names: Names;
  readonly #parses: ParseCache | null;
  #kept = new Map<string, Kept>();
  #arranged: Arranged = { readings: [], places: null };

  constructor(source: OfferSource, names: Names, parses: ParseCache | null = null) {
    this.#source = source;
    this.#names = names;
    this.#parses = parses;
  }

  /** The conventions that files are read by. */
  get conventions(): Conventions {
    return this.#names.conventions;
  }

  /** A reader of the same folder by other conventions, which keeps nothing. */
  under(conventions: Conventions): Reader {
    return new Reader(this.#source, namesFor(this.#names, conventions));
  }

  /** The next reading goes through the whole folder. */
  refresh(): void {
    this.#source.refresh();
  }

  async read(): Promise<FolderReading> {
    const listing = await this.#source.list();
    if (!listing.readable) return listing;
    const changed = listing.files.filter(({ file, version }) => this.#kept.get(file)?.version !== version);
    const fresh = await this.#readAll(changed);
    const before = this.#arranged.readings;
    const isSameFolder = listing.files.length === this.#kept.size && this.#takeOver(fresh);
    if (!isSameFolder) this.#arrangeAnew(listing.files, fresh);
    const { readings } = this.#arranged;
    const { identity, whole, unlistable, withoutEvents } = listing;
    const since = isSameFolder ? { readings: before, fresh: readingsOf(fresh) } : null;
    return { readable: true, readings, since, identity, whole, unlistable, withoutEvents };
  }

  async #readAll(files: readonly SourceFile[]): Promise<Map<string, Kept>> {
    const fresh = new Map<string, Kept>();
    for (let start = 0; start < files.length; start += AT_ONCE) {
      const some = files.slice(start, start + AT_ONCE);
      for (const [file, one] of await Promise.all(some.map((source) => this.#readOne(source))))
        fresh.set(file, one);
    }
    return fresh;
  }

  /** Puts fresh readings in the places of those before; false when that would not do, and nothing has changed. */
  #takeOver(fresh: ReadonlyMap<string, Kept>): boolean {
    const { readings, places } = this.#arranged;
    if (fresh.size === 0) return true;
    if (places === null) return false;
    const isInPlace = ([file, { reading }]: [string, Kept]) => places.has(file) === (reading !== null);
    if (![...fresh].every((one) => this.#kept.has(one[0]) && isInPlace(one))) return false;
    const next = [...readings];
    for (const [file, one] of fresh) {
      this.#kept.set(file, one);
      const place = places.get(file);
      if (place !== undefined && one.reading !== null) next[place] = one.reading;
    }
    this.#arranged = { readings: next, places };
    return true;
  }

  #arrangeAnew(files: readonly SourceFile[], fresh: ReadonlyMap<string, Kept>): void {
    const kept = new Map<string, Kept>();
    for (const { file } of files) {
      const one = fresh.get(file) ?? this.#kept.get(file);
      if (one) kept.set(file, one);
    }
    this.#kept = kept;
    const readings = arrange(readingsOf(kept));
    const isPlain = new Set(readings.map(({ id }) => id)).size === readings.length;
    const places = isPlain ? new Map(readings.map(({ file }, place) => [file, place])) : null;
    this.#arranged = { readings, places };
  }

  /** Keeps what was parsed for the next start. */
  async save(tx: Pick<Transaction, "parses">, offerOf: OfferOfReading): Promise<void> {
    await this.#parses?.save(tx, this.#kept, offerOf);
  }

  /** What was saved is committed. */
  committed(): void {
    this.#parses?.committed();
  }

  /**
   * The error boundary of a file: whatever goes wrong with it is its own problem, and holds up nothing else.
   */
  async #readOne(source: SourceFile): Promise<[string, Kept]> {
    const { file, version } = source;
    try {
      const reading = this.#parses
        ? await this.#parses.read(source, this.#names)
        : readListed(file, await source.bytes(), this.#names);
      return [file, { version, reading }];
    } catch (error) {
      const message = messageOf(error);
      return [file, { version: null, reading: refuseFile(file, { severity: "error", line: 1, message }) }];
    }
  }
}

function readingsOf(kept: ReadonlyMap<string, Kept>): Reading[] {
  return [...kept.values()].map(({ reading }) => reading).filter((reading) => reading !== null);
}

/**
 * Refused readings for known offers in folders that cannot be listed at the moment. They keep those offers
 * from being taken for missing: a file that cannot be seen is not gone.
 */
export function unlistableReadings(
  known: readonly KnownOffer[],
  unlistable: readonly { readonly folder: string; readonly reason: string }[],
): Reading[] {
  if (unlistable.length === 0) return [];
  return known.flatMap(({ status, offer: { file } }) => {
    const above = unlistable.find(({ folder }) => file.startsWith(`${folder}/`));
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
