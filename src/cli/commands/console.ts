import { command } from "../syntax/command.ts";

export const consoleCommand = command({
  name: "console",
  help: "talk with the bot here: a line typed is a message in its room (Ctrl-D ends)",
  options: {},
  examples: ["npx crieur console", "echo '!offres devops' | npx crieur console --offers offers"],
  run: async ({ common, terminal }) => (await import("../work/talk.ts")).talk(common, terminal),
});
