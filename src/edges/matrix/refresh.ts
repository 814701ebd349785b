import { HomeserverError } from "../../ports/index.ts";
import type { Ask } from "./ask.ts";
import { isToken } from "./tokenFile.ts";

export interface Refreshed {
  readonly accessToken: string;
  /** Absent: the old one goes on. */
  readonly refreshToken?: string;
}

/** Trades a refresh token for new tokens (client-server API, `/refresh`); needs no access token. */
export async function refresh(ask: Ask, refreshToken: string): Promise<Refreshed> {
  const answer = await ask("POST", "/_matrix/client/v3/refresh", {
    what: "refresh the access token",
    refusal: "credentials",
    body: { refresh_token: refreshToken },
    timeout: 30_000,
  });
  const { access_token: accessToken, refresh_token: next } = answer;
  if (!isToken(accessToken)) {
    throw new HomeserverError("cannot refresh the access token: the answer holds none", {
      concern: "passing",
    });
  }
  return { accessToken, ...(isToken(next) ? { refreshToken: next } : {}) };
}
