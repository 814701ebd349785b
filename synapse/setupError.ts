export type SetupProblem =
  | "python-missing"
  | "python-too-old"
  | "venv-missing"
  | "network"
  | "installation"
  | "cache"
  | "start";

/**
 * The reason why Synapse cannot be had on this machine as it stands. The message is one sentence with the remedy, fit
 * to be shown without a stack trace; `detail` holds the last lines of the tool that failed, if one did.
 */
export class SetupError extends Error {
  override readonly name = "SetupError";
  readonly problem: SetupProblem;
  readonly detail: string;

  constructor(problem: SetupProblem, message: string, detail = "") {
    super(message);
    this.problem = problem;
    this.detail = detail;
  }
}
