import process from "node:process";
import { run } from "./cli/run.ts";

// Nothing that is still open, such as a connection kept alive, holds up the end.
process.exit(await run(process.argv.slice(2)));
