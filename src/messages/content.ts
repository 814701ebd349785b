import type { Untrusted } from "../text/untrusted.ts";

/**
 * A message as a room reads it, twice the same: plain text, and HTML of the few tags that every Tchap client keeps
 * (docs/design.md §6).
 */
export interface Message {
  readonly text: string;
  readonly html: string;
}

/** The content of a Matrix event, our own or that of anybody. */
export type EventContent = Untrusted;
