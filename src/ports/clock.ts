/** Both count milliseconds; never compare a reading of one with a reading of the other. */
export interface Clock {
  /** Milliseconds since the epoch: for what is stored or shown. People and time servers set it, also backwards. */
  now(): number;
  /** Milliseconds since a moment of its own: for what is held in memory. Nobody sets it (docs/design.md §7.9). */
  monotonic(): number;
}
