import { type CopiedSource, Mendable, type OfferSource, type Release } from "../ports/index.ts";
import { pathFrom } from "../ports/paths.ts";
import { FolderSource } from "./folder/folderSource.ts";
import { readGitAddress } from "./git/address.ts";
import { Checkout } from "./git/checkout.ts";
import { checkoutPlaceOf, removeAbandoned } from "./git/checkoutPlace.ts";
import { GitSource } from "./git/gitSource.ts";
import { requireGit } from "./git/runGit.ts";
import { parseStoreUrl } from "./store/url.ts";

export interface OffersSettings {
  readonly folder: string;
  readonly git: {
    readonly url: string;
    readonly branch: string | null;
    readonly path: string;
    readonly every: string;
  } | null;
}

export interface OpenSourceOptions {
  /** The URL of the store, beside which a repository is checked out. */
  readonly store: string;
  readonly keeps: boolean;
  /** The folder that relative paths count from; the working directory unless given. */
  readonly cwd?: string;
}

export interface OpenSource {
  readonly source: OfferSource;
  /** The folder of its files on disk. */
  readonly folder: string;
  /** Set when it is a copy that this process keeps up to date, at the times of `every` (cron). */
  readonly copy: { readonly source: CopiedSource; readonly every: string } | null;
  /** The remedy to tell after the reason when it cannot be read. */
  readonly remedy: string;
  /** Stops what is under way. */
  readonly release: Release;
}

/**
 * Opens the configured source of offers. `keeps: true` is for the process that holds the store, which then pulls a git
 * repository itself. `keeps: false` reads its checkout as it stands, and fetches it only when there is none.
 * Throws `Mendable` for what only people can mend.
 */
export async function openSource(
  { folder, git }: OffersSettings,
  { store, keeps, cwd = "" }: OpenSourceOptions,
): Promise<OpenSource> {
  if (git === null) {
    const source = new FolderSource(pathFrom(cwd, folder), folder);
    const remedy = "name the folder of offers with --offers, or as offers.folder in the configuration";
    return { source, folder, copy: null, remedy, release: async () => {} };
  }
  const address = readGitAddress(git.url);
  if ("problem" in address) throw new Mendable("configuration", `offers.git.url: ${address.problem}.`);
  const stopping = new AbortController();
  await requireGit(stopping.signal);
  const place = await checkoutPlaceOf(parseStoreUrl(store, cwd), address.shown, git.branch);
  const checkout = new Checkout(place.folder, address, git.branch, stopping.signal);
  const source = new GitSource(checkout, { path: git.path, keeps });
  if (keeps) await removeAbandoned(place.folder, Date.now());
  else if (!(await source.exists())) await source.pull();
  return {
    source,
    folder: source.folder,
    copy: keeps ? { source, every: git.every } : null,
    remedy: "mend offers.git in the configuration, or name a folder with --offers",
    release: async () => {
      stopping.abort();
      await source.settled();
      await place.release();
    },
  };
}
