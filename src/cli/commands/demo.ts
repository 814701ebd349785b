import { command } from "../syntax/command.ts";
import { flagOption } from "../syntax/option.ts";

export const demoCommand = command({
  name: "demo",
  help: "try the bot on a real homeserver, set up here for the occasion",
  options: { check: flagOption("--check", "play a fixed scenario; exit code 0 if all went well, else 1") },
  refuses: {
    options: ["config", "store"],
    because: "it writes a configuration and a store of its own",
  },
  examples: ["npx crieur demo", "npx crieur demo --check"],
  run: async ({ common: { offers }, options: { check }, terminal }) =>
    (await import("../../../demo/demo.ts")).runDemo({ check, offers }, terminal),
});
