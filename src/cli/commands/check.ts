import { command } from "../syntax/command.ts";
import { nowOption } from "../syntax/now.ts";
import { choiceOption } from "../syntax/option.ts";

export const checkCommand = command({
  name: "check",
  help: "check the configuration and every offer; exit code 1 if an offer has an error",
  options: {
    format: choiceOption("--format <format>", "how problems are told", ["text", "json", "github"]),
    now: nowOption,
  },
  examples: [
    "npx crieur check",
    "npx crieur check --offers content/_jobs --format github",
    "npx crieur check --format json | jq .message",
  ],
  run: async ({ common, options, terminal }) =>
    (await import("../work/checkOffers.ts")).checkOffers(common, options, terminal),
});
