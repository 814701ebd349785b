/** Something that is not as it should be, as a person in the room would see it. */
export interface Entry {
  /** `lost`: not said, or not corrected; `repeated`: said twice; `lie`: said, and was not so. */
  readonly kind: "lost" | "repeated" | "lie";
  readonly room: string;
  readonly what: string;
  /** When it was said, or was due at the latest. */
  readonly at: number;
  /** It may still come right: what is missing may come, what is wrong may be corrected. */
  readonly passing: boolean;
  /** The same from one look to the next. */
  readonly id: string;
}
