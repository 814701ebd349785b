import type { Settings } from "../config/schema.ts";
import { openSource } from "../edges/source.ts";
import { type FolderReading, Reader } from "../flows/scan/reader.ts";
import type { Problem, Reading } from "../offers/offer.ts";
import { type Standing, standingOn, standingProblems } from "../offers/standing.ts";
import { Mendable } from "../ports/mendable.ts";

export type OffersRead = Extract<FolderReading, { readable: true }> & {
  /** Where the files stand on disk. */
  readonly folder: string;
};

/** The offers as their files stand. Throws `Mendable` when the folder itself cannot be read. */
export async function readOffers({ offers, store }: Settings): Promise<OffersRead> {
  const { source, folder, remedy, release } = await openSource(offers, { store, keeps: false });
  try {
    const read = await new Reader(source).read();
    if (!read.readable) throw unreadable(read.reason, remedy);
    return { ...read, folder };
  } finally {
    await release();
  }
}

export function unreadable(reason: string, remedy: string): Mendable {
  return new Mendable("configuration", `${reason}; ${remedy}.`);
}

/** All that is to be said about a file on a day, in the order of its lines. */
export function problemsOn(reading: Reading, today: string): Problem[] {
  return [...reading.problems, ...standingProblems(reading, today)].sort((a, b) => a.line - b.line);
}

/** Null for a file that says nothing that could be trusted. */
export function stateOn({ offer }: Reading, today: string): Standing | null {
  return offer === null ? null : standingOn(offer, today);
}

export function hasError({ problems }: Pick<Reading, "problems">): boolean {
  return problems.some(({ severity }) => severity === "error");
}
