import { existsSync } from "node:fs";
import { hostname } from "node:os";
import type { CommonOptions } from "../../config/commonOptions.ts";
import { defaultFile, LOCAL_FILE } from "../../config/load.ts";
import { DEFAULT_STORE, type Settings } from "../../config/schema.ts";
import { setUp } from "../../config/setUp.ts";
import { obtainToken } from "../../edges/matrix/login.ts";
import type { TokenPair } from "../../edges/matrix/tokenFile.ts";
import { readHomeserverUrl } from "../../edges/matrix/url.ts";
import { HomeserverError } from "../../ports/index.ts";
import { Mendable } from "../../ports/mendable.ts";
import { pathFrom } from "../../ports/paths.ts";
import { EXIT, type ExitCode } from "../../terminal/exitCodes.ts";
import { printable } from "../../terminal/printable.ts";
import { openQuestions, type Questions } from "../../terminal/questions.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { codeOf } from "../../text/thrown.ts";
import { areKeysStale, trustAccount } from "./trustAccount.ts";

const TOKEN_FILE = "data/access-token.json";

/**
 * Asks for an account, logs in, keeps the token in a file, and says what to write into the configuration,
 * which it does not change. A person is asked again after a wrong name or password, and before the token of another
 * account is replaced; a pipe is refused.
 */
export async function logIn(common: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const settings = settingsOf(common, terminal);
  const known = settings?.homeserver;
  const tokenFile = known?.accessTokenFile || TOKEN_FILE;
  const questions = openQuestions(terminal);
  try {
    const homeserver = await askHomeserver(questions, known?.url ?? null, terminal);
    const store = settings?.store ?? common.store ?? DEFAULT_STORE;
    const newDevice = await areKeysStale(store, terminal.cwd);
    const { pair, password } = await enter({ questions, homeserver, tokenFile, newDevice, terminal });
    terminal.print(`Logged in as ${pair.userId}, device ${pair.deviceId}. The token is in ${tokenFile}.`);
    if (known?.accessTokenFile !== tokenFile || known.url !== homeserver || known.accessToken) {
      terminal.print(`Write this into ${common.config ?? LOCAL_FILE}, and take accessToken out:

homeserver:
  url: ${homeserver}
  accessTokenFile: ${tokenFile}`);
    }
    await trustAccount({ homeserver, pair, password, store, questions, terminal });
  } finally {
    questions.close();
  }
  terminal.print("\nThen: npx crieur check");
  return EXIT.fine;
}

/** The configuration, which has to be in order; null when there is none yet. */
function settingsOf(common: CommonOptions, terminal: Terminal): Settings | null {
  if (common.config === undefined && !existsSync(pathFrom(terminal.cwd, defaultFile(terminal.cwd))))
    return null;
  return setUp(common, terminal).config.settings;
}

async function askHomeserver(
  questions: Questions,
  usual: string | null,
  terminal: Terminal,
): Promise<string> {
  const homeserver = (await questions.ask(`Homeserver${offered(usual)}: `)) || usual || "";
  if (isOverheard(readHomeserverUrl(homeserver))) {
    terminal.complain(
      "crieur: warning: over http:// others on the way can read the password; use https:// if you can",
    );
  }
  return homeserver;
}

function offered(usual: string | null): string {
  return usual ? ` [${usual}]` : "";
}

interface Entering {
  readonly questions: Questions;
  readonly homeserver: string;
  readonly tokenFile: string;
  readonly newDevice: boolean;
  readonly terminal: Terminal;
}

/** Asks for user and password until the homeserver takes them. */
async function enter(entering: Entering): Promise<{ readonly pair: TokenPair; readonly password: string }> {
  const { questions, terminal } = entering;
  for (let usual: string | null = null; ; ) {
    const user: string | null = (await questions.ask(`User or e-mail address${offered(usual)}: `)) || usual;
    const password = await questions.askSecretly("Password: ");
    if (!user || !password)
      throw new Mendable("usage", "login needs three lines: homeserver, user and password.");
    try {
      return { pair: await keep(entering, user, password), password };
    } catch (error) {
      if (terminal.stdin.isTTY !== true || !mayTryAgain(error)) throw error;
      terminal.complain(`crieur: ${printable(error.message)}; try again, or end with Ctrl-C`);
      usual = user;
    }
  }
}

/** A wrong name or password, or a homeserver that wants a pause between two tries. */
function mayTryAgain(error: unknown): error is HomeserverError {
  return error instanceof HomeserverError && (error.concern === "credentials" || error.retryAfter !== null);
}

async function mayReplace(other: string, { questions, tokenFile, terminal }: Entering): Promise<boolean> {
  if (terminal.stdin.isTTY !== true) return false;
  const answer = await questions.ask(`${tokenFile} holds the token of ${other}. Replace it? [y/N] `);
  return /^(?:y|yes|o|oui)$/i.test(answer ?? "");
}

/** Tells whether the address is plain http that leaves this machine. */
function isOverheard(url: string): boolean {
  const { protocol, hostname: host } = new URL(url);
  return protocol === "http:" && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
}

async function keep(entering: Entering, user: string, password: string): Promise<TokenPair> {
  const { homeserver, tokenFile, newDevice, terminal } = entering;
  try {
    return await obtainToken({
      homeserver,
      user,
      password,
      tokenFile: pathFrom(terminal.cwd, tokenFile),
      newDevice,
      deviceName: `Crieur (${hostname()})`,
      mayReplace: (other) => mayReplace(other, entering),
    });
  } catch (error) {
    const code = codeOf(error);
    if (code === null) throw error;
    throw new Mendable(
      "configuration",
      `The token file ${tokenFile} cannot be written (${code}); make its folder writable, or name another as homeserver.accessTokenFile.`,
    );
  }
}
