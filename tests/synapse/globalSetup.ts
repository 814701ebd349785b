import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import type { TestProject } from "vitest/node";
import { type Credentials, login, register } from "../../synapse/accounts.ts";
import { installSynapse } from "../../synapse/install.ts";
import { startSynapse } from "../../synapse/process.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The Python with Synapse, for tests that start a homeserver of their own. */
    readonly python: string;
    /** The homeserver of the whole run, without rate limits, and its administrator. */
    readonly homeserver: {
      readonly url: string;
      readonly serverName: string;
      readonly sharedSecret: string;
      readonly administrator: Credentials;
    };
  }
}

/** Installs Synapse if need be, and starts the one homeserver that the tests of a run share. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const python = await installSynapse({ progress: (line) => process.stdout.write(`${line}\n`) });
  const directory = await mkdtemp(join(tmpdir(), "crieur-synapse-"));
  const { url, serverName, sharedSecret, stop } = await startSynapse(python, { directory });
  const account = { user: "administrator", password: sharedSecret };
  await register(url, sharedSecret, { ...account, admin: true });
  project.provide("python", python);
  project.provide("homeserver", { url, serverName, sharedSecret, administrator: await login(url, account) });
  return async () => {
    await stop();
    await rm(directory, { recursive: true, force: true });
  };
}
