import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { HomeserverError, Mendable } from "../../ports/index.ts";
import { serverOf } from "../../rooms/identifiers.ts";
import { askWith } from "./ask.ts";
import { isToken, readTokenFile, type TokenPair, writeTokenFile } from "./tokenFile.ts";
import { readHomeserverUrl } from "./url.ts";

export interface LoginOptions {
  readonly homeserver: string;
  /** A user id, its local part, or the e-mail address of the account. */
  readonly user: string;
  readonly password: string;
  /** The file for the tokens; the device of one that is there is used again. */
  readonly tokenFile: string;
  /** A device to use again when the file holds none. */
  readonly deviceId?: string;
  /** True: a new device is made whatever the file holds, because the keys of its device are of no use any more. */
  readonly newDevice?: boolean;
  /** The name of the device in the account's list of sessions. */
  readonly deviceName: string;
  /** Whether the token of another account, which the file holds, may be replaced; it is kept unless given. */
  readonly mayReplace?: (other: string) => Promise<boolean>;
}

/**
 * Logs in with a password and writes the token file (mode 0600, whole or not at all). The same device again:
 * the homeserver remembers transaction ids by device, so nothing that was sent is sent twice.
 *
 * @throws {HomeserverError} `credentials` when user or password are refused
 * @throws {Mendable} when the file keeps the token of another account; the new session is ended again
 */
export async function obtainToken(options: LoginOptions): Promise<TokenPair> {
  const known = await readTokenFile(options.tokenFile, "any").catch(() => null);
  const usual = known !== null && mayBe(options.user, known.userId) ? known.deviceId : options.deviceId;
  const device = options.newDevice ? undefined : usual;
  const answer = await askWith(readHomeserverUrl(options.homeserver), null)(
    "POST",
    "/_matrix/client/v3/login",
    {
      what: `log in as ${options.user}`,
      refusal: "credentials",
      body: {
        type: "m.login.password",
        identifier: identifier(options.user),
        password: options.password,
        initial_device_display_name: options.deviceName,
        refresh_token: true,
        ...(device === undefined ? {} : { device_id: device }),
      },
    },
  );
  const pair = readPair(answer);
  if (known !== null && known.userId !== pair.userId) await replaceOrLeave(known.userId, pair, options);
  await mkdir(dirname(options.tokenFile), { recursive: true });
  await writeTokenFile(options.tokenFile, pair);
  return pair;
}

async function replaceOrLeave(other: string, pair: TokenPair, options: LoginOptions): Promise<void> {
  if (await options.mayReplace?.(other)) return;
  const ended = await askWith(readHomeserverUrl(options.homeserver), pair.accessToken)(
    "POST",
    "/_matrix/client/v3/logout",
    { what: "end the new session", refusal: "credentials", body: {} },
  ).catch((error: Error) => error);
  const left = ended instanceof Error ? ` (${ended.message}: device ${pair.deviceId} stays)` : "";
  throw new Mendable(
    "configuration",
    `the token file ${options.tokenFile} holds the token of ${other}, which was kept${left}; name another file as homeserver.accessTokenFile, or remove this one`,
  );
}

function identifier(user: string): object {
  return user.indexOf("@") > 0
    ? { type: "m.id.thirdparty", medium: "email", address: user }
    : { type: "m.id.user", user };
}

/** Tells whether the name typed can be the account of the file; an e-mail address may be anybody's. */
function mayBe(user: string, userId: string): boolean {
  if (user.indexOf("@") > 0) return true;
  return user === userId || `@${user}:${serverOf(userId)}` === userId;
}

function readPair(answer: Readonly<Record<string, unknown>>): TokenPair {
  const {
    access_token: accessToken,
    refresh_token: refreshToken,
    device_id: deviceId,
    user_id: userId,
  } = answer;
  if (!isToken(accessToken) || typeof deviceId !== "string" || typeof userId !== "string") {
    throw new HomeserverError("cannot log in: the answer holds no access token, device and user", {
      concern: "passing",
    });
  }
  return { accessToken, deviceId, userId, ...(isToken(refreshToken) ? { refreshToken } : {}) };
}
