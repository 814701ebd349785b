import { command } from "../syntax/command.ts";

export const startCommand = command({
  name: "start",
  help: "run the bot, until SIGTERM or Ctrl-C",
  options: {},
  examples: [
    "npx crieur start",
    "npx crieur start --config /etc/crieur.yaml --store sqlite:/var/lib/crieur/crieur.db",
  ],
  run: async ({ common, terminal }) => (await import("../work/runBot.ts")).runBot(common, terminal),
});
