import { HomeserverError, type Store } from "../../../ports/index.ts";
import { asObject } from "../../../text/untrusted.ts";
import type { Ask } from "../../matrix/ask.ts";
import type { OlmCrypto } from "../olmCrypto.ts";

const PATH = "/_matrix/client/v3/room_keys/version";
const ALGORITHM = "m.megolm_backup.v1.curve25519-aes-sha2";

export interface BackupParts {
  readonly store: Pick<Store, "write">;
  readonly crypto: OlmCrypto;
  readonly ask: Ask;
}

/** The version of the account's backup of keys, and its public key; null where there is none that we could use. */
async function backupOf(ask: Ask): Promise<{ readonly version: string; readonly publicKey: string } | null> {
  let answer: Readonly<Record<string, unknown>>;
  try {
    answer = await ask("GET", PATH, { what: "ask for the backup of keys", refusal: "message" });
  } catch (error) {
    if (error instanceof HomeserverError && error.status === 404) return null;
    throw error;
  }
  const publicKey = asObject(answer.auth_data).public_key;
  const { version, algorithm } = answer;
  return algorithm === ALGORITHM && typeof version === "string" && typeof publicKey === "string"
    ? { version, publicKey }
    : null;
}

/**
 * Uses the account's backup with its private key, base64. False where the backup is of another key: it is left alone then,
 * because another client of the account may rely on it.
 */
export async function joinBackup(secret: string, { store, crypto, ask }: BackupParts): Promise<boolean> {
  const backup = await backupOf(ask);
  if (backup === null) return false;
  return await store.write((tx) =>
    crypto.machine.during(tx, async (machine, { BackupDecryptionKey }) => {
      const key = BackupDecryptionKey.fromBase64(secret);
      const { publicKeyBase64 } = key.megolmV1PublicKey;
      if (publicKeyBase64 !== backup.publicKey) return false;
      await machine.saveBackupDecryptionKey(key, backup.version);
      await machine.enableBackupV1(publicKeyBase64, backup.version);
      return true;
    }),
  );
}

/** Makes a new backup, signed by the account, and uses it. Returns its private key, base64, for the secret storage. */
export async function makeBackup({ store, crypto, ask }: BackupParts): Promise<string> {
  const { secret, body } = await store.write((tx) =>
    crypto.machine.during(tx, async (machine, { BackupDecryptionKey }) => {
      const key = BackupDecryptionKey.createRandomKey();
      const data = { public_key: key.megolmV1PublicKey.publicKeyBase64 };
      const signatures: unknown = JSON.parse((await machine.sign(JSON.stringify(data))).asJSON());
      return { secret: key.toBase64(), body: { algorithm: ALGORITHM, auth_data: { ...data, signatures } } };
    }),
  );
  await ask("POST", PATH, { what: "make a backup of keys", refusal: "message", body });
  if (!(await joinBackup(secret, { store, crypto, ask })))
    throw new HomeserverError("cannot make a backup of keys: the homeserver has another one already", {
      concern: "passing",
    });
  return secret;
}
