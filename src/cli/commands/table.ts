import type { AddCommand } from "../syntax/command.ts";
import { backupCommand } from "./backup.ts";
import { checkCommand } from "./check.ts";
import { consoleCommand } from "./console.ts";
import { demoCommand } from "./demo.ts";
import { loginCommand } from "./login.ts";
import { scanCommand } from "./scan.ts";
import { searchCommand } from "./search.ts";
import { showCommand } from "./show.ts";
import { startCommand } from "./start.ts";
import { statusCommand } from "./status.ts";
import { verifyCommand } from "./verify.ts";

/** Every command, in the order of `crieur --help`. */
export const SUBCOMMANDS: readonly AddCommand[] = [
  startCommand,
  checkCommand,
  showCommand,
  searchCommand,
  scanCommand,
  consoleCommand,
  statusCommand,
  backupCommand,
  loginCommand,
  verifyCommand,
  demoCommand,
];
