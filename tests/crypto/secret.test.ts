import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { decodeRecoveryKey, encodeRecoveryKey } from "matrix-js-sdk/lib/crypto-api/recovery-key.js";
import decryptAESSecretStorageItem from "matrix-js-sdk/lib/utils/decryptAESSecretStorageItem.js";
import encryptAESSecretStorageItem from "matrix-js-sdk/lib/utils/encryptAESSecretStorageItem.js";
import { describe, expect, test } from "vitest";
import { readRecoveryCode, writeRecoveryCode } from "../../src/edges/crypto/trust/recoveryCode.ts";
import {
  describeKey,
  isKey,
  keyOfPassphrase,
  openSecret,
  sealSecret,
} from "../../src/edges/crypto/trust/secret.ts";

// matrix-js-sdk, which Tchap's and Element's web clients are built on, is the other side.

describe("the recovery code", () => {
  test("is the one that other clients write and read, whatever the spaces", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (key) => {
        const code = writeRecoveryCode(key);
        expect(code).toBe(encodeRecoveryKey(key));
        expect(Buffer.from(readRecoveryCode(` ${code.replaceAll(" ", "\u00a0 ")}\n`) ?? [])).toEqual(
          Buffer.from(key),
        );
        expect(Buffer.from(decodeRecoveryKey(code))).toEqual(Buffer.from(key));
      }),
    );
  });

  test("a wrong letter, a missing group, and other texts are no code", () => {
    const code = writeRecoveryCode(randomBytes(32));
    const wrong = code.slice(0, -1) + (code.endsWith("z") ? "y" : "z");
    for (const text of [
      "",
      "EsT6",
      wrong,
      code.slice(5),
      `${code} EsT6`,
      "motdepasse",
      "0".repeat(48),
      "1".repeat(1e6),
    ])
      expect(readRecoveryCode(text)).toBeNull();
  });
});

describe("a secret", () => {
  const key = randomBytes(32);

  test("goes to another client and comes back", async () => {
    const sealed = sealSecret(key, "m.cross_signing.master", "secrète");
    expect(await decryptAESSecretStorageItem(sealed, key, "m.cross_signing.master")).toBe("secrète");
    const theirs = await encryptAESSecretStorageItem("secrète", key, "m.megolm_backup.v1");
    expect(openSecret(key, "m.megolm_backup.v1", theirs)).toBe("secrète");
  });

  test("under another name, another key, or changed, is none", () => {
    const sealed = sealSecret(key, "a", "x");
    expect(openSecret(key, "b", sealed)).toBeNull();
    expect(openSecret(randomBytes(32), "a", sealed)).toBeNull();
    expect(openSecret(key, "a", { ...sealed, ciphertext: "AAAA" })).toBeNull();
    for (const hostile of [null, 7, {}, { iv: "", ciphertext: "", mac: "" }, { ...sealed, iv: "AA" }])
      expect(openSecret(key, "a", hostile)).toBeNull();
  });

  test("a key is known by its description", () => {
    expect(isKey(key, describeKey(key))).toBe(true);
    expect(isKey(randomBytes(32), describeKey(key))).toBe(false);
    expect(isKey(key, { algorithm: "other" })).toBe(false);
    const passphrase = { algorithm: "m.pbkdf2", salt: "sel", iterations: 10 };
    expect(keyOfPassphrase("mot de passe", { passphrase })).toHaveLength(32);
    expect(keyOfPassphrase("x", { passphrase: { ...passphrase, iterations: 1e12 } })).toBeNull();
  });
});
