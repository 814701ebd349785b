import { backoff, LONGEST_WAIT } from "../../delivery/backoff.ts";
import { type Homeserver, HomeserverError } from "../../ports/index.ts";
import { PROBE_EVERY } from "./fate.ts";

export interface ConnectingParts {
  /** Tries once. */
  readonly connect: () => Promise<Homeserver>;
  /** Resolves after so many milliseconds; rejects when the bot stops. */
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly random: () => number;
  /** Why the bot is not there yet, after each failed try; and how long it waits now. */
  readonly onFailure: (error: HomeserverError, wait: number) => void;
}

/**
 * Connects, however long the homeserver is away or the account is not usable. Rejects only with what no waiting
 * mends: dead credentials, or a fault of ours.
 */
export async function untilConnected(parts: ConnectingParts): Promise<Homeserver> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await parts.connect();
    } catch (error) {
      if (!(error instanceof HomeserverError) || error.concern === "credentials") throw error;
      const pause =
        error.concern === "passing"
          ? Math.min(error.retryAfter ?? backoff(attempt, parts.random), LONGEST_WAIT)
          : PROBE_EVERY;
      parts.onFailure(error, pause);
      await parts.wait(pause);
    }
  }
}
