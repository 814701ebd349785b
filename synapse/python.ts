import { runCommand } from "./runCommand.ts";
import { SetupError } from "./setupError.ts";

export interface Python {
  /** The interpreter itself, behind shims and links of version managers. */
  readonly executable: string;
  /** `major.minor.micro` */
  readonly version: string;
}

const OLDEST = [3, 10] as const;
const NAMES = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10", "python"];

/**
 * Finds a Python that can run Synapse (3.10 or later) and make virtual environments.
 *
 * @param chosen the interpreter that the user named (`CRIEUR_PYTHON`): then no other is tried
 * @throws {SetupError} `python-missing`, `python-too-old`, `venv-missing`
 */
export async function findPython(chosen?: string): Promise<Python> {
  const names = chosen === undefined ? NAMES : [chosen];
  let tooOld: Python | undefined;
  for (const name of names) {
    const python = await askVersion(name);
    if (python === undefined) continue;
    if (isRecentEnough(python.version)) return requireVenv(python);
    tooOld ??= python;
  }
  const needed = `Python ${OLDEST.join(".")} or later`;
  if (tooOld !== undefined) {
    throw new SetupError(
      "python-too-old",
      `Synapse needs ${needed}, and ${tooOld.executable} is ${tooOld.version}: install a newer one, or name it in CRIEUR_PYTHON.`,
    );
  }
  throw new SetupError(
    "python-missing",
    chosen === undefined
      ? `Synapse needs ${needed}, and none was found: install it (Debian, Ubuntu: apt install python3 python3-venv), or name it in CRIEUR_PYTHON.`
      : `CRIEUR_PYTHON names "${chosen}", which is no Python that runs: set it to ${needed}, or unset it.`,
  );
}

async function askVersion(name: string): Promise<Python | undefined> {
  const question =
    'import platform, sys; print("python", platform.python_version(), sys.executable, sep="|")';
  const { code, output } = await runCommand(name, ["-c", question]);
  const [mark, version, executable] = output.trim().split("|");
  if (code !== 0 || mark !== "python" || version === undefined || executable === undefined) return undefined;
  return { executable, version };
}

function isRecentEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

async function requireVenv(python: Python): Promise<Python> {
  // Debian and Ubuntu ship both in a package of their own.
  const { code, output } = await runCommand(python.executable, ["-c", "import venv, ensurepip"]);
  if (code === 0) return python;
  throw new SetupError(
    "venv-missing",
    `${python.executable} cannot make virtual environments: install the package python3-venv (apt install python3-venv), or name another Python in CRIEUR_PYTHON.`,
    output,
  );
}
