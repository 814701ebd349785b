import { HomeserverError } from "../../ports/index.ts";
import { messageOf } from "../../text/thrown.ts";
import type { Refreshed } from "./refresh.ts";
import { isToken, readTokenFile, type TokenPair, writeTokenFile } from "./tokenFile.ts";

/** The access token of an account, renewed where it can be when the homeserver refuses it. */
export interface TokenSource {
  current(): string;
  /**
   * `refused` got `M_UNKNOWN_TOKEN`. Resolves once another token may be tried.
   *
   * @throws {HomeserverError} `credentials` when there will be none, `passing` when it may be asked for again
   */
  renew(refused: string): Promise<void>;
}

/** Takes the token from the configuration; never refreshes it, because a new one could not be kept. */
export function literalToken(text: string): TokenSource {
  const token = text.trim();
  if (!isToken(token)) {
    throw new HomeserverError(
      "homeserver.accessToken is empty or contains characters that no token has; `npx crieur login` makes one",
      {
        concern: "credentials",
      },
    );
  }
  return {
    current: () => token,
    renew: () => Promise.reject(dead("a token from the configuration is never refreshed")),
  };
}

/**
 * Takes the token from the file of `crieur login`. A REFRESHED PAIR MUST BE IN THE FILE BEFORE ITS TOKEN IS FIRST USED:
 * that use ends the old refresh token, which until then may be used again.
 */
export async function fileToken(
  path: string,
  refresh: (refreshToken: string) => Promise<Refreshed>,
): Promise<TokenSource> {
  let pair = await readTokenFile(path);
  let underWay: Promise<void> | null = null;

  async function replace(refreshToken: string): Promise<void> {
    const fresh: TokenPair = { ...pair, refreshToken, ...(await refresh(refreshToken)) };
    try {
      await writeTokenFile(path, fresh);
    } catch (error) {
      throw new HomeserverError(
        `the refreshed access token cannot be written to ${path} (${messageOf(error)}); ` +
          "its folder must be writable",
        { concern: "passing" },
      );
    }
    pair = fresh;
  }

  return {
    current: () => pair.accessToken,
    async renew(refused) {
      if (refused !== pair.accessToken) return;
      if (pair.refreshToken === undefined) throw dead("there is no refresh token");
      underWay ??= replace(pair.refreshToken).finally(() => {
        underWay = null;
      });
      await underWay;
    },
  };
}

function dead(why: string): HomeserverError {
  return new HomeserverError(`the access token is dead, and ${why}; \`npx crieur login\` makes a new one`, {
    concern: "credentials",
    status: 401,
    errcode: "M_UNKNOWN_TOKEN",
  });
}
