import { HomeserverError } from "../../ports/index.ts";
import type { Ask } from "./ask.ts";
import { isToken } from "./tokenFile.ts";

export interface Refreshed {
  readonly accessToken: string;
  /** Absent: the old one goes on. */
  readonly refreshToken?: string;
}

/**
 * Trades a refresh token for new tokens (client-server API, `/refresh`); needs no access token. Rejects as `credentials` where
 * the token is known to be dead; another refusal may be that of something before the homeserver, and is asked about again.
 */
export async function refresh(ask: Ask, refreshToken: string): Promise<Refreshed> {
  const question = {
    what: "refresh the access token",
    body: { refresh_token: refreshToken },
    timeout: 30_000,
  };
  const answer = await ask("POST", "/_matrix/client/v3/refresh", { ...question, refusal: "passing" }).catch(
    (error: unknown) => {
      throw isSpent(error) ? new HomeserverError(error.message, { ...error, concern: "credentials" }) : error;
    },
  );
  const { access_token: accessToken, refresh_token: next } = answer;
  if (!isToken(accessToken)) {
    throw new HomeserverError("cannot refresh the access token: the answer holds none", {
      concern: "passing",
    });
  }
  return { accessToken, ...(isToken(next) ? { refreshToken: next } : {}) };
}

/** Synapse's word for a refresh token that was used already, or has expired. */
function isSpent(error: unknown): error is HomeserverError {
  return error instanceof HomeserverError && error.errcode === "M_FORBIDDEN";
}
