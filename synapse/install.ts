import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { holdLock } from "./installLock.ts";
import { findPython, type Python } from "./python.ts";
import { type CommandResult, lastLines, runCommand } from "./runCommand.ts";
import { SetupError } from "./setupError.ts";

const SYNAPSE_VERSION = "1.163.2";
/** Installs in 11 s what pip installs in 46 s. */
const UV = "uv==0.13.9";
const REQUIREMENTS = join(import.meta.dirname, "requirements.txt");

export interface InstallOptions {
  /** Called with a line for each step that takes time; never when everything is there already. */
  readonly progress: (line: string) => void;
  /** The folder of environments; by default `$XDG_CACHE_HOME/crieur`, else `~/.cache/crieur`. */
  readonly cache?: string;
  /** An interpreter to use instead of looking for one; by default `CRIEUR_PYTHON`. */
  readonly python?: string;
  /** Ends an installation under way; it then rejects, and the next one begins anew. */
  readonly signal?: AbortSignal;
}

/**
 * Installs Synapse once per user, Python version and list of packages, outside the checkout.
 * Two processes may ask at the same time; one that was killed half-way leaves nothing that the next would use.
 *
 * @returns the Python of the environment: `<python> -m synapse.app.homeserver` runs
 * @throws {SetupError}
 */
export async function installSynapse(options: InstallOptions): Promise<string> {
  const python = await findPython(options.python ?? (process.env.CRIEUR_PYTHON || undefined));
  const cache = options.cache ?? join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "crieur");
  const requirements = await readFile(REQUIREMENTS, "utf8");
  const hash = createHash("sha256")
    .update(`${python.executable}\n${python.version}\n${requirements}`)
    .digest("hex");
  const environment = join(cache, `synapse-${SYNAPSE_VERSION}-${hash.slice(0, 12)}`);
  if (isReady(environment)) return interpreter(environment);

  const release = await lock(cache, `${environment}.lock`, options);
  try {
    // The process that held the lock before may have done the work.
    if (!isReady(environment)) await build(environment, python, options);
  } finally {
    release();
  }
  return interpreter(environment);
}

function interpreter(environment: string): string {
  return join(environment, "bin", "python");
}

/** Follows the link to the base interpreter: an environment whose Python was uninstalled is not ready. */
function isReady(environment: string): boolean {
  return existsSync(interpreter(environment));
}

async function lock(cache: string, file: string, { progress, signal }: InstallOptions): Promise<() => void> {
  try {
    await mkdir(cache, { recursive: true });
    const onWait = (): void => progress("Synapse is being installed by another process; waiting for it…");
    return await holdLock(file, onWait, signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw new SetupError(
      "cache",
      `The cache ${cache} cannot be written (${error instanceof Error ? error.message : String(error)}): make it writable, or set XDG_CACHE_HOME to a folder that is.`,
    );
  }
}

/** Under the lock: builds beside the final place and moves there only what is complete. */
async function build(
  environment: string,
  python: Python,
  { progress, signal }: InstallOptions,
): Promise<void> {
  const started = performance.now();
  const unfinished = `${environment}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await rm(environment, { recursive: true, force: true });

  progress(`Synapse ${SYNAPSE_VERSION}: making an environment with Python ${python.version} (once)…`);
  demand(
    await runCommand(python.executable, ["-m", "venv", unfinished], { signal }),
    "The virtual environment could not be made",
  );
  progress("Synapse: downloading and installing its packages, half a minute or more…");
  await installPackages(unfinished, signal);
  demand(
    await runCommand(interpreter(unfinished), ["-c", "import synapse.app.homeserver"], { signal }),
    "Synapse does not load",
  );

  await rename(unfinished, environment);
  progress(`Synapse: installed in ${Math.round((performance.now() - started) / 1000)} s.`);
}

async function installPackages(environment: string, signal: AbortSignal | undefined): Promise<void> {
  const python = interpreter(environment);
  const pip = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"];
  const uv = await runCommand(python, [...pip, "--only-binary", ":all:", UV], { signal });
  if (isNetworkFailure(uv)) demand(uv, "uv could not be downloaded");
  if (uv.code === 0) {
    const cache = join(environment, "uv-cache");
    const fast = await runCommand(
      join(environment, "bin", "uv"),
      ["pip", "install", "--quiet", "--compile-bytecode", "--python", python, "--requirement", REQUIREMENTS],
      { environment: { UV_CACHE_DIR: cache }, signal },
    );
    await rm(cache, { recursive: true, force: true });
    if (fast.code === 0) return;
  }
  // pip knows package mirrors and certificates from its own configuration, which uv does not read.
  signal?.throwIfAborted();
  demand(
    await runCommand(python, [...pip, "--requirement", REQUIREMENTS], { signal }),
    "Synapse could not be installed",
  );
}

function isNetworkFailure({ code, output }: CommandResult): boolean {
  return (
    code !== 0 &&
    /name resolution|Name or service not known|NewConnectionError|ConnectTimeoutError|Network is unreachable|ProxyError|Connection refused/i.test(
      output,
    )
  );
}

function demand(outcome: CommandResult, failure: string): void {
  if (outcome.code === 0) return;
  const detail = lastLines(outcome.output, 20);
  if (isNetworkFailure(outcome)) {
    throw new SetupError(
      "network",
      `${failure}, the network or the Python package index cannot be reached: connect once (HTTPS_PROXY and PIP_INDEX_URL are honoured); later runs need no network.`,
      detail,
    );
  }
  throw new SetupError("installation", `${failure}: ${lastLines(detail, 1) || "no reason given"}.`, detail);
}
