// Secrets in the account data of an account (client-server API, "m.secret_storage.v1.aes-hmac-sha2").

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  pbkdf2Sync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { asObject } from "../../../text/untrusted.ts";

export interface SealedSecret {
  readonly iv: string;
  readonly ciphertext: string;
  readonly mac: string;
}

const CIPHER = "aes-256-ctr";
export const SECRET_ALGORITHM = "m.secret_storage.v1.aes-hmac-sha2";

/** Seals a secret under its name. */
export function sealSecret(key: Uint8Array, name: string, secret: string, iv = newIv()): SealedSecret {
  const keys = keysFor(key, name);
  const cipher = createCipheriv(CIPHER, keys.cipher, iv);
  const ciphertext = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return {
    iv: iv.toString("base64"),
    ciphertext: ciphertext.toString("base64"),
    mac: macOf(keys.mac, ciphertext).toString("base64"),
  };
}

/** Opens one; null where it is none, or of another key or name. Hostile. */
export function openSecret(key: Uint8Array, name: string, sealed: unknown): string | null {
  const { iv, ciphertext, mac } = asObject(sealed);
  if (typeof iv !== "string" || typeof ciphertext !== "string" || typeof mac !== "string") return null;
  const keys = keysFor(key, name);
  const bytes = Buffer.from(ciphertext, "base64");
  const start = Buffer.from(iv, "base64");
  const [stated, found] = [Buffer.from(mac, "base64"), macOf(keys.mac, bytes)];
  if (start.length !== 16 || stated.length !== found.length || !timingSafeEqual(stated, found)) return null;
  const cipher = createDecipheriv(CIPHER, keys.cipher, start);
  return Buffer.concat([cipher.update(bytes), cipher.final()]).toString("utf8");
}

/** What is said of a key, so that it can be told whether one that is typed is it. */
export function describeKey(key: Uint8Array): Readonly<Record<string, unknown>> {
  const { iv, mac } = sealSecret(key, "", ZEROS);
  return { algorithm: SECRET_ALGORITHM, iv, mac };
}

/** Whether a key is the one that was described. One that was described without a proof may be. */
export function isKey(key: Uint8Array, description: unknown): boolean {
  const { algorithm, iv, mac } = asObject(description);
  if (algorithm !== SECRET_ALGORITHM) return false;
  if (typeof iv !== "string" || typeof mac !== "string") return true;
  const expected = sealSecret(key, "", ZEROS, Buffer.from(iv, "base64").subarray(0, 16));
  return expected.mac.replace(/=+$/, "") === mac.replace(/=+$/, "");
}

/** The most rounds that a description may ask for: it is the homeserver's word. */
const ROUNDS = 5_000_000;

/** The key of a passphrase, where the description says how; null where it does not. */
export function keyOfPassphrase(passphrase: string, description: unknown): Uint8Array | null {
  const { algorithm, salt, iterations, bits = 256 } = asObject(asObject(description).passphrase);
  if (algorithm !== "m.pbkdf2" || typeof salt !== "string" || bits !== 256) return null;
  if (!Number.isSafeInteger(iterations) || (iterations as number) < 1 || (iterations as number) > ROUNDS)
    return null;
  return pbkdf2Sync(passphrase, salt, iterations as number, 32, "sha512");
}

const ZEROS = "\0".repeat(32);

function newIv(): Buffer {
  const iv = randomBytes(16);
  // One bit is kept at zero, because some implementations count in 64 bits.
  iv[8] = (iv[8] ?? 0) & 0x7f;
  return iv;
}

function keysFor(key: Uint8Array, name: string): { readonly cipher: Uint8Array; readonly mac: Uint8Array } {
  const derived = new Uint8Array(hkdfSync("sha256", key, new Uint8Array(32), name, 64));
  return { cipher: derived.subarray(0, 32), mac: derived.subarray(32) };
}

function macOf(key: Uint8Array, ciphertext: Uint8Array): Buffer {
  return createHmac("sha256", key).update(ciphertext).digest();
}
