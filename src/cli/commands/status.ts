import { command } from "../syntax/command.ts";
import { flagOption } from "../syntax/option.ts";

export const statusCommand = command({
  name: "status",
  help: "what the running bot says of itself; exit code 1 if none answers or it is not well",
  options: {
    json: flagOption("--json", "as one JSON object"),
    again: flagOption(
      "--again",
      "try announcements again that were given up, where an offer in them is still open",
    ),
    seen: flagOption("--seen", "take note of what was given up, and of what happened: it is named no more"),
  },
  examples: [
    "npx crieur status",
    "npx crieur status --json | jq .reasons",
    "npx crieur status --again",
    "npx crieur status --seen",
  ],
  run: async ({ common, options, terminal }) =>
    (await import("../work/tellStatus.ts")).tellStatus(common, options, terminal),
});
