import { command } from "../syntax/command.ts";

export const verifyCommand = command({
  name: "verify",
  help: "compare emoji with a person or with another session of the account, through the running bot",
  argument: { syntax: "[user]", help: "whom to ask; whoever asks, unless given" },
  options: {},
  examples: ["npx crieur verify", "npx crieur verify @prenom.nom-domaine.gouv.fr:agent.dinum.tchap.gouv.fr"],
  run: async ({ common, words: [user], terminal }) =>
    (await import("../work/playVerification.ts")).playVerification(common, user, terminal),
});
