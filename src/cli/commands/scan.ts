import { command } from "../syntax/command.ts";
import { nowOption } from "../syntax/now.ts";
import { flagOption } from "../syntax/option.ts";

export const scanCommand = command({
  name: "scan",
  help: "look once for what changed, and queue what rooms shall hear of it",
  options: {
    dryRun: flagOption("--dry-run", "only look: store and queue nothing"),
    json: flagOption("--json", "JSON, an object a line"),
    now: nowOption,
    acceptRemovals: flagOption("--accept-removals", "believe it when many offers are gone at once"),
  },
  examples: [
    "npx crieur scan --dry-run",
    "npx crieur scan --json --now 2022-06-01T09:00:00+02:00",
    "npx crieur scan --accept-removals",
  ],
  run: async ({ common, options, terminal }) =>
    (await import("../work/scanOnce.ts")).scanOnce(common, options, terminal),
});
