/**
 * The concern of a failed request decides its consequence (docs/design.md §7.6): `passing` is tried again, `message`
 * ends that row, `room` suspends that place, `account` waits for people, `credentials` ends the process.
 */
export type ErrorConcern = "passing" | "message" | "room" | "account" | "credentials";

/** A failed request, as far as delivery looks at it. */
export interface RequestFailure {
  readonly concern: ErrorConcern;
  /** For operators. */
  readonly message: string;
  readonly status: number | null;
  /** The wait that the homeserver asked for, milliseconds. */
  readonly retryAfter: number | null;
}
