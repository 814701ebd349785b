import type { CrossSigningBootstrapRequests, OlmMachine } from "@matrix-org/matrix-sdk-crypto-wasm";
import { carryOne, carryWaiting } from "../../../flows/keys/carryOut.ts";
import type { KeyRequest } from "../../../ports/index.ts";
import type { UserId } from "../../../rooms/identifiers.ts";
import { carry } from "../../matrix/carry.ts";
import type { Library } from "../machine.ts";
import { type LibraryRequest, readRequest } from "../requests.ts";
import { type BackupParts, joinBackup, makeBackup } from "./backup.ts";
import { AccountData, SECRETS, SecretStorage } from "./secretStorage.ts";

export interface TrustParts extends BackupParts {
  readonly user: UserId;
  readonly device: string;
}

/**
 * What became of it. `no storage`: the account has no recovery code, so that none can be right. `incomplete`: what the code
 * opens lacks the keys that sign devices, or they are not those that the account shows.
 */
export type Trusted =
  | { readonly kind: "signed"; readonly backup: boolean }
  | { readonly kind: "no storage" | "wrong code" | "incomplete" };

/** Signs this device with the account's own keys, which its recovery code opens, and uses the account's backup. */
export async function trustByCode(code: string, parts: TrustParts): Promise<Trusted> {
  const storage = await SecretStorage.open(new AccountData(parts.ask, parts.user), code);
  if (storage === "none") return { kind: "no storage" };
  if (storage === "wrong code") return { kind: "wrong code" };
  const [master, selfSigning, userSigning] = [
    await storage.get(SECRETS.master),
    await storage.get(SECRETS.selfSigning),
    await storage.get(SECRETS.userSigning),
  ];
  if (master === null || selfSigning === null) return { kind: "incomplete" };
  await settle(parts);
  const signature = await within(parts, async (machine, library) => {
    const status = await machine.importCrossSigningKeys(master, selfSigning, userSigning);
    if (!status.hasSelfSigning) return null;
    const device = await machine.getDevice(
      new library.UserId(parts.user),
      new library.DeviceId(parts.device),
    );
    return device === undefined ? null : readRequest((await device.verify()) as LibraryRequest);
  });
  if (signature === null) return { kind: "incomplete" };
  await carryOne(signature, carrying(parts));
  if (!(await isSigned(parts))) return { kind: "incomplete" };
  const secret = await storage.get(SECRETS.backup);
  const backup = secret !== null && (await joinBackup(secret, parts));
  await settle(parts);
  return { kind: "signed", backup };
}

/**
 * Makes new keys for the account, signs this device with them, and keeps them in a secret storage and a backup of its own.
 * What the account had before is replaced: other devices of it have to be signed anew. `password`: homeservers ask for it
 * before they replace keys. Returns the recovery code, WHICH NOBODY CAN LEARN LATER.
 */
export async function trustByNewKeys(password: string, parts: TrustParts): Promise<string> {
  await settle(parts);
  const requests = await within(parts, async (machine) =>
    bootstrapRequests(await machine.bootstrapCrossSigning(true)),
  );
  if (requests.device) await carryOne(requests.device, carrying(parts));
  await parts.ask("POST", "/_matrix/client/v3/keys/device_signing/upload", {
    what: "upload the keys that sign the account's devices",
    refusal: "credentials",
    body: {
      ...(JSON.parse(requests.keys) as object),
      auth: { type: "m.login.password", identifier: { type: "m.id.user", user: parts.user }, password },
    },
  });
  await carryOne(requests.signatures, carrying(parts));
  if (!(await isSigned(parts)))
    throw new Error("The homeserver took the account's new keys, and does not show them.");
  const { storage, code } = SecretStorage.make(new AccountData(parts.ask, parts.user));
  await storage.describe();
  const keys = await within(parts, async (machine) => {
    const made = await machine.exportCrossSigningKeys();
    return {
      master: made?.masterKey,
      selfSigning: made?.self_signing_key,
      userSigning: made?.userSigningKey,
    };
  });
  for (const [name, key] of Object.entries(keys)) {
    if (key === undefined) throw new Error(`The crypto library did not make the account's key "${name}".`);
    await storage.set(SECRETS[name as keyof typeof keys], key);
  }
  await storage.set(SECRETS.backup, await makeBackup(parts));
  // From here on clients ask for this code: everything that it opens is there.
  await storage.becomeDefault();
  await settle(parts);
  return code;
}

/** Whether the account has signed this device, as its homeserver shows it to everybody. */
export async function isSigned(parts: TrustParts): Promise<boolean> {
  await settle(parts);
  const query = await within(parts, async (machine, { UserId }) =>
    readRequest(machine.queryKeysForUsers([new UserId(parts.user)])),
  );
  await carryOne(query, carrying(parts));
  return await within(parts, async (machine, { UserId, DeviceId }) => {
    const device = await machine.getDevice(new UserId(parts.user), new DeviceId(parts.device));
    return device?.isCrossSignedByOwner() === true && (await machine.crossSigningStatus()).hasSelfSigning;
  });
}

function bootstrapRequests(made: CrossSigningBootstrapRequests): {
  readonly device: KeyRequest | null;
  readonly keys: string;
  readonly signatures: KeyRequest;
} {
  const { uploadKeysRequest, uploadSigningKeysRequest, uploadSignaturesRequest } = made;
  return {
    device: uploadKeysRequest ? readRequest(uploadKeysRequest as LibraryRequest) : null,
    keys: uploadSigningKeysRequest.body,
    signatures: readRequest(uploadSignaturesRequest as LibraryRequest),
  };
}

function settle(parts: TrustParts): Promise<void> {
  return carryWaiting(carrying(parts));
}

function carrying({ store, crypto, ask }: TrustParts) {
  return { store, crypto, homeserver: { carry: (request: KeyRequest) => carry(ask, request) } };
}

function within<T>(
  { store, crypto }: TrustParts,
  work: (machine: OlmMachine, library: Library) => Promise<T>,
): Promise<T> {
  return store.write((tx) => crypto.machine.during(tx, work));
}
