/**
 * What a failed request concerns decides what is done about it (docs/design.md §7.6): `passing` is tried again,
 * `message` ends that row, `room` suspends that place, `account` waits for people, `credentials` ends the process.
 */
export type ErrorConcern = "passing" | "message" | "room" | "account" | "credentials";

/** A failed request, as far as delivery looks at it. */
export interface RequestFailure {
  readonly concern: ErrorConcern;
  /** For operators. */
  readonly message: string;
  readonly status: number | null;
  /** What the homeserver asked us to wait, milliseconds. */
  readonly retryAfter: number | null;
}
