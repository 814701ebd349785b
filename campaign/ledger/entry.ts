/** Something that is not as it should be, as a person in the room would see it. */
export interface Entry {
  /**
   * `lost`: not said, or not corrected; `repeated`: said, or sealed, twice; `lie`: said, and was not so; `unreadable`: said,
   * and somebody who may read it cannot; `clear`: the homeserver can read what it must not.
   */
  readonly kind: "lost" | "repeated" | "lie" | "unreadable" | "clear";
  readonly room: string;
  readonly what: string;
  /** When it was said, or was due at the latest. */
  readonly at: number;
  /** It may still come right: what is missing may come, what is wrong may be corrected. */
  readonly passing: boolean;
  /** The same from one look to the next. */
  readonly id: string;
}
