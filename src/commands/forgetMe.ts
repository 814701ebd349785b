import { type BotCommand, helpText } from "./command.ts";
import type { Deed } from "./deed.ts";

/** What was kept of the person who asks is erased. */
export interface ForgottenAnswer {
  readonly kind: "forgotten";
  readonly deed: Deed;
}

/** `!offres oublie-moi` */
export const forgetMeCommand = {
  name: "forgetMe",
  word: "oublie-moi",
  also: ["oublie moi", "oubliez-moi", "efface-moi", "effacez-moi", "effacer mes données"],
  example: "",
  help: () =>
    helpText`efface ce que je garde de vous : vos alertes, les offres que vous suivez, vos listes, et votre nom partout où je l'ai noté. Cela ne se reprend pas.`,
  accepts: (rest) => rest === "",
  run: async (): Promise<ForgottenAnswer> => ({ kind: "forgotten", deed: { deed: "forget" } }),
} as const satisfies BotCommand;
