import type { Credentials } from "./accounts.ts";
import { requester } from "./request.ts";

/** Actions of an administrator of the homeserver on accounts and rooms; each is in effect when it resolves. */
export interface Administrator {
  /** Takes the message limit off this account, whatever the configuration says. */
  liftRateLimit(userId: string): Promise<void>;
  /** Gives the account back the limit of the configuration. */
  restoreRateLimit(userId: string): Promise<void>;
  /**
   * Lets the account expire now (`ORG_MATRIX_EXPIRED_ACCOUNT` on its next request; a long poll under way ends well).
   */
  expire(userId: string): Promise<void>;
  /** Renews an account as a click on the link of the renewal e-mail does: the old token goes on. */
  renew(userId: string): Promise<void>;
  setLocked(userId: string, locked: boolean): Promise<void>;
  setSuspended(userId: string, suspended: boolean): Promise<void>;
  /** Shadow-bans an account, or lifts that: its own events are accepted, and nobody else sees them. */
  setShadowBanned(userId: string, banned: boolean): Promise<void>;
  /** Deactivates an account for good; all its tokens are dead. */
  deactivate(userId: string): Promise<void>;
  /** Ends the device's token. */
  deleteDevice(userId: string, deviceId: string): Promise<void>;
  /** Puts everybody out of a room and purges it; it cannot be joined again. */
  deleteRoom(roomId: string): Promise<void>;
}

const YEAR_MS = 365 * 24 * 3600 * 1000;

export function administrator({ url, accessToken }: Pick<Credentials, "url" | "accessToken">): Administrator {
  const ask = requester(url, accessToken);
  const call = async (method: string, path: string, body?: Record<string, unknown>): Promise<void> => {
    await ask(method, `/_synapse/admin/${path}`, body);
  };
  const id = encodeURIComponent;
  const setExpiry = (userId: string, moment: number): Promise<void> =>
    call("POST", "v1/account_validity/validity", {
      user_id: userId,
      expiration_ts: moment,
      enable_renewal_emails: false,
    });
  return {
    // Zero means no limit (Synapse's admin API, "Set ratelimit").
    liftRateLimit: (userId) =>
      call("POST", `v1/users/${id(userId)}/override_ratelimit`, { messages_per_second: 0, burst_count: 0 }),
    restoreRateLimit: (userId) => call("DELETE", `v1/users/${id(userId)}/override_ratelimit`),
    expire: (userId) => setExpiry(userId, 1),
    renew: (userId) => setExpiry(userId, Date.now() + YEAR_MS),
    setLocked: (userId, locked) => call("PUT", `v2/users/${id(userId)}`, { locked }),
    setSuspended: (userId, suspend) => call("PUT", `v1/suspend/${id(userId)}`, { suspend }),
    setShadowBanned: (userId, banned) =>
      call(banned ? "POST" : "DELETE", `v1/users/${id(userId)}/shadow_ban`),
    deactivate: (userId) => call("POST", `v1/deactivate/${id(userId)}`, { erase: false }),
    deleteDevice: (userId, deviceId) => call("DELETE", `v2/users/${id(userId)}/devices/${id(deviceId)}`),
    deleteRoom: (roomId) => call("DELETE", `v1/rooms/${id(roomId)}`, { block: true, purge: true }),
  };
}
