// Checks the architecture (scripts/imports.ts) over every source file of the checkout.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { importFaults } from "./imports.ts";

const root = join(import.meta.dirname, "..");
const files = globSync("{src,demo,synapse,tests,bench,scripts,fuzz,campaign}/**/*.ts", { cwd: root }).sort();
const faults = importFaults(new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")])));
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`imports: ${files.length} files, ${faults.length} faults\n`);
process.exitCode = faults.length === 0 && files.length > 0 ? 0 : 1;
