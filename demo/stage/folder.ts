import { copyFile, cp, mkdir, readdir, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import process from "node:process";
import { Mendable } from "../../src/ports/mendable.ts";
import { messageOf } from "../../src/text/thrown.ts";
import { holdLock } from "../../synapse/installLock.ts";

const CHECKOUT = join(import.meta.dirname, "../..");
const LOCK = "lock";
/** Folders within `.demo`, for as many demos at once; the first is `.demo` itself. */
const LIVE = ["", "2", "3", "4", "5"];
const CHECKS = ["check", "check-2", "check-3", "check-4", "check-5"];

/** The offers that the checkout comes with, which `demo --check` knows. */
export const SEEDS = {
  developers: "2020-11-05-recrutement-devs-beta.md",
  sysadmin: "2021-06-15-tchap-adminsys.md",
  devops: "2022-02-10-tchap-devops.md",
  damaged: "2022-04-08-tchap-deux-devs.md",
  notifications: "2022-06-01-notifications-dev-principal.md",
} as const;

/** Paths of everything that a demo writes, but for Synapse itself, which is cached per user. */
export interface DemoFolder {
  readonly offers: string;
  readonly homeserver: string;
  readonly configuration: string;
  readonly store: string;
  readonly log: string;
  /** Lets another demo have it; what it holds stays, to be looked at. */
  release(): Promise<void>;
}

export interface FolderOptions {
  /** Whether to copy the seeds and nothing else, whatever the checkout's `offers` holds by now. */
  readonly check: boolean;
  /** A folder to copy offers from, instead of the checkout's. */
  readonly offers: string | undefined;
}

/**
 * Takes a folder that no other demo has, and refreshes it.
 *
 * @throws {Mendable} where it cannot be written, or the offers cannot be read
 */
export async function takeFolder({ check, offers }: FolderOptions): Promise<DemoFolder> {
  const root = join(CHECKOUT, ".demo");
  const source = offers ?? join(CHECKOUT, "offers");
  await readdir(source).catch((error: Error) => {
    throw new Mendable(
      "configuration",
      `The offers cannot be read (${error.message}); name another folder with --offers.`,
    );
  });
  const fill = (target: string): Promise<void> =>
    check ? copySeeds(target) : cp(source, target, { recursive: true });
  try {
    for (const name of check ? CHECKS : LIVE) {
      const folder = join(root, name);
      await mkdir(folder, { recursive: true });
      const unlock = await tryLock(join(folder, LOCK));
      if (unlock !== null) return await refresh(folder, fill, unlock);
    }
  } catch (error) {
    const reason = messageOf(error);
    throw new Mendable(
      "configuration",
      `The demo cannot write in ${root} (${reason}); make it writable, or remove it.`,
    );
  }
  throw new Mendable(
    "configuration",
    `${LIVE.length} demos run in this checkout already; end one of them first.`,
  );
}

async function refresh(
  folder: string,
  fill: (target: string) => Promise<void>,
  unlock: () => void,
): Promise<DemoFolder> {
  for (const name of await readdir(folder)) {
    if (LIVE.includes(name) || CHECKS.includes(name) || name.startsWith(LOCK)) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
  const offers = join(folder, "offers");
  await fill(offers);
  return {
    offers,
    homeserver: join(folder, "synapse"),
    configuration: join(folder, "crieur.yaml"),
    store: join(folder, "crieur.db"),
    log: join(folder, "crieur.log"),
    release: async () => unlock(),
  };
}

/** Locks a file; null when another demo holds it. */
async function tryLock(file: string): Promise<(() => void) | null> {
  const held = new AbortController();
  try {
    return await holdLock(file, () => held.abort(), held.signal);
  } catch (error) {
    if (held.signal.aborted) return null;
    throw error;
  }
}

/** Shortens a path for the person: relative to the working directory. */
export function shortPath(path: string): string {
  return relative(process.cwd(), path) || ".";
}

async function copySeeds(target: string): Promise<void> {
  await mkdir(target);
  for (const name of Object.values(SEEDS)) await copyFile(join(CHECKOUT, "offers", name), join(target, name));
}
