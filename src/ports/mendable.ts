/**
 * The thing that people have to mend before the same command can work: the command line itself (`usage`), something
 * that the configuration says or names (`configuration`), or another process that holds the store (`held`). Each kind
 * has one exit code (docs/design.md §9), which `terminal/exitCodes.ts` alone knows.
 */
export type MendableKind = "usage" | "configuration" | "held";

/**
 * A failure that says its own fate. Its message is for operators: what is wrong, where, and the remedy, in one
 * sentence without secrets; no stack trace is shown for it. Any other error is a fault of the program.
 */
export class Mendable extends Error {
  override readonly name: string = "Mendable";
  readonly kind: MendableKind;

  constructor(kind: MendableKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
