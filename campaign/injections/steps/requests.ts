import type { Target } from "../../../tests/matrix/faultProxy.ts";

/** Requests of the bot, as the proxy sees them. */
export const SEND = {
  method: "PUT",
  path: /\/send\/m\.room\.(?:message|encrypted)\/([^/?]+)/,
} as const satisfies Target;
export const SYNC = { method: "GET", path: /\/sync\?.*since=/ } as const satisfies Target;
