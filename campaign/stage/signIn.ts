import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import process from "node:process";

const LAUNCHER = join(import.meta.dirname, "../../bin/crieur.js");
const CODE = /Es\w\w( \w{4}){11}/;

export interface SignIn {
  readonly config: string;
  readonly cwd: string;
  readonly homeserver: string;
  readonly user: string;
  readonly password: string;
  /** The account's recovery code; null: its keys are made. */
  readonly code: string | null;
}

/** `crieur login`, as an operator does it. Returns the account's recovery code. */
export async function signIn({ config, cwd, homeserver, user, password, code }: SignIn): Promise<string> {
  const child = spawn(process.execPath, [LAUNCHER, "login", "--config", config], { cwd, stdio: "pipe" });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  child.stdin.end([homeserver, user, password, code ?? "new", ""].join("\n"));
  const [ended] = await once(child, "close");
  const shown = code ?? CODE.exec(output)?.[0];
  if (ended !== 0 || shown === undefined) throw new Error(`crieur login ended with ${ended}:\n${output}`);
  return shown;
}
