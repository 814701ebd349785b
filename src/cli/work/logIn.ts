import { existsSync } from "node:fs";
import { hostname } from "node:os";
import type { CommonOptions } from "../../config/commonOptions.ts";
import { defaultFile } from "../../config/load.ts";
import type { Settings } from "../../config/schema.ts";
import { setUp } from "../../config/setUp.ts";
import { obtainToken } from "../../edges/matrix/login.ts";
import type { TokenPair } from "../../edges/matrix/tokenFile.ts";
import { readHomeserverUrl } from "../../edges/matrix/url.ts";
import { Mendable } from "../../ports/mendable.ts";
import { pathFrom } from "../../ports/paths.ts";
import { EXIT, type ExitCode } from "../../terminal/exitCodes.ts";
import { openQuestions, type Questions } from "../../terminal/questions.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { codeOf } from "../../text/thrown.ts";

const TOKEN_FILE = "data/access-token.json";

/**
 * Asks for an account, logs in, keeps the token in a file, and says what to write into the configuration,
 * which it does not change.
 */
export async function logIn(common: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const known = homeserverOf(common, terminal);
  const tokenFile = known?.accessTokenFile || TOKEN_FILE;
  const questions = openQuestions(terminal);
  let account: Account;
  try {
    account = await askFor(questions, known?.url ?? null, terminal);
  } finally {
    questions.close();
  }
  const { userId, deviceId } = await keep(account, tokenFile, terminal.cwd);
  terminal.print(`Logged in as ${userId}, device ${deviceId}. The token is in ${tokenFile}.`);
  if (known?.accessTokenFile !== tokenFile || known.url !== account.homeserver || known.accessToken) {
    terminal.print(`Write this into the configuration, and take accessToken out:

homeserver:
  url: ${account.homeserver}
  accessTokenFile: ${tokenFile}`);
  }
  return EXIT.fine;
}

interface Account {
  readonly homeserver: string;
  readonly user: string;
  readonly password: string;
}

/** The homeserver of the configuration, which has to be in order; null when there is none yet. */
function homeserverOf(common: CommonOptions, terminal: Terminal): Settings["homeserver"] | null {
  if (common.config === undefined && !existsSync(pathFrom(terminal.cwd, defaultFile(terminal.cwd))))
    return null;
  return setUp(common, terminal).config.settings.homeserver;
}

async function askFor(questions: Questions, usual: string | null, terminal: Terminal): Promise<Account> {
  const offered = usual ? ` [${usual}]` : "";
  const homeserver = (await questions.ask(`Homeserver${offered}: `)) || usual || "";
  if (isOverheard(readHomeserverUrl(homeserver))) {
    terminal.complain(
      "crieur: warning: over http:// others on the way can read the password; use https:// if you can",
    );
  }
  const user = await questions.ask("User or e-mail address: ");
  const password = await questions.askSecretly("Password: ");
  if (!user || !password)
    throw new Mendable("usage", "login needs three lines: homeserver, user and password.");
  return { homeserver, user, password };
}

/** Tells whether the address is plain http that leaves this machine. */
function isOverheard(url: string): boolean {
  const { protocol, hostname: host } = new URL(url);
  return protocol === "http:" && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
}

async function keep(account: Account, tokenFile: string, cwd: string): Promise<TokenPair> {
  try {
    return await obtainToken({
      ...account,
      tokenFile: pathFrom(cwd, tokenFile),
      deviceName: `Crieur (${hostname()})`,
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
