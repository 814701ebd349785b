// `npm run messages`: every message that Crieur can say, from samples, in the terminal; with `-- --html FILE`
// as one page. For people who review what rooms read; nothing is sent, nothing is read but the code.
import { writeFileSync } from "node:fs";
import process from "node:process";
import { parseArgs } from "node:util";
import { samples } from "../src/messages/samples/samples.ts";
import { toPage, toTerminal } from "./gallery.ts";

// A reader that closes early (`| head`) has seen enough.
process.stdout.on("error", () => process.exit(0));

const { values } = parseArgs({ options: { html: { type: "string" } } });
const all = samples();
if (values.html === undefined) process.stdout.write(`${toTerminal(all, process.stdout.columns ?? 160)}\n`);
else {
  writeFileSync(values.html, toPage(all));
  process.stdout.write(`${all.length} messages: ${values.html}\n`);
}
