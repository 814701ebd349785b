import { randomBytes } from "node:crypto";
import { HomeserverError } from "../../../ports/index.ts";
import type { UserId } from "../../../rooms/identifiers.ts";
import type { Ask } from "../../matrix/ask.ts";
import { readRecoveryCode, writeRecoveryCode } from "./recoveryCode.ts";
import { describeKey, isKey, keyOfPassphrase, openSecret, sealSecret } from "./secret.ts";

export const SECRETS = {
  master: "m.cross_signing.master",
  selfSigning: "m.cross_signing.self_signing",
  userSigning: "m.cross_signing.user_signing",
  backup: "m.megolm_backup.v1",
} as const;

type Content = Readonly<Record<string, unknown>>;

/** The account data of an account. */
export class AccountData {
  readonly #ask: Ask;
  readonly #user: UserId;

  constructor(ask: Ask, user: UserId) {
    this.#ask = ask;
    this.#user = user;
  }

  /** Null where there is none of that type. */
  async get(type: string): Promise<Content | null> {
    try {
      return await this.#ask("GET", this.#path(type), {
        what: "read the data of the account",
        refusal: "message",
      });
    } catch (error) {
      if (error instanceof HomeserverError && error.status === 404) return null;
      throw error;
    }
  }

  async set(type: string, body: Content): Promise<void> {
    await this.#ask("PUT", this.#path(type), {
      what: "write the data of the account",
      refusal: "message",
      body,
    });
  }

  #path(type: string): string {
    return `/_matrix/client/v3/user/${encodeURIComponent(this.#user)}/account_data/${encodeURIComponent(type)}`;
  }
}

/** The secrets of an account, opened with its key. */
export class SecretStorage {
  readonly #data: AccountData;
  readonly #id: string;
  readonly #key: Uint8Array;

  private constructor(data: AccountData, id: string, key: Uint8Array) {
    this.#data = data;
    this.#id = id;
    this.#key = key;
  }

  /** `none`: the account has no such storage. `wrong code`: the text is not its code, nor its passphrase. */
  static async open(data: AccountData, code: string): Promise<SecretStorage | "none" | "wrong code"> {
    const id = (await data.get("m.secret_storage.default_key"))?.key;
    if (typeof id !== "string") return "none";
    const description = await data.get(`m.secret_storage.key.${id}`);
    if (description === null) return "none";
    const key = readRecoveryCode(code) ?? keyOfPassphrase(code, description);
    return key !== null && isKey(key, description) ? new SecretStorage(data, id, key) : "wrong code";
  }

  /** Makes a key of which nothing is known on the homeserver before `describe`. Returns it with its code. */
  static make(data: AccountData): { readonly storage: SecretStorage; readonly code: string } {
    const key = randomBytes(32);
    const storage = new SecretStorage(data, randomBytes(16).toString("hex"), key);
    return { storage, code: writeRecoveryCode(key) };
  }

  /** The homeserver keeps what tells this key from another; only `becomeDefault` makes clients use it. */
  async describe(): Promise<void> {
    await this.#data.set(`m.secret_storage.key.${this.#id}`, { ...describeKey(this.#key), name: "Crieur" });
  }

  async becomeDefault(): Promise<void> {
    await this.#data.set("m.secret_storage.default_key", { key: this.#id });
  }

  /** Null where there is no such secret, or another key sealed it. */
  async get(name: string): Promise<string | null> {
    const encrypted = (await this.#data.get(name))?.encrypted;
    const sealed = typeof encrypted === "object" && encrypted !== null ? { ...encrypted } : {};
    return openSecret(this.#key, name, (sealed as Content)[this.#id]);
  }

  async set(name: string, secret: string): Promise<void> {
    await this.#data.set(name, { encrypted: { [this.#id]: sealSecret(this.#key, name, secret) } });
  }
}
