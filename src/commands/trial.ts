import { quietUntil } from "../rooms/quiet.ts";
import { takenHere } from "./catchUp.ts";
import { type BotCommand, helpText } from "./command.ts";
import type { Deed } from "./deed.ts";
import type { Moment } from "./filters.ts";
import { type NotDoneAnswer, notDone } from "./notDone.ts";

/** A test message comes, as an announcement would. */
export interface TrialAnswer {
  readonly kind: "trial";
  /** Until when a real announcement would wait; null while it would come. */
  readonly quiet: Moment | null;
  readonly deed: Deed;
}

/** `!offres essai` */
export const trialCommand = {
  name: "trial",
  word: "essai",
  also: ["annonce d'essai", "un essai"],
  example: "",
  help: () =>
    helpText`envoie ici une annonce d'essai, marquée comme telle, telle qu'une vraie arriverait. Il faut pouvoir retirer des membres du salon.`,
  accepts: (rest) => rest === "",
  async run(_, context): Promise<TrialAnswer | NotDoneAnswer> {
    const permission = await context.room.permission();
    if (!permission.may) return notDone({ reason: "may not", permission });
    const [taken] = (await takenHere(context)) ?? [];
    const [any] = context.offers.newest("open");
    const { now, timezone } = context.time;
    const until = quietUntil(await context.room.quiet(), now, timezone);
    const quiet = until === null ? null : { at: until, now, timezone };
    return { kind: "trial", quiet, deed: { deed: "try", offer: taken ?? any ?? null } };
  },
} as const satisfies BotCommand;
