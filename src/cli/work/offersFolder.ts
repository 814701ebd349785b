import type { Config } from "../../config/load.ts";
import { openSource } from "../../edges/openSource.ts";
import { type FolderReading, Reader } from "../../flows/scan/reader.ts";
import type { Names } from "../../offers/facts/names.ts";
import type { Problem, Reading } from "../../offers/offer.ts";
import { contradictions } from "../../offers/reading/contradictions.ts";
import { type Standing, standingOn } from "../../offers/standing.ts";
import { Mendable } from "../../ports/mendable.ts";

/** The offers of a folder that could be read. */
export type OffersRead = Extract<FolderReading, { readable: true }> & {
  /** The folder of the files, as the configuration names it. */
  readonly folder: string;
};

/**
 * Reads the offers as their files stand; the store is not opened. Throws `Mendable` when
 * the folder cannot be read.
 */
export async function readOffers(
  { settings: { offers, store }, cwd }: Config,
  names: Names,
): Promise<OffersRead> {
  const { source, folder, remedy, release } = await openSource(offers, { store, keeps: false, cwd });
  try {
    const read = await new Reader(source, names).read();
    if (!read.readable) throw unreadable(read.reason, remedy);
    return { ...read, folder };
  } finally {
    await release();
  }
}

/** The failure of a command whose offers cannot be read. */
export function unreadable(reason: string, remedy: string): Mendable {
  return new Mendable("configuration", `${reason}; ${remedy}.`);
}

/** Lists all problems that a file has on a day, in the order of its lines. */
export function problemsOn(reading: Reading, today: string): Problem[] {
  return [...reading.problems, ...contradictions(reading, today)].sort((a, b) => a.line - b.line);
}

/** Says whether an offer is open on a day; null for a file that says nothing that could be trusted. */
export function stateOn({ offer }: Reading, today: string): Standing | null {
  return offer === null ? null : standingOn(offer, today);
}

export function hasError({ problems }: Pick<Reading, "problems">): boolean {
  return problems.some(({ severity }) => severity === "error");
}

/** The colour of a severity at a terminal. */
export const COLOURS = { error: "red", warning: "yellow" } as const;
