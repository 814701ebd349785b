import { type CopiedSource, Mendable, type Store } from "../../ports/index.ts";
import type { Scan } from "./scan.ts";
import type { Scanner } from "./scanner.ts";

interface InitialScanParts {
  readonly store: Store;
  readonly scanner: Scanner;
  /** Set when the folder is a copy, with how it is brought up to date. */
  readonly copy: { readonly source: CopiedSource; readonly pull: () => Promise<void> } | null;
  /** The remedy to name when the folder cannot be read. */
  readonly remedy: string;
}

/**
 * Makes the scan that a start begins with. A copy that an earlier run fetched is scanned first and pulled
 * afterwards, so that a start does not wait for the network; a first start waits for the repository. Without
 * a network a copy may be unreadable when the store knows offers already; otherwise throws `Mendable`,
 * because nothing sensible can be done.
 */
export async function initialScan({ store, scanner, copy, remedy }: InitialScanParts): Promise<Scan> {
  const fetched = copy !== null && (await copy.source.exists());
  if (copy && !fetched) await copy.pull();
  const scan = await scanner.once();
  if (!scan.readable && (copy === null || !(await knowsOffers(store))))
    throw new Mendable("configuration", `${scan.reason}; ${remedy}`);
  if (copy && fetched) void copy.pull();
  return scan;
}

async function knowsOffers(store: Store): Promise<boolean> {
  return (await store.read((tx) => tx.offers.all())).length > 0;
}
