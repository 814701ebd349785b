import type { AddCommand } from "../syntax/command.ts";
import { check } from "./check.ts";
import { console } from "./console.ts";
import { demo } from "./demo.ts";
import { login } from "./login.ts";
import { scan } from "./scan.ts";
import { search } from "./search.ts";
import { show } from "./show.ts";
import { start } from "./start.ts";

/** Every command, in the order of `crieur --help`. */
export const COMMANDS: readonly AddCommand[] = [start, check, show, search, scan, console, login, demo];
