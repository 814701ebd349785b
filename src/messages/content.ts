/**
 * A message as a room reads it, twice the same: plain text, and HTML of the few tags that every Tchap client keeps
 * (docs/design.md §6).
 */
export interface Message {
  readonly text: string;
  readonly html: string;
}

/** The content of a Matrix event. */
export type EventContent = Readonly<Record<string, unknown>>;
