import { command } from "../syntax/command.ts";
import { flagOption } from "../syntax/option.ts";

export const statusCommand = command({
  name: "status",
  help: "what the running bot says of itself; exit code 1 if none answers or it is not well",
  options: {
    json: flagOption("--json", "as one JSON object"),
    seen: flagOption("--seen", "take note of the messages that were given up: they are named no more"),
  },
  examples: ["npx crieur status", "npx crieur status --json | jq .reasons", "npx crieur status --seen"],
  run: async ({ common, options, terminal }) =>
    (await import("../work/tellStatus.ts")).tellStatus(common, options, terminal),
});
