// `npm run messages [-- --help]`: every message that Crieur can say, from samples. For people who review what rooms
// read; nothing is sent, nothing is read but the code.
import { writeFileSync } from "node:fs";
import process from "node:process";
import { samples } from "../src/messages/samples/samples.ts";
import { toPage, toTerminal } from "./gallery.ts";
import { toolOptions } from "./toolOptions.ts";

// A reader that closes early (`| head`) has seen enough.
process.stdout.on("error", () => process.exit(0));

const HELP = `npm run messages -- [options]
  --html FILE   as one page, in place of the terminal
`;
const values = toolOptions(HELP, { html: { type: "string" } });
const all = samples();
if (values.html === undefined) process.stdout.write(`${toTerminal(all, process.stdout.columns ?? 160)}\n`);
else {
  writeFileSync(values.html, toPage(all));
  process.stdout.write(`${all.length} messages: ${values.html}\n`);
}
