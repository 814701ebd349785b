import { command } from "../syntax/command.ts";
import { flagOption } from "../syntax/option.ts";

export const backupCommand = command({
  name: "backup",
  help: "copy the store as it stands now, also while the bot runs",
  argument: { syntax: "<file>", help: "the copy" },
  options: { force: flagOption("--force", "replace a file that is there") },
  examples: ["npx crieur backup /var/backups/crieur.db", "npx crieur backup crieur-$(date +%F).db"],
  run: async ({ common, words, options, terminal }) =>
    (await import("../work/copyStore.ts")).copyStore(common, words[0] ?? "", options, terminal),
});
