import { Mendable, type MendableKind } from "../ports/mendable.ts";

/** Exit codes of the process (docs/design.md §9); scripts and service managers rely on them. */
export const EXIT = {
  fine: 0,
  /** An offer has an error, an id is unknown, `demo --check` saw something wrong. */
  wrong: 1,
  /** The command line's own shape. */
  usage: 64,
  /** A fault of the program, or a store that another process holds. */
  fault: 70,
  /** The configuration, or what it names: only people can mend it. */
  configuration: 78,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const CODE_OF_KIND: Readonly<Record<MendableKind, ExitCode>> = {
  usage: EXIT.usage,
  configuration: EXIT.configuration,
  held: EXIT.fault,
};

/** The exit code that an error stands for; an error that nobody foresaw is a fault of the program. */
export function exitCodeOf(error: unknown): ExitCode {
  return error instanceof Mendable ? CODE_OF_KIND[error.kind] : EXIT.fault;
}
