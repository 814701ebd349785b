import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Release } from "../../ports/index.ts";
import { isMissing } from "../folder/walk.ts";
import type { StoreAddress } from "../store/url.ts";

export interface CheckoutPlace {
  readonly folder: string;
  /** Removes a checkout that is only there for this process; leaves any other. */
  readonly release: Release;
}

/**
 * Finds the place of a checkout: beside the store, one for each store, repository and branch, so that the process that
 * holds the store may write to it. `shown` has no credentials, so that a new token takes no new copy. A store in memory
 * gets a passing folder.
 */
export async function checkoutPlaceOf(
  address: StoreAddress,
  shown: string,
  branch: string | null,
): Promise<CheckoutPlace> {
  if (address.engine === "memory") {
    const passing = await mkdtemp(join(tmpdir(), "crieur-offers.git-"));
    return {
      folder: join(passing, "checkout"),
      release: () => rm(passing, { recursive: true, force: true }),
    };
  }
  const identity = JSON.stringify([basename(address.path), shown, branch]);
  const hash = createHash("sha256").update(identity).digest("hex").slice(0, 12);
  return { folder: join(dirname(address.path), `offers.git-${hash}`), release: async () => {} };
}

/** Age at which a clone is surely dead, milliseconds. */
const ABANDONED = 60 * 60_000;

/** Removes folders that killed clones have left. `now` in milliseconds since the epoch. */
export async function removeAbandoned(folder: string, now: number): Promise<void> {
  const beside = dirname(folder);
  const names = await readdir(beside).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (const name of names.filter((one) => one.startsWith(`${basename(folder)}.new-`))) {
    const path = join(beside, name);
    if (now - (await stat(path)).mtimeMs > ABANDONED) await rm(path, { recursive: true, force: true });
  }
}
