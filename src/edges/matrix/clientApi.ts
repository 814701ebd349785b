import { HomeserverError } from "../../ports/index.ts";

/** Where the client-server API begins. */
export const CLIENT_API = "/_matrix/client/v3";

/** Time-out of a join, for which a homeserver may fetch and check the state of another's room first; milliseconds. */
export const JOIN_TIMEOUT = 180_000;

/** The error for a good status with an answer that cannot be: it is asked again, not believed. */
export function incomplete(what: string, fault: string): HomeserverError {
  return new HomeserverError(`cannot ${what}: the homeserver's answer is incomplete, ${fault}`, {
    concern: "passing",
  });
}
