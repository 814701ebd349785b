/**
 * The concern of a failed request decides its consequence (docs/design.md §7.6): `passing` is tried again, `message`
 * ends that row, `room` suspends that place, `account` waits for people, `credentials` ends the process.
 */
export type ErrorConcern = "passing" | "message" | "room" | "account" | "credentials";

/** Synapse says so of an edit whose original was purged, by retention or by an administrator. */
export function isOfUnknownEvent({ status, message }: RequestFailure): boolean {
  return status === 400 && /relation to unknown event/i.test(message);
}

/** Whether the homeserver may have done what it was asked for: who is limited was not heard. */
export function mayHaveArrived({ concern, status }: RequestFailure): boolean {
  return concern === "passing" && status !== 429;
}

/** A failed request, as far as delivery looks at it. */
export interface RequestFailure {
  readonly concern: ErrorConcern;
  /** For operators. */
  readonly message: string;
  readonly status: number | null;
  /** The wait that the homeserver asked for, milliseconds. */
  readonly retryAfter: number | null;
}
