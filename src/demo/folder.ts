import { copyFile, cp, mkdir, readdir, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import process from "node:process";
import { Unusable } from "../cli/failure.ts";
import { holdLock } from "./synapse/installLock.ts";

const CHECKOUT = join(import.meta.dirname, "../..");
const LOCK = "lock";
const CHECK = "check";

/** The offers that the checkout comes with: what `demo --check` knows. */
export const SEEDS = {
  developers: "2020-11-05-recrutement-devs-beta.md",
  sysadmin: "2021-06-15-tchap-adminsys.md",
  devops: "2022-02-10-tchap-devops.md",
  damaged: "2022-04-08-tchap-deux-devs.md",
  notifications: "2022-06-01-notifications-dev-principal.md",
} as const;

/** Where a demo writes: everything but Synapse itself, which is cached per user. */
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
  /** A folder of its own, with the seeds and nothing else. */
  readonly check: boolean;
  /** Another demo has the folder. */
  readonly onWait: () => void;
  readonly signal: AbortSignal;
}

/** Takes `.demo` of the checkout, and refreshes it. Throws `Unusable` where it cannot be written. */
export async function takeFolder({ check, onWait, signal }: FolderOptions): Promise<DemoFolder> {
  const folder = join(CHECKOUT, ".demo", check ? CHECK : "");
  try {
    await mkdir(folder, { recursive: true });
    const unlock = await holdLock(join(folder, LOCK), onWait, signal);
    const taken: DemoFolder = {
      offers: join(folder, "offers"),
      homeserver: join(folder, "synapse"),
      configuration: join(folder, "crieur.yaml"),
      store: join(folder, "crieur.db"),
      log: join(folder, "crieur.log"),
      release: async () => unlock(),
    };
    await empty(folder);
    await (check ? copySeeds(taken.offers) : cp(join(CHECKOUT, "offers"), taken.offers, { recursive: true }));
    return taken;
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Unusable(`The demo cannot write in ${folder} (${reason}); make it writable, or remove it.`);
  }
}

/** From where the person stands. */
export function shortPath(path: string): string {
  return relative(process.cwd(), path) || ".";
}

async function empty(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name === CHECK || name.startsWith(LOCK)) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function copySeeds(target: string): Promise<void> {
  await mkdir(target);
  for (const name of Object.values(SEEDS)) await copyFile(join(CHECKOUT, "offers", name), join(target, name));
}
