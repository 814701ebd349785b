import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject, onTestFinished } from "vitest";
import { type Credentials, login, register } from "../../synapse/accounts.ts";
import { type Administrator, administrator } from "../../synapse/administrator.ts";
import { Client } from "../../synapse/client.ts";
import { type StartOptions, type Synapse, startSynapse } from "../../synapse/process.ts";

/** The homeserver that the whole run shares; accounts and aliases of a test need names of their own. */
export function sharedHomeserver() {
  return inject("homeserver");
}

export function sharedAdministrator(): Administrator {
  return administrator(inject("homeserver").administrator);
}

/** A name that no other test uses: `agent-1f3a…`. */
export function uniqueName(stem: string): string {
  return `${stem}-${randomBytes(6).toString("hex")}`;
}

/** A homeserver for one test, to break, restart or limit; it ends with the test. */
export async function privateHomeserver(options: Omit<StartOptions, "directory"> = {}): Promise<Synapse> {
  const directory = await mkdtemp(join(tmpdir(), "crieur-synapse-"));
  const synapse = await startSynapse(inject("python"), { directory, ...options });
  onTestFinished(async () => {
    await synapse.kill();
    await rm(directory, { recursive: true, force: true });
  });
  return synapse;
}

/** A fresh account, logged in with a device. Its password is its name. */
export async function newAccount(
  stem: string,
  { url, sharedSecret }: Pick<Synapse, "url" | "sharedSecret"> = sharedHomeserver(),
  options: { readonly admin?: boolean; readonly refresh?: boolean } = {},
): Promise<Credentials> {
  const user = uniqueName(stem);
  await register(url, sharedSecret, { user, password: user, admin: options.admin ?? false });
  return login(url, { user, password: user, refresh: options.refresh ?? false });
}

/** A fresh account with a client that follows its rooms until the test ends. */
export async function newClient(
  stem: string,
  homeserver: Pick<Synapse, "url" | "sharedSecret"> = sharedHomeserver(),
): Promise<Client> {
  const client = await Client.open(await newAccount(stem, homeserver));
  onTestFinished(() => client.close());
  return client;
}
