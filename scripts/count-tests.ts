// Prints `N passed, N failed` from the file that vitest's JSON reporter wrote (its first argument). Exits 1
// where a test or a whole file failed, or where no test ran at all.
import { readFileSync } from "node:fs";
import process from "node:process";
import { z } from "zod";

const Report = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const report = Report.parse(JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")));
// A file that cannot be loaded has no tests to count, and is a failure all the same.
const unloaded = report.testResults.filter(
  (file) => file.status === "failed" && file.assertionResults.length === 0,
);
const failed = report.numFailedTests + unloaded.length;
process.stdout.write(`${report.numPassedTests} passed, ${failed} failed\n`);
process.exitCode = report.success && failed === 0 && report.numPassedTests > 0 ? 0 : 1;
