/** What the process ends with (DESIGN §9); scripts and service managers rely on it. */
export const EXIT = {
  fine: 0,
  /** An offer has an error, an id is unknown, `demo --check` saw something wrong. */
  wrong: 1,
  /** The shape of the command line. */
  usage: 64,
  /** A fault of ours, or a store that another process holds. */
  fault: 70,
  /** What stands for configuration: only people can mend it. */
  configuration: 78,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
