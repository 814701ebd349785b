import { command } from "../syntax/command.ts";
import { flag } from "../syntax/option.ts";

export const demo = command({
  name: "demo",
  help: "try the bot on a real homeserver, set up here for the occasion",
  options: { check: flag("--check", "play a fixed scenario; exit code 0 if all went well, else 1") },
  examples: ["crieur demo", "crieur demo --check"],
  run: async ({ common: { offers }, options: { check }, terminal }) =>
    (await import("../../../demo/demo.ts")).runDemo({ check, offers }, terminal),
});
