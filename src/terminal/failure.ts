/** The command line's own shape is wrong: exit code 64, the message is one sentence with the remedy. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Something that stands for configuration, and that no other error class tells of: exit code 78. */
export class Unusable extends Error {
  override readonly name = "Unusable";
}
