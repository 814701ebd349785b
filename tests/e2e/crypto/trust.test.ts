import { describe, expect, test } from "vitest";
import { OlmCrypto } from "../../../src/edges/crypto/olmCrypto.ts";
import {
  isSigned,
  type TrustParts,
  trustByCode,
  trustByNewKeys,
} from "../../../src/edges/crypto/trust/trustDevice.ts";
import { askWith } from "../../../src/edges/matrix/ask.ts";
import { openStore } from "../../../src/edges/store/open.ts";
import type { UserId } from "../../../src/rooms/identifiers.ts";
import { type Credentials, login } from "../../../synapse/accounts.ts";
import { newAccount, sharedHomeserver } from "../../synapse/homeserver.ts";
import { openForeign } from "./foreign.ts";

/** A new device of an account, whose keys are in a store of its own. */
async function deviceOf({ url, userId, deviceId, accessToken }: Credentials): Promise<TrustParts> {
  const store = await openStore("sqlite::memory:", { lock: true, now: 0 });
  const user = userId as UserId;
  const crypto = new OlmCrypto(user, deviceId, Date.now);
  return { store, crypto, ask: askWith(url, accessToken), user, device: deviceId };
}

async function anotherLogin(session: Credentials): Promise<Credentials> {
  const user = session.userId.slice(1, session.userId.indexOf(":"));
  return login(sharedHomeserver().url, { user, password: user });
}

const passwordOf = ({ userId }: Credentials): string => userId.slice(1, userId.indexOf(":"));

describe("an account that was made by hand in a client", () => {
  test("its recovery code signs the bot's device, and joins its backup", async () => {
    const session = await newAccount("crieur");
    const person = await openForeign(session, { signed: false });
    const keys = person.client.getCrypto();
    const code = await keys?.createRecoveryKeyFromPassphrase();
    await keys?.bootstrapCrossSigning({
      setupNewCrossSigning: true,
      authUploadDeviceSigningKeys: async (upload) => {
        await upload({
          type: "m.login.password",
          identifier: { type: "m.id.user", user: session.userId },
          password: passwordOf(session),
        } as never);
      },
    });
    await keys?.bootstrapSecretStorage({
      setupNewSecretStorage: true,
      setupNewKeyBackup: true,
      createSecretStorageKey: async () => code as never,
    });
    const bot = await deviceOf(await anotherLogin(session));
    expect(await isSigned(bot)).toBe(false);
    expect(await trustByCode("EsTb EjQ4 0000", bot)).toEqual({ kind: "wrong code" });
    expect(await isSigned(bot)).toBe(false);
    expect(await trustByCode(code?.encodedPrivateKey ?? "", bot)).toEqual({ kind: "signed", backup: true });
    expect(await isSigned(bot)).toBe(true);
    await person.client.downloadKeysForUsers([session.userId]);
    const seen = await keys?.getDeviceVerificationStatus(session.userId, bot.device);
    expect(seen?.signedByOwner).toBe(true);
  });

  test("without a recovery code there is none to be right", async () => {
    const bot = await deviceOf(await newAccount("crieur"));
    expect(await trustByCode("EsTb", bot)).toEqual({ kind: "no storage" });
  });
});

describe("keys that the bot makes itself", () => {
  test("sign its device; their code opens them for another client and for the bot's next device", async () => {
    const session = await newAccount("crieur");
    const bot = await deviceOf(session);
    const code = await trustByNewKeys(passwordOf(session), bot);
    expect(code).toMatch(/^Es\w\w( \w{4}){11}$/);
    expect(await isSigned(bot)).toBe(true);

    // The store is lost: a new device, and the code.
    const next = await deviceOf(await anotherLogin(session));
    expect(await trustByCode(code, next)).toEqual({ kind: "signed", backup: true });
    expect(await isSigned(next)).toBe(true);

    const { ask } = await deviceOf(await newAccount("lea"));
    const shown = await ask("POST", "/_matrix/client/v3/keys/query", {
      what: "look",
      refusal: "message",
      body: { device_keys: { [session.userId]: [] } },
    });
    const own = JSON.parse(JSON.stringify(shown), (key, value) => (key === "unsigned" ? undefined : value));
    const [signing] = Object.keys(own.self_signing_keys[session.userId].keys);
    for (const { device } of [bot, next]) {
      const { signatures } = own.device_keys[session.userId][device];
      expect(Object.keys(signatures[session.userId])).toContain(signing);
    }
  });

  test("may be made anew, with the password that the homeserver asks for", async () => {
    const session = await newAccount("crieur");
    const bot = await deviceOf(session);
    const first = await trustByNewKeys(passwordOf(session), bot);
    await expect(trustByNewKeys("wrong", bot)).rejects.toMatchObject({ status: 401 });
    const second = await trustByNewKeys(passwordOf(session), bot);
    expect(second).not.toBe(first);
    expect(await isSigned(bot)).toBe(true);
    const next = await deviceOf(await anotherLogin(session));
    expect(await trustByCode(first, next)).toEqual({ kind: "wrong code" });
    expect(await trustByCode(second, next)).toEqual({ kind: "signed", backup: true });
  });
});
