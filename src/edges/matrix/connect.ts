import { type Homeserver, HomeserverError } from "../../ports/index.ts";
import { isUserId, type UserId } from "../../rooms/identifiers.ts";
import { type Ask, askWith } from "./ask.ts";
import { CLIENT_API, incomplete } from "./clientApi.ts";
import { MatrixHomeserver } from "./matrixHomeserver.ts";
import { refresh } from "./refresh.ts";
import { askRenewing } from "./renewing.ts";
import { fileToken, literalToken, type TokenSource } from "./token.ts";
import { readHomeserverUrl } from "./url.ts";

type Credentials = { readonly accessToken: string } | { readonly accessTokenFile: string };

export interface ConnectOptions {
  readonly url: string;
  readonly credentials: Credentials;
  readonly signal?: AbortSignal;
}

/**
 * Tries once to reach the account: asks whom the token belongs to.
 *
 * @throws {Mendable} for an address that is none
 * @throws {HomeserverError} `credentials` for a dead token, one without a device, or an unusable token file
 */
export async function connect(options: ConnectOptions): Promise<Homeserver> {
  const url = readHomeserverUrl(options.url);
  const tokens = await tokensOf(url, options.credentials);
  const ask = askRenewing(url, tokens);
  const { user_id: user, device_id: device } = await ask("GET", `${CLIENT_API}/account/whoami`, {
    what: "ask whose the access token is",
    // What is wrong with an account has names; another refusal may be a proxy's, and is not waited for so long.
    refusal: "passing",
    timeout: 30_000,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  if (!isUserId(user)) throw incomplete("ask whose the access token is", "it names no user");
  if (typeof device !== "string" || device === "") {
    throw new HomeserverError(
      `the access token of ${user} belongs to no device, so what it sends could be sent twice; ` +
        "`npx crieur login` makes one that does",
      { concern: "credentials" },
    );
  }
  return new MatrixHomeserver(ask, { user, device, displayName: await displayNameOf(user, ask, options) });
}

/**
 * Throws what `connect` would find without asking anybody: an address that is none, a token file that is not there or
 * that others may read. Says nothing of whether the homeserver takes the token.
 */
export async function examine({
  url,
  credentials,
}: Pick<ConnectOptions, "url" | "credentials">): Promise<void> {
  await tokensOf(readHomeserverUrl(url), credentials);
}

/** Null where the homeserver does not say: people may still call the bot by its address. */
async function displayNameOf(
  user: UserId,
  ask: Ask,
  { signal }: Pick<ConnectOptions, "signal">,
): Promise<string | null> {
  try {
    const { displayname: name } = await ask(
      "GET",
      `${CLIENT_API}/profile/${encodeURIComponent(user)}/displayname`,
      {
        what: "ask for the name of the account",
        refusal: "message",
        timeout: 5_000,
        ...(signal === undefined ? {} : { signal }),
      },
    );
    return typeof name === "string" ? name.slice(0, 255) : null;
  } catch (error) {
    if (error instanceof HomeserverError && error.concern !== "credentials") return null;
    throw error;
  }
}

function tokensOf(url: string, credentials: Credentials): Promise<TokenSource> {
  if (!("accessTokenFile" in credentials)) return Promise.resolve(literalToken(credentials.accessToken));
  const ask = askWith(url, null);
  return fileToken(credentials.accessTokenFile, (token) => refresh(ask, token));
}
