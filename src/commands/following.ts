import { typedOfOffer } from "./afterOffer.ts";
import { saidInPrivate } from "./alerts.ts";
import { type BotCommand, helpText } from "./command.ts";
import { type NotDoneAnswer, notDone } from "./notDone.ts";
import { type Page, pageOf, wholly } from "./page.ts";

/** The offers that a person follows; of each its standing, because closed ones may reopen. */
export interface FollowingAnswer extends Page {
  readonly kind: "following";
}

/** `!offres suivies` */
export const followingCommand = {
  name: "following",
  word: "suivies",
  also: ["suivis", "offres suivies", "mes offres suivies", "les offres suivies", "mes suivies"],
  example: "",
  help: (prefix) =>
    helpText`les offres que vous suivez, dans notre salon à deux ; ${typedOfOffer(prefix, "2 suivre")} en ajoute une, ${typedOfOffer(prefix, "2 oublier")} l'arrête.`,
  accepts: (rest) => rest === "",
  async run(_, { person, offers }): Promise<FollowingAnswer | NotDoneAnswer> {
    const told = await person.privateRoom();
    // What somebody follows is nobody else's business.
    if (told !== "here") return notDone(saidInPrivate(told, "suivies"));
    return { kind: "following", ...pageOf(wholly(await person.follows(), "open"), 0, offers) };
  },
} as const satisfies BotCommand;
