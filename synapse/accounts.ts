import { createHmac } from "node:crypto";
import { apiPath, type JsonRecord, requester, textField } from "./request.ts";

export interface Credentials {
  readonly url: string;
  readonly userId: string;
  readonly accessToken: string;
  readonly deviceId: string;
  /** Only where it was asked for and the homeserver issues them. */
  readonly refreshToken?: string;
}

export interface NewAccount {
  /** The part of the user id before the colon. */
  readonly user: string;
  readonly password: string;
  readonly admin?: boolean;
  readonly displayName?: string;
}

/** Registers an account with the homeserver's shared secret; it has no device until it logs in. */
export async function register(url: string, sharedSecret: string, account: NewAccount): Promise<void> {
  const { user, password, admin = false, displayName } = account;
  const path = "/_synapse/admin/v1/register";
  const request = requester(url);
  const nonce = textField(await request("GET", path), "nonce");
  const proof = [nonce, user, password, admin ? "admin" : "notadmin"].join("\0");
  await request("POST", path, {
    nonce,
    username: user,
    password,
    admin,
    mac: createHmac("sha1", sharedSecret).update(proof).digest("hex"),
    ...(displayName === undefined ? {} : { displayname: displayName }),
  });
}

export interface Login {
  readonly user: string;
  readonly password: string;
  /** An id that the account has already takes that device over and ends its old token. */
  readonly deviceId?: string;
  readonly deviceName?: string;
  readonly refresh?: boolean;
}

export async function login(
  url: string,
  { user, password, deviceId, deviceName, refresh }: Login,
): Promise<Credentials> {
  const answer: JsonRecord = await requester(url)("POST", apiPath("login"), {
    type: "m.login.password",
    identifier: { type: "m.id.user", user },
    password,
    ...(deviceId === undefined ? {} : { device_id: deviceId }),
    ...(deviceName === undefined ? {} : { initial_device_display_name: deviceName }),
    ...(refresh === true ? { refresh_token: true } : {}),
  });
  return {
    url,
    userId: textField(answer, "user_id"),
    accessToken: textField(answer, "access_token"),
    deviceId: textField(answer, "device_id"),
    ...(typeof answer.refresh_token === "string" ? { refreshToken: answer.refresh_token } : {}),
  };
}
