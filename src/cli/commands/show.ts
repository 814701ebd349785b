import { command } from "../syntax/command.ts";
import { nowOption } from "../syntax/now.ts";
import { flagOption } from "../syntax/option.ts";

export const showCommand = command({
  name: "show",
  help: "show an offer as its file stands, read and repaired",
  argument: { syntax: "[offer]", help: "an id or a file" },
  options: {
    all: flagOption("--all", "every offer, one a line"),
    json: flagOption("--json", "JSON, an object a line"),
    now: nowOption,
  },
  examples: [
    "npx crieur show 2022-02-10-tchap-devops",
    "npx crieur show offers/2022-02-10-tchap-devops.md --json",
    "npx crieur show --all --json",
  ],
  run: async ({ common, words: [name], options, terminal }) =>
    (await import("../work/showOffers.ts")).showOffers(common, name, options, terminal),
});
